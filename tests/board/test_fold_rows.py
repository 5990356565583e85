"""Facts written by hand, and by hand the rows that must stand after them."""

import pytest
from msgspec.structs import replace

from labkiosk.facts.alias import AliasBound
from labkiosk.facts.base import Fact
from labkiosk.facts.collection import Collected, NotDrawn
from labkiosk.facts.home import BackedUp, ClockSet, HomeMade, HomeRestored
from labkiosk.facts.paper import (
    Job,
    PaperAsked,
    PaperConfirmed,
    PaperRefused,
    PaperSending,
    PaperUncertain,
    PaperUnsent,
)
from labkiosk.facts.patient import Identifier, Identity, PatientCorrected
from labkiosk.facts.person import PersonAdded, PersonLeft
from labkiosk.facts.printer import PrinterRemoved, PrinterSetUp, PrinterState
from labkiosk.facts.results import ResultsDrafted
from labkiosk.facts.sample import SampleRelabelled
from tests.board.arrivals import Board, at, chain
from tests.board.made import SECOND, TUBE, placed, plan, received, recorded, registered, rejected, released


def after(*facts: Fact) -> Board:
    """Each fact comes in by itself, at 12:01, 12:02 and so on."""
    board = Board()
    for said in chain(1, facts):
        board.arrive([said])
    return board


def test_a_patient() -> None:
    board = after(registered())
    assert board.rows("patient") == [
        (
            "P01-0000001", 10000001, "Asha Devi", "F", "1975-03-14", 0, 0, 0, at(1),
            '[["mobile","9876543210"]]', "asha devi", None, "[]", None, 0, 0, None, "[]",
        )
    ]  # fmt: skip
    assert board.rows("identifier") == [("9876543210", "mobile", "P01-0000001")]
    assert board.everything()["patient_name"] == [(10000001, "asha"), (10000001, "devi")]


def test_a_patient_corrected() -> None:
    right = Identity(
        name="आशा", sex="O", birth_date="1976-01-01", birth_estimated=True,
        ids=(Identifier(system="hospital", value="H7"), Identifier(system="abha", value="1" * 14)),
    )  # fmt: skip
    board = after(registered(), PatientCorrected(patient="P01-0000001", identity=right, reason="misread"))
    assert board.rows("patient") == [
        (
            "P01-0000001", 10000001, "आशा", "O", "1976-01-01", 1, 0, 1, at(1),
            '[["hospital","H7"],["abha","11111111111111"]]', "आशा", None, "[]", None, 0, 0, None, "[]",
        )
    ]  # fmt: skip
    assert board.rows("identifier") == [
        ("11111111111111", "abha", "P01-0000001"), ("H7", "hospital", "P01-0000001")
    ]  # fmt: skip
    assert board.everything()["patient_name"] == [(10000001, "आशा")]


def test_an_order_and_its_tubes() -> None:
    board = after(
        placed(
            plan(TUBE, "HB", "ESR", part=1, parts=2),
            replace(plan(SECOND, "NA", part=2, parts=2), mark="60 min", minute=60),
            priority="urgent",
        )
    )
    assert board.rows("orders") == [
        (
            "O01-0000001", "P01-0000001", "urgent", "Ward 3", "12", "Dr Rao", "fever", None, "", at(1), "badge:tech",
            0, None, '["010000000016","010000000027"]',
        )
    ]  # fmt: skip
    tests = '[["HB","Test HB","Blood","HAEM","open",""],["ESR","Test ESR","Blood","HAEM","open",""]]'
    assert board.rows("sample") == [
        (
            TUBE, TUBE, "O01-0000001", "P01-0000001", "urgent", 10, "Blood", "EDTA", "EDTA tube", "lavender", 1, 2,
            "expected", "2026-11-22", at(1), None, "[]", "", None, None, "", None, None, None, "",
            "Ward 3", None, '{"HAEM":"expected"}', tests, 10000000016,
        ),
        (
            SECOND, SECOND, "O01-0000001", "P01-0000001", "urgent", 10, "Blood", "EDTA", "EDTA tube", "lavender", 2, 2,
            "expected", "2026-11-22", at(1), None, "[]", "", None, None, "60 min", 60, None, None, "",
            "Ward 3", None, '{"CHEM":"expected"}', '[["NA","Test NA","Blood","CHEM","open",""]]', 10000000027,
        ),
    ]  # fmt: skip
    assert board.rows("work") == []
    assert board.rows("tally") == [
        ("2026-11-22", "expected", "urgent", "Ward 3", '{"CHEM":"expected"}', 1),
        ("2026-11-22", "expected", "urgent", "Ward 3", '{"HAEM":"expected"}', 1),
    ]


