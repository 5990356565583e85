"""The patient lies elsewhere now: reports go there, labels stay, and the history knows both places."""

from labkiosk.board import jobs, orders, samples
from labkiosk.board.rebuild import differences
from labkiosk.lab.bench import reject
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.transfer import transfer
from tests.lab.homes import ASHA, Clock, order, reported
from tests.lab.refusals import refused


def places(lab: Lab, *ids: str) -> list[tuple[str, str]]:
    found = [orders.order(lab.conn, o) for o in ids]
    return [(o.ward, o.bed) for o in found if o]


def test_an_order_moves_and_its_papers_say_so(lab: Lab) -> None:
    made = order(lab, "NA", location="Ward 3", bed="12")
    (tube,) = made.samples
    before = len(jobs.of_subject(lab.conn, tube.sample))
    assert transfer(lab, made.order.lower(), " Ward  7 ", "4") == ((made.order,), "Ward 7", "4")
    assert places(lab, made.order) == [("Ward 7", "4")]
    assert len(jobs.of_subject(lab.conn, tube.sample)) == before
    reported(lab, tube.sample)
    report = report_of(lab, made.order, 1)
    assert (report.ward, report.bed) == ("Ward 7", "bed 4")
    found = samples.sample(lab.conn, tube.sample)
    assert found is not None
    assert "Moved from Ward 3, bed 12 to Ward 7, bed 4." in [line.text for line in history(lab, found)]
    assert list(differences(lab.conn)) == []


def test_all_of_a_patients_orders_under_way_move_and_no_others(lab: Lab, clock: Clock) -> None:
    old, today, waiting, closed = (order(lab, "NA", location="Ward 3") for _ in range(4))
    reported(lab, old.samples[0].sample)
    clock.turn(25 * 60)
    reported(lab, today.samples[0].sample)
    new = reject(lab, waiting.samples[0].sample, "CLOTTED").replacement
    other = order(lab, "NA", patient=ASHA.__class__(name="Ravi", sex="M"), location="Ward 3")
    moved = transfer(lab, old.patient, "ICU")
    assert moved.orders == (closed.order, waiting.order, today.order)
    assert places(lab, old.order, today.order, other.order) == [("Ward 3", ""), ("ICU", ""), ("Ward 3", "")]
    assert "Moved from Ward 3 to ICU." in [
        line.text
        for line in history(lab, samples.sample(lab.conn, new))  # type: ignore[arg-type]
    ]


def test_what_is_refused(lab: Lab) -> None:
    made = order(lab, "NA", location="Ward 3")
    with refused("Ward is missing. Type it."):
        transfer(lab, made.order, " ")
    with refused("Nothing to move: it is Ward 3 already."):
        transfer(lab, made.order, "Ward 3")
    with refused("Order O01-0000009 is not known here."):
        transfer(lab, "O01-0000009", "ICU")
    with refused("P01-0000009 is no order and no patient here: look at the number."):
        transfer(lab, "P01-0000009", "ICU")


def test_a_patient_with_nothing_under_way(lab: Lab, clock: Clock) -> None:
    made = order(lab, "NA")
    reported(lab, made.samples[0].sample)
    clock.turn(25 * 60)
    with refused("No order of Asha Devi is under way: nothing is to be moved."):
        transfer(lab, made.patient, "ICU")


def test_a_label_printed_again_says_the_ward_of_now(lab: Lab) -> None:
    made = order(lab, "NA", location="Ward 3")
    transfer(lab, made.order, "ICU")
    label = jobs.of_subject(lab.conn, made.samples[0].sample, "label")[0]
    texts = [getattr(item, "text", "") for item in page(lab, label).items]
    assert "ICU" in texts
    assert "Ward 3" not in texts
