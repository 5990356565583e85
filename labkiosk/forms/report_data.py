"""What a laboratory report says, and what it must say (CLIA 493.1291, ISO 15189:2022 7.4)."""

from msgspec import Struct

from labkiosk.forms.report_staged import Culture

ELSEWHERE = "Other results of this order are reported apart, sealed."


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
    """Earlier value and its date: "4.1 on 12 Mar 2026"."""
    earlier: tuple[str, ...] = ()
    """Those before it, the newest first: they stand there where one line has room for them."""
    comment: str = ""
    words: str = ""
    """What the hospital always says of this test: "Information only"."""
    calls: tuple[str, ...] = ()
    """Who was told of it at once, and when; or that nobody has been."""
    done_at: str = ""
    """The other laboratory that did the test, and whether the reference is its own; empty for one done here."""
    culture: Culture | None = None
    """What stands under a culture in place of columns."""
    text: str = ""
    """The whole text of a narrative result, whose value is a line of it."""

    @property
    def critical(self) -> bool:
        """True when the flag's letter is doubled."""
        letter = self.flag.partition(" ")[0]
        return len(letter) == 2 and letter[0] == letter[1]


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
    """What has changed since an earlier report, why and when; any makes the report AMENDED."""
    replaces: tuple[str, ...] = ()
    """Reports that this one takes the place of: "provisional version 1 of 22 Nov 2026 02:10"."""
    replaced_by: str = ""
    """Which report took the place of this one: "version 3 of 22 Nov 2026 15:10"; empty for the latest."""
    as_of: str = ""
    """When this was so, where the version says something else than when it was released; else empty."""
    sealed: bool = False
    """It holds sensitive results, and is folded behind a cover that tells none of them."""
    elsewhere: bool = False
    """Sensitive results of the order are reported on a paper of their own."""
    copy: int = 0
    """Which copy this print is; 0 is the original."""
    original_uncertain: bool = False
    """Nobody can say whether the original came out."""
    example_ranges: bool = False
    """A range shown has not been approved by the hospital's pathologist."""
    training: bool = False


def missing(data: ReportData) -> list[str]:
    """What a report must say (CLIA 493.1291(c), ISO 15189:2022 7.4.1.6) and this one does not; [] when whole.

    "not stated" is a statement; an empty text is not.
    """
    said = [
        ("laboratory's name", data.lab_name),
        ("laboratory's address", data.lab_address),
        ("patient's name", data.patient_name),
        ("patient's identifier", data.patient_id),
        ("order", data.order),
        ("time of report", data.reported),
        ("specimen", "given" if data.specimens else ""),
        ("result", "given" if any(group.results for group in data.groups) or data.cancelled else ""),
    ]
    for specimen in data.specimens:
        name = f"of sample {specimen.number}"
        said += [
            (f"number of {specimen.specimen}", specimen.number),
            (f"source {name}", specimen.specimen),
            (f"time of collection {name}", specimen.collected),
            (f"time of receipt {name}", specimen.received),
        ]
    for group in data.groups:
        said += [
            (f"who released {group.section}", group.released_by),
            (f"when {group.section} was released", group.released_at),
        ]
        for result in group.results:
            said += [
                (f"name of a test in {group.section}", result.test),
                (f"value of {result.test}", result.value),
                (f"reference range of {result.test}", result.reference),
            ]
    return [what for what, text in said if not text.strip()]


def interim(data: ReportData) -> bool:
    """True while a test is still to come, or a result was released provisionally."""
    return bool(data.pending) or any(group.provisional for group in data.groups)


def state_of(data: ReportData) -> str:
    """``interim`` while more is to come, ``cancelled`` where no result stands and none will come, else ``final``."""
    if interim(data):
        return "interim"
    return "final" if any(group.results for group in data.groups) else "cancelled"


_GLANCE = 15
"""Results that an eye goes over at once; in a longer report it needs to be told where to look."""


def also_abnormal(data: ReportData) -> str:
    """Of a long report: which results are flagged beside the critical ones, with their letters; else empty."""
    results = [result for group in data.groups for result in group.results]
    flagged = [f"{r.test} {r.flag.partition(' ')[0]}" for r in results if r.flag and not r.critical]
    if len(results) <= _GLANCE or not flagged:
        return ""
    return f"Abnormal: {', '.join(flagged)} ({len(results)} results)"
