"""Reports that are out are made anew where the patient they name turns out to be called otherwise."""

from labkiosk.board import calls, jobs, orders, patients
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.results import Had, ResultsReleased
from labkiosk.journal.write import Act
from labkiosk.lab.had import who_had, who_was_called
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Whose, whose_of
from labkiosk.lab.papers import report_job

Named = dict[str, Whose]
"""Whom the reports of each order name, by its id."""


def named_on_reports(lab: Lab, act: Act, patient: str) -> Named:
    """Whom the reports that are out name: those of a patient, and of whoever is the same person."""
    found: Named = {}
    for past in patients.orders_of(act.conn, patient, limit=-1):
        order = orders.order(act.conn, past.id)
        if order is not None and order.version:
            found[order.id] = whose_of(lab, order)
    return found


def reissue(lab: Lab, act: Act, before: Named, reason: str) -> None:
    """A new version of each report that named somebody otherwise ``before``: whoever has it is listed for telling.

    It prints where the earlier one did. A sealed one waits for who may print it.
    """
    act.settle()
    for order_id, whose in before.items():
        order = orders.order(act.conn, order_id)
        assert order is not None
        if whose_of(lab, order) == whose:
            continue
        forms = tuple(sorted(orders.versions(act.conn, order_id)))
        act.append(
            ResultsReleased(
                order=order_id,
                version=order.version + 1,
                samples=(),
                reason=reason,
                forms=forms,
                tell=_to_tell(act, order, forms),
            )
        )
        if "report" in forms and jobs.of_subject(act.conn, order_id, "report"):
            act.append(PaperAsked(jobs=(report_job(act, order_id),)))


def _to_tell(act: Act, order: orders.Order, forms: tuple[str, ...]) -> tuple[Had, ...]:
    """Who has any report of an order, or was told any value of it by that name."""
    rung = ((one.sample, one.test, "") for tube in order.samples for one in calls.of_sample(act.conn, tube))
    told = who_was_called(act.conn, dict.fromkeys(rung))
    return *told, *who_had(act.conn, order, forms, 1)
