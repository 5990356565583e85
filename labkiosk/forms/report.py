"""The laboratory report (CLIA 493.1291, ISO 15189:2022 7.4) on a continuous 80 mm roll."""

from msgspec import Struct


class Specimen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sample the report rests on; "not stated" is a statement, an empty text is not."""

    specimen: str
    container: str
    number: str
    collected: str
    received: str
    condition: str = ""
    """Such as "haemolysed"; empty when nothing was remarked."""


class Result(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One result as released."""

    test: str
    value: str
    unit: str = ""
    flag: str = ""
    """Letter and word: "H high", "LL critical low", "A abnormal"; a doubled letter is critical."""
    reference: str = "no range"
    previous: str = ""
    """Earlier value and its date: "4.1 on 12 Mar"."""
    comment: str = ""


class Group(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Results of one section, released together by one person."""

    section: str
    results: tuple[Result, ...]
    released_by: str
    released_at: str
    provisional: str = ""
    """Why it was released provisionally; empty when it was not."""


class ReportData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a report says. Times are texts, as printed."""

    lab_name: str
    lab_address: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    born: str
    ward: str
    bed: str
    order: str
    priority: str
    clinician: str
    note: str
    """Clinical note from the request; may be empty."""
    specimens: tuple[Specimen, ...]
    groups: tuple[Group, ...]
    reported: str
    version: int
    pending: tuple[str, ...] = ()
    """Names of tests still to come; any makes the report INTERIM, as does a provisional group."""
    cancelled: tuple[str, ...] = ()
    """Tests that will not come, each with its reason: "Potassium: haemolysed, new sample asked for"."""
    corrections: tuple[str, ...] = ()
    """What this version changed, why and when; any makes the report AMENDED."""
    copy: int = 0
    """Which copy this print is; 0 is the original."""
    original_uncertain: bool = False
    """Nobody can say whether the original came out."""
    example_ranges: bool = False
    """A range shown has not been approved by the hospital's pathologist."""
    training: bool = False