def test_the_day_is_that_of_the_place() -> None:
    said = chain(1, [placed()])[0]
    board = Board()
    board.arrive(
        [said._replace(at=12 * 60 + 1)]
    )  # half a minute past midnight in India, evening in Greenwich
    assert board.rows("tally") == [("2026-11-23", "expected", "routine", "Ward 3", '{"HAEM":"expected"}', 1)]


def test_a_tube_received() -> None:
    board = after(placed(plan(TUBE, "HB", "NA")), received(TUBE, "Haemolysed", "Small clots"))
    [sample] = board.rows("sample")
    assert (sample[12], sample[15], sample[16]) == ("received", at(2), '["Haemolysed","Small clots"]')
    assert board.rows("work") == [
        (TUBE, "CHEM", "routine", at(2), at(122), 120, "waiting", '["NA"]', 1, 0, 1, ""),
        (TUBE, "HAEM", "routine", at(2), at(62), 60, "waiting", '["HB"]', 1, 0, 1, ""),
    ]


def test_a_head_start_is_an_earlier_place_and_no_earlier_due_time() -> None:
    board = after(placed(priority="urgent"), received())
    assert board.rows("work") == [
        (TUBE, "HAEM", "urgent", at(-8), at(62), 60, "waiting", '["HB"]', 1, 0, 1, "")
    ]


def test_a_value_recorded() -> None:
    board = after(placed(plan(TUBE, "HB", "ESR")), received(), recorded())
    assert board.rows("result") == [
        (
            TUBE, "HB", "P01-0000001", "7.80", "g/dL", "7.80", "g/dL", "L", "12-16", 1, "[]", "", at(3), "badge:tech",
            None, 0, None, None, 0, "[]", "", 0, "", "", "", "", "[]", 1, None, None, 0, 0, "", 0,
        )
    ]  # fmt: skip
    assert board.rows("work") == [
        (TUBE, "HAEM", "routine", at(2), at(62), 60, "part", '["HB","ESR"]', 1, 1, 1, "")
    ]
    assert board.rows("sample")[0][12] == "received"


def test_a_value_released() -> None:
    board = after(placed(), received(), recorded(), released(version=3))
    assert board.rows("result")[0][12:] == (
        at(3), "badge:tech", 3, 0, at(4), "badge:tech", 0, "[]", "", 0, "", "", "", "", "[]", 1, None, None, 0, 0, "", 0,
    )  # fmt: skip
    assert board.rows("work") == []
    assert board.rows("sample")[0][12] == "reported"
    assert board.rows("orders")[0][11:13] == (3, at(4))
    assert board.rows("tally") == [("2026-11-22", "reported", "routine", "Ward 3", '{"HAEM":"reported"}', 1)]


def test_an_order_s_version_never_falls() -> None:
    tests = placed(plan(TUBE, "HB", "NA"))
    board = after(tests, received(), recorded(), released(version=3), released("NA", version=2))
    assert board.rows("orders")[0][11:13] == (3, at(5))


