"""Patients as they come to an Indian laboratory, in the scripts they are written in."""

import random
import re
from typing import Any

from labkiosk.forms.label import LabelData

NAMES = re.split(
    r" \| |\n",
    """\
Anitha Sharma | Venkatanarasimharaju Subrahmanyam | Mohammed Abdul Rahman Siddiqui | Ó Conaill, Niamh | Li Y
अनिता शर्मा | श्रीमती लक्ष्मीबाई क्षत्रिय | कृष्णमूर्ति द्विवेदी | ज्ञानेश्वर | र्‍याकुडे
অনিতা শর্মা | শ্রীকৃষ্ণ চট্টোপাধ্যায় | লক্ষ্মী বন্দ্যোপাধ্যায়
ਅਨੀਤਾ ਸ਼ਰਮਾ | ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ
અનિતા શર્મા | લક્ષ્મી ત્રિવેદી
ଅନିତା ଶର୍ମା | ଲକ୍ଷ୍ମୀ ତ୍ରିପାଠୀ
அனிதா சர்மா | ஸ்ரீகிருஷ்ணன் | லக்ஷ்மி நாராயணன்
అనితా శర్మ | కృష్ణమూర్తి వెంకటేశ్వర్లు | లక్ష్మీ
ಅನಿತಾ ಶರ್ಮಾ | ಲಕ್ಷ್ಮೀ ಕೃಷ್ಣಮೂರ್ತಿ
അനിത ശർമ്മ | കൃഷ്ണൻകുട്ടി | ലക്ഷ്മിക്കുട്ടിയമ്മ
محمد علی خان | ٹیپو سلطان ڈار | فاطمہ بیگم
Ram राम | फातिमा Begum | Khan خان | Baby of అనితా | Unknown Kite-7""",
)
WARDS = ["Ward 5B bed 12", "Emergency and trauma centre", "ICU", "OPD", "वार्ड ५"]
COLLECTORS = ["R. Devi", "not stated", "Venkatanarasimharaju S", "शांति"]
TUBES = [("EDTA", "lavender"), ("Serum gel", "yellow"), ("Citrate", "light blue"), ("Fluoride", "grey")]


def some(dice: random.Random, **said: Any) -> LabelData:
    """A label for somebody."""
    container, cap = dice.choice(TUBES)
    return LabelData(
        **{
            "number": f"{dice.randrange(1, 99):02d}{dice.randrange(10**10):010d}",
            "patient_name": dice.choice(NAMES),
            "patient_id": dice.choice(["UHID 104233", "9876543210", "91-1234-5678-9012", "not stated"]),
            "sex": dice.choice("FMOU"),
            "age": dice.choice(["51 y", "8 m", "3 d", ""]),
            "born": dice.choice(["14 Mar 1975", "est. 1975", "not stated"]),
            "collected": dice.choice(["14 Mar 2026 09:12", "not stated"]),
            "collector": dice.choice(COLLECTORS),
            "priority": dice.choice(["stat", "urgent", "routine"]),
            "container": container,
            "cap": cap,
            "tests": tuple(
                dice.sample(["CBC", "ESR", "HBA1C", "NA", "K", "CREAT", "PT", "APTT"], dice.randrange(1, 8))
            ),
            "part": dice.choice(["1/1", "1/3", "10/12"]),
            "ward": dice.choice(WARDS),
            "mark": dice.choice(["", "", "fasting", "120 min", "set 2 anaerobic", "capillary"]),
            "training": dice.random() < 0.2,
            "relabelled": dice.random() < 0.2,
            "copy": dice.choice([0, 0, 0, 1, 12]),
            "made": dice.choice(["", "", "09:12", "22 Nov 09:12"]),
            **said,
        }
    )
