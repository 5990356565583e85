"""Reports on their way: by ward of now, on a sheet, until the stub is back or a hand has them."""

from labkiosk.board import jobs
from labkiosk.facts.delivery import Handed
from labkiosk.facts.paper import PaperConfirmed
from labkiosk.lab.bench import receive
from labkiosk.lab.deliver import handed, is_late, late_stats, make_sheet, needs_name, returned, undelivered
from labkiosk.lab.delivery_paper import delivery_data
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from labkiosk.lab.transfer import transfer
from tests.lab.homes import Clock, order
from tests.lab.refusals import refused

FIRST, SECOND = "O01-0000001", "O01-0000002"


def reported(lab: Lab, ward: str, priority: str = "routine", **values: str) -> str:
    """An order with its report released and asked for; the number of its tube."""
    tube = order(lab, *(values or {"NA": ""}), location=ward, priority=priority).samples[0].sample
    receive(lab, tube)
    kits = ("A", "B", "C")
    for test, value in (values or {"NA": "140"}).items():
        for kit in kits if value == "r" else ("",):
            record(lab, tube, [Given(test=test, value=value, kit=kit)])
    lab.sign_in("path")
    release(lab, [tube], report=True)
    lab.sign_in("tech")
    return tube


def printed(lab: Lab) -> None:
    with lab.act() as act:
        for job in jobs.to_print(act.conn, limit=100):
            act.append(PaperConfirmed(job=job.id, how="seen"))


def waiting(lab: Lab, ward: str = "") -> list[tuple[str, str, str, str]]:
    return [(one.order, one.ward, one.paper, one.sheet) for one in undelivered(lab, ward)]


def test_a_sheet_takes_what_is_on_paper_for_the_ward(lab: Lab) -> None:
    reported(lab, "Ward 3")
    with refused("No report for Ward 3 is on paper yet: print them first."):
        make_sheet(lab, "ward 3")
    printed(lab)
    reported(lab, "Ward 3")
    reported(lab, "ICU")
    made = make_sheet(lab, "ward 3")
    assert (made.sheet, made.ward) == ("D01-0000001", "Ward 3")
    assert made.reports == (Handed(order=FIRST, form="report", version=1),)
    assert waiting(lab) == [
        ("O01-0000003", "ICU", "queued", ""),
        (FIRST, "Ward 3", "out", "D01-0000001"),
        (SECOND, "Ward 3", "queued", ""),
    ]
    with refused("Every report for Ward 3 is out on sheet D01-0000001: wait for its stub, or say again."):
        make_sheet(lab, "Ward 3")
    assert len(make_sheet(lab, "Ward 3", again=True).reports) == 1
    with refused("No report waits for Ward 9. Wards that reports wait for: ICU, Ward 3."):
        make_sheet(lab, "Ward 9")


def test_the_stub_ends_it_once_and_history_tells(lab: Lab) -> None:
    tube = reported(lab, "Ward 3")
    printed(lab)
    sheet = make_sheet(lab, "Ward 3").sheet
    assert returned(lab, f"LK:SHEET:{sheet}", "Sr Mary").taken_by == "Sr Mary"
    assert waiting(lab) == []
    with refused("Sheet D01-0000001 came back already, 22 Nov 12:00."):
        returned(lab, sheet)
    with refused("Delivery sheet D01-0000009 is not known here."):
        returned(lab, "LK:SHEET:D01-0000009")
    told = [line.text for line in history(lab, sample_of(lab.conn, tube))]
    assert told[-2:] == [
        "Report 1 on delivery sheet D01-0000001 for Ward 3.",
        "Report 1 delivered with sheet D01-0000001, taken by Sr Mary.",
    ]


def test_the_ward_is_that_of_now(lab: Lab) -> None:
    reported(lab, "Ward 3")
    transfer(lab, FIRST, "ICU", "4")
    printed(lab)
    assert waiting(lab, "icu") == [(FIRST, "ICU", "out", "")]
    assert make_sheet(lab, "ICU").ward == "ICU"


def test_a_report_without_a_ward_has_a_sheet_too(lab: Lab) -> None:
    reported(lab, "")
    printed(lab)
    assert make_sheet(lab, "Not stated").ward == ""


def test_a_newer_version_waits_again(lab: Lab) -> None:
    tube = order(lab, "NA", "K", location="Ward 3").samples[0].sample
    receive(lab, tube)
    for test, value in (("NA", "140"), ("K", "4.1")):
        record(lab, tube, [Given(test=test, value=value)])
        lab.sign_in("path")
        release(lab, [tube], report=True)
        lab.sign_in("tech")
        printed(lab)
        assert [one.version for one in undelivered(lab)] == [1 if test == "NA" else 2]
        returned(lab, make_sheet(lab, "Ward 3").sheet)
        assert undelivered(lab) == []


def test_at_the_window_a_name_or_a_badge(lab: Lab) -> None:
    tube = reported(lab, "OPD")
    with refused("Who took it? Type the name, or scan the badge."):
        handed(lab, FIRST, " ")
    with refused("Order O01-0000001 has no report on paper that is not delivered: print it first."):
        handed(lab, tube, "Ravi, son")
    printed(lab)
    assert handed(lab, tube, "phleb").taken_by == "Example Phlebotomist (phleb)"
    assert undelivered(lab) == []


def test_a_sealed_report_goes_into_a_named_hand_alone(lab: Lab) -> None:
    reported(lab, "Ward 3", "stat", HIV="r", NA="140")
    printed(lab)
    made = make_sheet(lab, "Ward 3")
    assert [r.form for r in made.reports] == ["report", "sealed"]
    assert needs_name(lab, made.sheet)
    with refused("Name of who took it is missing. Type it."):
        returned(lab, made.sheet)
    job = jobs.of_subject(lab.conn, made.sheet)[0]
    assert [(one.sealed, one.stat) for one in delivery_data(lab, job).lines] == [(False, True), (True, True)]
    assert returned(lab, made.sheet, "Dr Rao").taken_by == "Dr Rao"
    assert not needs_name(lab, made.sheet)


def test_late_is_what_the_catalogue_says(lab: Lab, clock: Clock) -> None:
    reported(lab, "Ward 3")
    reported(lab, "Ward 3", "stat")
    assert [one.priority for one in undelivered(lab)] == ["stat", "routine"]
    for minutes, late in ((30, 0), (1, 1)):
        clock.turn(minutes)
        now = lab.time().at
        assert late_stats(lab, now) == late
        assert [is_late(lab, one, now) for one in undelivered(lab)] == [bool(late), False]
    printed(lab)
    make_sheet(lab, "Ward 3")
    assert late_stats(lab, lab.time().at) == 1
    returned(lab, "D01-0000001")
    assert late_stats(lab, lab.time().at) == 0