def test_a_value_released_as_provisional_is_still_to_be_released() -> None:
    board = after(placed(), received(), recorded(), released(provisional=True))
    assert board.rows("result")[0][14:] == (
        1, 1, at(4), "badge:tech", 0, "[]", "", 0, "", "", "", "", "[]", 1, None, None, 0, 0, "", 0,
    )  # fmt: skip
    assert board.rows("work")[0][6:] == ("provisional", '["HB"]', 0, 1, 0, "")
    assert board.rows("sample")[0][12] == "resulted"


def test_a_tube_drawn_and_its_other_barcode() -> None:
    board = after(
        placed(plan(TUBE, "HB")),
        Collected(sample=TUBE, at=at(-5), by="Sister Mary"),
        AliasBound(sample=TUBE, code="HIS-77"),
        Collected(sample=TUBE, at=at(-9), by="R. Devi", reason="misread"),
        NotDrawn(samples=(TUBE,), reason="vein"),
    )
    assert [row[23:25] for row in board.rows("sample")] == [(at(-9), "R. Devi")]
    assert board.rows("alias") == [("HIS-77", TUBE, at(3))]
    assert board.rows("conflict") == []


def test_a_tube_rejected() -> None:
    board = after(placed(plan(TUBE, "HB")), received(), recorded(), rejected())
    first, second = board.rows("sample")
    assert first[12:] == (
        "rejected", "2026-11-22", at(1), at(2), "[]", "Clotted", None, SECOND, "", None, None, None, "",
        "Ward 3", None, '{"HAEM":"rejected"}', '[["HB","Test HB","Blood","HAEM","rejected","Clotted"]]', 10000000016,
    )  # fmt: skip
    assert (second[2], second[12], second[18]) == ("O01-0000001", "expected", TUBE)
    assert board.rows("result") == []
    assert board.rows("orders")[0][13] == '["010000000016","010000000027"]'
    assert board.rows("work") == []
    assert board.rows("tally") == [
        ("2026-11-22", "expected", "routine", "Ward 3", '{"HAEM":"expected"}', 1),
        ("2026-11-22", "rejected", "routine", "Ward 3", '{"HAEM":"rejected"}', 1),
    ]


def test_one_test_rejected_leaves_the_others() -> None:
    board = after(
        placed(plan(TUBE, "HB", "NA")), received(), rejected(TUBE, "NA", instead=plan(SECOND, "NA"))
    )
    first = board.rows("sample")[0]
    assert (first[12], first[17], first[19]) == ("received", "Clotted", SECOND)
    assert [row[:2] for row in board.rows("work")] == [(TUBE, "HAEM")]


def test_a_tube_relabelled_twice() -> None:
    board = after(
        placed(),
        SampleRelabelled(sample=TUBE, number="010000000034", reason="identity corrected"),
        SampleRelabelled(sample=TUBE, number="010000000048", reason="identity corrected"),
    )
    assert board.rows("sample")[0][:2] == (TUBE, "010000000048")
    assert board.rows("relabel") == [("010000000034", TUBE), ("010000000048", TUBE)]


def test_drafts_are_kept_until_they_are_cleared_or_recorded() -> None:
    drafts = [
        ResultsDrafted(sample=TUBE, values={"HB": "7", "ESR": "1"}),
        ResultsDrafted(sample=TUBE, values={"ESR": "12"}),
    ]
    tubes = (placed(plan(TUBE, "HB", "ESR")), received(), *drafts)
    assert after(*tubes).rows("draft") == [(TUBE, "ESR", "12"), (TUBE, "HB", "7")]
    assert after(*tubes, recorded()).rows("draft") == [(TUBE, "ESR", "12")]
    assert after(*tubes, ResultsDrafted(sample=TUBE, values={"ESR": ""})).rows("draft") == [(TUBE, "HB", "7")]


