"""A report is on its way from its release until it is delivered, version by version."""

from labkiosk.facts.delivery import Delivered, Handed, SheetMade
from labkiosk.facts.paper import Job, PaperAsked
from labkiosk.facts.results import ResultsReleased
from tests.board.arrivals import at
from tests.board.made import placed, received, recorded, released
from tests.board.test_fold_rows import after

ORDER, SHEET = "O01-0000001", "D01-0000001"


def handed(version: int, form: str = "report", order: str = ORDER) -> Handed:
    return Handed(order=order, form=form, version=version)


def sealed(version: int, *forms: str) -> ResultsReleased:
    return ResultsReleased(order=ORDER, version=version, samples=(), forms=forms)


def asked(job: str, version: int, form: str = "report") -> PaperAsked:
    return PaperAsked(jobs=(Job(job=job, form=form, subject=ORDER, version=version),))


OUT = (placed(), received(), recorded(), released())


def test_released_and_asked_for_it_waits_in_its_ward() -> None:
    board = after(*OUT, asked("J01-0000001", 1), asked("J01-0000002", 1))
    jobs = '["J01-0000001","J01-0000002"]'
    assert board.rows("delivery") == [(ORDER, "report", 1, "routine", "Ward 3", at(4), jobs, "")]


def test_a_sheet_takes_it_along_and_its_stub_ends_it() -> None:
    made = SheetMade(sheet=SHEET, ward="Ward 3", reports=(handed(1),))
    board = after(*OUT, made)
    assert board.rows("delivery")[0][-1] == SHEET
    assert board.rows("sheet") == [
        (SHEET, "Ward 3", at(5), "badge:tech", f'[["{ORDER}","report",1]]', None, "")
    ]
    back = Delivered(sheet=SHEET, reports=(handed(1),), taken_by="Sr Mary")
    board = after(*OUT, made, back, Delivered(sheet=SHEET, reports=(), taken_by="again"))
    assert board.rows("delivery") == []
    assert board.rows("sheet")[0][5:] == (at(6), "Sr Mary")


def test_a_newer_version_is_on_its_way_again_whatever_came_of_the_older() -> None:
    made = SheetMade(sheet=SHEET, ward="Ward 3", reports=(handed(1),))
    back = Delivered(sheet=SHEET, reports=(handed(1),), taken_by="")
    for facts in ((made, back, sealed(2, "report")), (made, sealed(2, "report"), back)):
        rows = after(*OUT, *facts).rows("delivery")
        assert [(row[1:3], row[6:]) for row in rows] == [(("report", 2), ("[]", ""))]


def test_a_sealed_report_goes_its_own_way() -> None:
    board = after(*OUT, sealed(2, "sealed"), Delivered(sheet="", reports=(handed(1),), taken_by="x"))
    assert [row[1:3] for row in board.rows("delivery")] == [("sealed", 2)]


def test_another_order_s_delivery_is_not_this_one_s() -> None:
    other = handed(1, order="O01-0000009")
    both = Delivered(sheet="", reports=(other, handed(2, "sealed")), taken_by="x")
    board = after(*OUT, sealed(2, "sealed"), both)
    assert [row[:3] for row in board.rows("delivery")] == [(ORDER, "report", 1)]
