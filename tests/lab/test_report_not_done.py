"""What has no result stands on the report with why, and a cancelled test with who cancelled it."""

from labkiosk.lab.addon import add_on
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import cancel, cancel_order
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.results import Given, record
from tests.lab.homes import order

TUBE = "010000000016"


def test_a_cancelled_test_says_who_and_why(lab: Lab) -> None:
    order(lab, "NA", "K", "CL")
    receive(lab, TUBE)
    record(lab, TUBE, [Given(test="NA", value="140")])
    cancel(lab, TUBE, ("K",), "ordered twice")
    lab.sign_in("super")
    cancel_order(lab, "O01-0000001", "patient left")
    lab.sign_in("path")
    release(lab, [TUBE])
    assert report_of(lab, "O01-0000001", 1).cancelled == (
        "Potassium: ordered twice; cancelled by Example Technician",
        "Chloride: patient left; cancelled by Example Supervisor",
    )


def test_what_was_wanted_again_is_not_among_them(lab: Lab) -> None:
    order(lab, "NA", "K", collected_at="11:30")
    receive(lab, TUBE)
    cancel(lab, TUBE, ("K",), "ordered twice")
    add_on(lab, TUBE, ("K",))
    record(lab, TUBE, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
    lab.sign_in("path")
    release(lab, [TUBE])
    assert report_of(lab, "O01-0000001", 1).cancelled == ()
