"""The rejection slip: it tells the ward which sample cannot be used, why, and what to do."""

from msgspec import Struct


class RejectionData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the rejection slip says; texts are printed as given."""

    lab_name: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    ward: str
    bed: str
    number: str
    """The rejected sample's 12 digits."""
    container: str
    tests: tuple[str, ...]
    """The tests that cannot be done from it."""
    reason: str
    rejected_at: str
    rejected_by: str
    expected: str = ""
    """Number of the new sample that is expected; empty when none is."""
    training: bool = False