ASKED = PaperAsked(
    jobs=(
        Job(job="J01-0000001", form="label", subject=TUBE),
        Job(
            job="J01-0000002",
            form="report",
            subject="O01-0000001",
            version=2,
            copy=1,
            doubtful=True,
            reason="lost",
        ),
    )
)
SENDING = PaperSending(job="J01-0000001", printer="usb", digest="d" * 64)
PAPERS = [
    ((), "queued", "", "", ""),
    ((SENDING,), "sending", "usb", "d" * 64, ""),
    ((SENDING, PaperConfirmed(job="J01-0000001", how="seen")), "confirmed", "usb", "d" * 64, "seen"),
    ((SENDING, PaperUncertain(job="J01-0000001", reason="jam")), "uncertain", "usb", "d" * 64, "jam"),
    ((SENDING, PaperUnsent(job="J01-0000001", reason="stalls")), "queued", "usb", "d" * 64, "stalls"),
    ((PaperRefused(job="J01-0000001", reason="no glyph"),), "refused", "", "", "no glyph"),
]


@pytest.mark.parametrize(
    ("facts", "state", "printer", "digest", "said"), PAPERS, ids=[" ".join((p[1], p[4])) for p in PAPERS]
)
def test_a_paper(facts: tuple[Fact, ...], state: str, printer: str, digest: str, said: str) -> None:
    who = "badge:tech"
    assert after(ASKED, *facts).rows("job") == [
        ("J01-0000001", "label", TUBE, 0, 0, 0, "", state, at(1), who, printer, digest, said, 10000001),
        ("J01-0000002", "report", "O01-0000001", 2, 1, 1, "lost", "queued", at(1), who, "", "", "", 10000002),
    ]


ZEBRA = PrinterSetUp(
    printer="T01-0000001",
    name="Zebra",
    address="usb:/dev/usb/lp0",
    language="zpl",
    media="label-50x25",
    forms=("label", "blank"),
)
EPSON = PrinterSetUp(
    printer="T01-0000002",
    name="Epson",
    address="tcp:10.0.0.9:9100",
    language="escpos",
    media="roll-80",
    forms=(),
    dots=512,
)
ZEBRA_ROW = ("T01-0000001", "Zebra", "usb:/dev/usb/lp0", "zpl", "label-50x25", '["label","blank"]', 0)
EPSON_ROW = ("T01-0000002", "Epson", "tcp:10.0.0.9:9100", "escpos", "roll-80", "[]", 512)


def test_printers_come_change_and_go() -> None:
    out = PrinterState(printer="T01-0000001", state="paper_out", reason="says its sensor")
    assert after(ZEBRA, EPSON, out).rows("printer") == [
        (*ZEBRA_ROW, "paper_out", "says its sensor", at(3)),
        (*EPSON_ROW, "", "", at(2)),
    ]
    assert after(ZEBRA, out, ZEBRA, EPSON, PrinterRemoved(printer="T01-0000002")).rows("printer") == [
        (*ZEBRA_ROW, "", "", at(3))
    ]
    assert after(out, PrinterRemoved(printer="T01-0000001")).rows("printer") == []


def test_people_come_change_and_leave() -> None:
    board = after(
        PersonAdded(badge="t1", name="Meena", role="technician"),
        PersonAdded(badge="t2", name="Ravi", role="technician"),
        PersonAdded(badge="t1", name="Dr Meena", role="pathologist"),
        PersonLeft(badge="t2"),
        PersonLeft(badge="never seen"),
    )
    assert board.rows("person") == [("t1", "Dr Meena", "pathologist", 1), ("t2", "Ravi", "technician", 0)]


def test_the_home_s_settings() -> None:
    board = after(
        HomeMade(kiosk=3, site="District Hospital", address="Rampur", used=(1, 2)),
        ClockSet(before=1, after=2),
        BackedUp(to="/media/stick/a.db", digest="d" * 64),
        HomeRestored(kiosk=5, was=4),
    )
    assert board.rows("setting") == [
        ("address", "Rampur"), ("backup_at", str(at(3))), ("backup_to", "/media/stick/a.db"), ("kiosk", "5"),
        ("site", "District Hospital"), ("used", "01 02 03 04 05"),
    ]  # fmt: skip
