"""Papers: asked for in the act that they belong to, asked for again with a reason."""

from labkiosk.board import jobs, orders, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job, PaperAsked
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import clean

OF_SAMPLE = ("label", "rejection")
OF_ORDER = ("slip", "report")
FORMS = OF_SAMPLE + OF_ORDER


def ask(act: Act, form: str, subject: str, *, version: int = 0, reason: str = "", first: bool = False) -> Job:
    """A job for a paper about a sample or an order; ``first`` says that the subject is new and has none yet."""
    before = [] if first else _earlier(act, form, subject, version)
    return Job(
        job=act.mint("J"),
        form=form,
        subject=subject,
        version=version,
        copy=len(before),
        doubtful=any(j.state == "uncertain" for j in before),
        reason=reason,
    )


def _earlier(act: Act, form: str, subject: str, version: int) -> list[jobs.Paper]:
    found = [
        j for j in jobs.of_subject(act.conn, subject, form) if j.version == version and j.state != "refused"
    ]
    if form != "label":
        return found
    # A label with a new number is not a copy of the void one.
    sample = samples.sample(act.conn, subject)
    relabelled = sample is not None and sample.number != sample.id
    return [j for j in found if not relabelled or j.reason]


def print_again(lab: Lab, form: str, subject: str, reason: str = "") -> Job:
    """A further print; it says COPY. A tube label or slip asks why. Raises Refused."""
    lab.require("reprint")
    why = clean(reason, "Reason", limit=120, required=form == "label")
    with lab.act() as act:
        job = ask(act, form, subject, reason=why)
        act.append(PaperAsked(jobs=(job,)))
    return job


def print_report(lab: Lab, order_id: str) -> Job:
    """Ask for the order's report as released until now; a second print of that version says COPY. Raises Refused."""
    lab.require("print")
    with lab.act() as act:
        job = report_job(act, order_id)
        act.append(PaperAsked(jobs=(job,)))
    return job


def report_job(act: Act, order_id: str) -> Job:
    """The job for an order's report at its latest version. Raises Refused before the first release."""
    act.settle()
    order = orders.order(act.conn, order_id)
    if order is None:
        raise Refused(f"Order {order_id} is not known here.")
    if order.version == 0:
        raise Refused(f"Order {order_id} has no released result yet: release first, then print.")
    return ask(act, "report", order_id, version=order.version)
