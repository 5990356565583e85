"""Who comes to the demonstration's laboratory in a morning: all invented."""

from typing import Literal, NamedTuple

Priority = Literal["stat", "urgent", "routine"]
Upto = Literal["expected", "received", "resulted", "released"]


class Visit(NamedTuple):
    """One order. ``minute`` counts from the morning's start; ``upto`` is how far its tubes have come.

    ``uhid`` is the patient's hospital number, ``mobile`` the family's; ``values`` stand in place of the usual ones;
    ``looked`` is why those that the rules hold are accepted, where they are.
    """

    minute: int
    name: str
    sex: Literal["F", "M", "O", "U"]
    age: str
    uhid: str
    tests: str
    priority: Priority
    ward: str
    bed: str
    clinician: str
    upto: Upto
    values: dict[str, str] | None = None
    mobile: str = ""
    reject: str = ""
    looked: str = ""


MORNING = (
    Visit(0, "Ramesh Chandra Verma", "M", "62 y", "104211", "CBC KFT", "routine", "Medicine A", "4", "Dr Iyer", "released",
          {"CREA": "2.1", "UREA": "88", "K": "5.4"}),
    Visit(4, "Lakshmi Venkataraman", "F", "45 y", "104212", "THYROID", "routine", "OPD 3", "", "Dr Menon", "received"),
    Visit(7, "Gurpreet Singh Gill", "M", "38 y", "104213", "LFT", "routine", "Surgery B", "11", "Dr Khanna", "released",
          {"ALT": "96", "AST": "74"}),
    Visit(9, "Fatima Begum", "F", "29 y", "104214", "CBC", "urgent", "Obstetrics", "2", "Dr Rao", "released",
          {"HB": "8.9", "RBC": "3.89", "HCT": "28", "MCV": "72", "MCH": "22.9", "MCHC": "31.8"}),
    Visit(12, "सुनीता शर्मा", "F", "34 y", "104215", "CBC KFT", "routine", "OPD 1", "", "Dr Gupta", "released"),
    Visit(15, "Arjun Nair", "M", "7 y", "104216", "DENGUE CBC", "urgent", "Paediatrics", "6", "Dr Thomas", "released",
          {"PLT": "41", "DENNS1": "Positive", "DENIGM": "Positive"}, looked="Few platelets on the smear too"),
    Visit(18, "Mohammed Irfan", "M", "51 y", "104217", "GLUR A1C", "routine", "OPD 2", "", "Dr Sheikh", "released",
          {"GLUR": "268", "A1C": "9.8"}),
    Visit(22, "Kamala Devi", "F", "70 y", "104218", "ELEC", "urgent", "Medicine A", "9", "Dr Iyer", "released",
          {"NA": "118", "K": "3.4", "CL": "86", "HCO3": "21"}),
    Visit(26, "Baby of Kavita Yadav", "F", "3 d", "104219", "TBIL DBIL", "urgent", "Nursery", "cot 5", "Dr Thomas", "received"),
    Visit(31, "Suresh Babu", "M", "44 y", "104220", "LIPID GLUR", "routine", "OPD 2", "", "Dr Sheikh", "released",
          {"CHOL": "232", "TG": "240"}),
    Visit(36, "Anjali Kulkarni", "F", "27 y", "104221", "URINE", "routine", "OPD 4", "", "Dr Rao", "released",
          {"ULE": "2+", "UWBC": "21–50"}),
    Visit(41, "Harbhajan Kaur", "F", "66 y", "104222", "COAG", "urgent", "Surgery B", "3", "Dr Khanna", "released",
          {"INR": "2.6", "PT": "29"}),
    Visit(47, "Dinesh Kumar Yadav", "M", "31 y", "104223", "MALARIA CBC", "urgent", "Emergency", "", "Dr Bose", "released",
          {"MPTHICK": "P. vivax", "MPTHIN": "P. vivax", "PLT": "96"}, "9811002231"),
    Visit(52, "Kavita Yadav", "F", "28 y", "104224", "CBC", "routine", "Obstetrics", "7", "Dr Rao", "released", None, "9811002231"),
    Visit(58, "Joseph Fernandes", "M", "58 y", "104225", "TROPI CKMB", "stat", "Emergency", "2", "Dr Bose", "released",
          {"TROPI": "1.842", "CKMB": "61"}),
    Visit(64, "Ritu Agarwal", "F", "39 y", "104226", "CBC ESR", "routine", "OPD 1", "", "Dr Gupta", "resulted"),
    Visit(70, "Abdul Rahman", "M", "73 y", "104227", "KFT", "urgent", "Dialysis", "chair 3", "Dr Menon", "resulted",
          {"K": "6.8", "CREA": "7.9", "UREA": "164"}, looked="On dialysis"),
    Visit(77, "Meenakshi Sundaram", "M", "55 y", "104228", "LFT KFT", "routine", "Medicine A", "12", "Dr Iyer", "resulted"),
    Visit(85, "Pooja Bhattacharya", "F", "24 y", "104229", "SEROLOGY", "routine", "OPD 4", "", "Dr Rao", "received"),
    Visit(93, "Ganesh Patil", "M", "49 y", "104230", "ABG", "stat", "ICU", "1", "Dr Bose", "released",
          {"PH": "7.16", "PCO2": "74", "LACT": "4.2"}),
    Visit(101, "Zainab Khatoon", "F", "33 y", "104231", "CBC BG", "urgent", "Obstetrics", "4", "Dr Rao", "received"),
    Visit(110, "Vijay Lakshmanan", "M", "41 y", "104232", "LFT", "routine", "OPD 3", "", "Dr Menon", "resulted"),
    Visit(118, "Nirmala Joshi", "F", "61 y", "104233", "CBC", "routine", "Oncology", "8", "Dr Pillai", "resulted",
          {"WBC": "1.12", "ANC": "0.42", "HB": "7.9", "RBC": "2.75",
           "HCT": "24.0", "MCV": "87.3", "MCH": "28.7", "MCHC": "32.9"}),
    Visit(127, "Tenzin Dorje", "M", "36 y", "104234", "GLUR KFT", "routine", "OPD 2", "", "Dr Sheikh", "received", None, "", "CLOTTED"),
    Visit(136, "Saraswati Mishra", "F", "80 y", "104235", "ELEC CRP", "urgent", "Medicine A", "1", "Dr Iyer", "received"),
    Visit(145, "Imran Qureshi", "M", "19 y", "104236", "DENGUE", "routine", "Emergency", "", "Dr Bose", "received"),
    Visit(154, "Deepa Ramachandran", "F", "47 y", "104237", "THYROID LIPID", "routine", "OPD 3", "", "Dr Menon", "received"),
    Visit(163, "Balwinder Singh", "M", "52 y", "104238", "COAG CBC", "urgent", "Surgery B", "5", "Dr Khanna", "received"),
    Visit(172, "Sushila Oraon", "F", "22 y", "104239", "CBC MALARIA", "routine", "Obstetrics", "9", "Dr Rao", "received"),
    Visit(181, "Prakash Jain", "M", "68 y", "104240", "KFT", "routine", "Medicine A", "6", "Dr Iyer", "received"),
    Visit(190, "Aisha Siddiqui", "F", "5 m", "104241", "CBC CRP", "urgent", "Paediatrics", "2", "Dr Thomas", "received"),
    Visit(199, "Ramesh Chandra Verma", "M", "62 y", "104211", "KFT", "urgent", "Medicine A", "4", "Dr Iyer", "resulted",
          {"CREA": "2.4", "UREA": "97", "K": "5.9"}),
    Visit(208, "Nandini Reddy", "F", "30 y", "104242", "URINE", "routine", "OPD 4", "", "Dr Rao", "received"),
    Visit(217, "Shyam Lal Meena", "M", "57 y", "104243", "LFT CBC", "routine", "Medicine A", "10", "Dr Iyer", "received"),
    Visit(226, "Mary Kutty Jacob", "F", "63 y", "104244", "GLUR", "stat", "Emergency", "1", "Dr Bose", "received"),
    Visit(235, "Om Prakash Tiwari", "M", "76 y", "104245", "KFT", "routine", "Dialysis", "chair 1", "Dr Menon", "received"),
    Visit(250, "Rukhsana Parveen", "F", "36 y", "104246", "CBC LFT", "routine", "OPD 1", "", "Dr Gupta", "expected"),
    Visit(262, "Kiran Desai", "O", "26 y", "104247", "SEROLOGY", "routine", "OPD 4", "", "Dr Rao", "expected"),
    Visit(274, "Bhupendra Hazarika", "M", "48 y", "104248", "CBC KFT", "urgent", "Surgery B", "14", "Dr Khanna", "expected"),
    Visit(288, "", "M", "40 y", "", "CBC KFT GLUR", "stat", "Emergency", "3", "Dr Bose", "received"),
)  # fmt: skip

