"""The slip for the patient's card: what was ordered and how to ask for it."""

from msgspec import Struct


class SlipData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the slip says; texts are printed as given."""

    lab_name: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    order: str
    date: str
    priority: str
    tests: tuple[str, ...]
    samples: tuple[str, ...]
    """Sample numbers of 12 digits; the slip shows the last four of each."""
    training: bool = False
