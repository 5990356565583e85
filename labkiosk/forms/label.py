"""The tube label, 50.8 x 25.4 mm (CLSI AUTO12-A)."""

from typing import Literal

from msgspec import Struct


class LabelData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tube label says; texts are printed as given, "not stated" included."""

    number: str
    """The sample's 12 digits."""
    patient_name: str
    patient_id: str
    """The one identifier printed, such as "UHID 104233"."""
    sex: Literal["F", "M", "O", "U"]
    age: str
    """As people write it: "51 y", "8 m", "3 d"; empty when unknown."""
    born: str
    """"14 Mar 1975", or "est. 1975" when the year is estimated."""
    collected: str
    collector: str
    priority: Literal["stat", "urgent", "routine"]
    container: str
    """The tube, such as "EDTA"."""
    cap: str
    """Colour of its cap, such as "lavender"."""
    tests: tuple[str, ...]
    """Codes of the tests or panels, shortest useful form."""
    part: str
    """Which tube of the order: "1/3"."""
    ward: str
    training: bool = False
    relabelled: bool = False
    """Printed again after the identity was corrected: earlier labels are void."""