USUAL = {
    "HB": "13.6", "RBC": "4.72", "HCT": "42.1", "MCV": "89.2", "MCH": "28.8", "MCHC": "33.1", "RDW": "13.1",
    "PLT": "248", "MPV": "9.1", "WBC": "6.82", "NEU": "58.0", "LYM": "31.5", "MON": "6.4", "EOS": "3.2",
    "BAS": "0.2", "ANC": "3.96", "ALC": "2.15", "AMC": "0.44", "AEC": "0.22", "ABC": "0.02", "ESR": "14",
    "UREA": "26", "CREA": "0.92", "UA": "5.1", "NA": "138", "K": "4.2", "CL": "101", "HCO3": "24",
    "TBIL": "0.5", "DBIL": "0.1", "AST": "24", "ALT": "28", "ALP": "84", "GGT": "31",
    "TP": "7.1", "ALB": "4.2", "GLUR": "104", "A1C": "5.4", "CRP": "2.1",
    "CHOL": "172", "TG": "118", "HDL": "46",
    "PT": "12.4", "INR": "1.0", "APTT": "28.4", "FIB": "282", "TROPI": "0.004", "CKMB": "14",
    "PH": "7.39", "PCO2": "40.2", "PO2": "92.1", "HCO3A": "24.4", "BE": "0.2", "SO2": "97.1", "LACT": "0.9",
    "ICA": "1.21", "UPH": "6.0", "USG": "1.015",
}  # fmt: skip
"""An ordinary value of each measured test, in its own unit; of a choice, its first ordinary one is taken."""
