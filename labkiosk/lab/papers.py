"""Papers: asked for in the act that they belong to, asked for again with a reason."""

from typing import Literal, NamedTuple

from labkiosk.board import jobs, orders, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job, PaperAsked, PaperConfirmed, PaperRefused
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import clean, printable


class Form(NamedTuple):
    """What there is to know of a printed form.

    ``data`` is the module of this room that says what stands on it. Its subject is ``of`` a sample or an order,
    or has an id of its own. ``versioned``: the names of its files tell its versions apart. ``on_tube``: it carries
    the sample's number as a barcode. ``anywhere``: it goes on labels and on rolls. ``shows``: of a report, what must have been released first. ``words``: what
    people call it, where that is not its name.
    """

    data: str
    of: Literal["sample", "order", "itself"] = "itself"
    versioned: bool = False
    on_tube: bool = False
    anywhere: bool = False
    shows: str = ""
    words: str = ""


FORMS = {
    "label": Form("paper_data", of="sample", on_tube=True),
    "slip": Form("paper_data", of="order", versioned=True),
    "rejection": Form("rejection_paper", of="sample", versioned=True, words="rejection slip"),
    "divert": Form("divert_paper", of="sample", versioned=True, words="slip for the other laboratory"),
    "report": Form("report_paper", of="order", versioned=True, shows="released result"),
    "sealed": Form(
        "report_paper", of="order", versioned=True, shows="released sensitive result", words="sealed report"
    ),
    "rack": Form("rack_paper", words="rack label"),
    "handover": Form("handover_paper", words="hand-over page"),
    "worksheet": Form("worksheet_paper"),
    "worklist": Form("worklist_paper"),
    "summary": Form("summary_paper", words="summary of the day"),
    "cumulative": Form("cumulative_paper", words="cumulative report"),
    "delivery": Form("delivery_paper", words="delivery sheet"),
    "recollect": Form("recollect_paper", words="ward's list"),
    "runner": Form("runner_paper", of="sample", versioned=True, words="runner's slip"),
    "barcodes": Form("barcodes", words="sheet of command barcodes"),
    "control": Form("qc_paper", words="label of a control"),
    "levey": Form("qc_paper", words="QC chart"),
    "blank": Form("blank_data", on_tube=True, words="blank label"),
    "request": Form("blank_data", words="request form"),
    "testpage": Form("testpage_paper", versioned=True, anywhere=True, words="test page"),
}
REPORTS = tuple(name for name, form in FORMS.items() if form.shows)


def called(form: str) -> str:
    """What people call a form: ``sealed report``; its name where nothing is known of it any more."""
    return (FORMS[form].words if form in FORMS else "") or form


def ask(
    act: Act,
    form: str,
    subject: str,
    *,
    version: int = 0,
    reason: str = "",
    first: bool = False,
    anew: bool = False,
) -> Job:
    """A job for a paper about a sample or an order: a report of that ``version``, another form at its latest.

    ``first``: the subject is new and has no paper yet. ``anew``: it takes the place of the earlier ones, as the
    label of a relabelled tube does, and is no copy of them.
    """
    before = [] if first else jobs.of_subject(act.conn, subject, form)
    if form not in REPORTS:
        version = max((j.version for j in before), default=-1 if anew else 0) + anew
    same = [j for j in before if j.version == version and j.state != "refused"]
    return Job(
        job=act.mint("J"),
        form=form,
        subject=subject,
        version=version,
        copy=len(same),
        doubtful=any(j.state == "uncertain" for j in same),
        reason=reason,
    )


def print_again(lab: Lab, form: str, subject: str, reason: str = "") -> Job:
    """A further print, of a report's latest version; it says COPY. For a tube label it asks why. Raises Refused."""
    lab.require("release" if form == "sealed" else "reprint")
    why = clean(reason, "Reason", limit=120, required=form == "label")
    with lab.act() as act:
        # A tube with another system's barcode, or a blank label, may have had none of ours.
        sample = samples.sample(act.conn, subject) if form == "label" else None
        if not ((sample is not None and not sample.tubeless) or jobs.of_subject(act.conn, subject, form)):
            raise Refused(f"There is no {form} of {printable(subject, limit=24)} to print again.")
        if form in REPORTS:
            job = report_job(act, subject, form, reason=why)
        else:
            job = ask(act, form, subject, reason=why)
        act.append(PaperAsked(jobs=(job,)))
    return job


def print_report(lab: Lab, order_id: str, form: str = "report", *, version: int | None = None) -> Job:
    """Ask for the order's report as released until now; a second print of that version says COPY.

    An earlier ``version`` says what it said then, and that it was replaced. The ``sealed`` one, with its sensitive results, is for those who release. Raises Refused.
    """
    lab.require("release" if form == "sealed" else "print")
    with lab.act() as act:
        job = report_job(act, order_id, form, version=version)
        act.append(PaperAsked(jobs=(job,)))
    return job


def release_jobs(act: Act, release: ResultsReleased) -> tuple[Job, ...]:
    """The jobs for the papers that a release makes anew."""
    return tuple(report_job(act, release.order, form) for form in release.forms)


def report_job(
    act: Act, order_id: str, form: str = "report", *, reason: str = "", version: int | None = None
) -> Job:
    """The job for an order's report of this form at its latest version, or an earlier one. Raises Refused."""
    act.settle()
    order = orders.order(act.conn, order_id)
    if order is None:
        raise Refused(f"Order {printable(order_id, limit=24)} is not known here.")
    made = orders.versions(act.conn, order_id).get(form, [])
    if not made:
        raise Refused(f"Order {order_id} has no {FORMS[form].shows} yet: release first, then print.")
    chosen = refuse_no_version(order_id, form, made, version)
    return ask(act, form, order_id, version=chosen, reason=reason)


def refuse_no_version(order_id: str, form: str, made: list[int], version: int | None) -> int:
    """The version that is asked for, the latest where none is. Raises Refused for one that was never made."""
    if version is not None and version not in made:
        known = ", ".join(map(str, made))
        raise Refused(f"Order {order_id} has no {called(form)} {version}: it has {known}.")
    return made[-1] if version is None else version


def answer(lab: Lab, job_id: str, *, came_out: bool) -> Job | None:
    """A person looked for a paper that may not have come out, and says whether it did.

    Where it did not, it is asked for again at once, as no copy: that job is returned. Raises Refused.
    """
    lab.require("reprint")
    with lab.act() as act:
        paper = jobs.job(act.conn, job_id)
        if paper is None or paper.state != "uncertain":
            state = "not known here" if paper is None else paper.state
            raise Refused(f"Paper {job_id} is {state}: only an uncertain one is asked about.")
        if came_out:
            act.append(PaperConfirmed(job=job_id, how=f"seen by {lab.who}"))
            return None
        act.append(PaperRefused(job=job_id, reason=f"did not come out: {lab.who} looked"))
        act.settle()
        job = ask(act, paper.form, paper.subject, version=paper.version, reason=paper.reason)
        act.append(PaperAsked(jobs=(job,)))
    return job
