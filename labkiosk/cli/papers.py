"""Lists papers that are not out for certain, answers for them, and prints again."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import fit, table, wrapped

if TYPE_CHECKING:
    from labkiosk.facts.paper import Job
    from labkiosk.lab.lab import Lab

_MOST = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which paper."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="list|out|lost|again")
    listed = verbs.add_parser("list", description="Papers that are uncertain, refused, or on their way.")
    out = verbs.add_parser("out", description="You looked: the uncertain paper is there, whole.")
    lost = verbs.add_parser("lost", description="You looked: it is not there, or not whole. It prints again.")
    for verb in (out, lost):
        verb.add_argument("job", metavar="JOB", help="as labkiosk papers list shows it")
    again = verbs.add_parser("again", description="Prints a paper again; it says COPY.")
    again.add_argument("form", metavar="FORM", help="label, slip, report, rejection, handover, ...")
    again.add_argument("subject", metavar="SAMPLE|ORDER|ID", help="what it is about")
    again.add_argument("--reason", default="", metavar="TEXT", help="why; needed for a label")
    for verb in (listed, out, lost, again):
        in_home(verb)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    from labkiosk.lab.papers import answer, print_again

    with open_lab(args) as lab:
        if args.verb == "list":
            return _list(lab, args)
        if args.verb == "again":
            job = print_again(lab, args.form, _subject(lab, args.form, args.subject), args.reason)
        else:
            name = args.job.strip().upper()
            found = answer(lab, name, came_out=args.verb == "out")
            if found is None:
                emit({"job": name, "state": "confirmed"}) if args.json else say(f"{name} is out.")
                return DONE
            job = found
        _tell(job, args)
    return DONE


def _list(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.open_papers import about, open_papers

    found = open_papers(lab.conn, limit=_MOST)
    if args.json:
        for p in found:
            emit({"job": p.id, "form": p.form, "subject": p.subject, "about": about(lab.conn, p.subject),
                  "state": p.state, "asked_at": iso(lab, p.at), "said": p.said})  # fmt: skip
    elif found:
        rows = [
            (
                p.state,
                p.id,
                p.form,
                fit(about(lab.conn, p.subject), 24),
                f"{lab.local(p.at):%d %b %H:%M}",
            )
            for p in found
        ]
        for line, p in zip(table(rows), found, strict=True):
            say(line)
            for more in wrapped(f"  {p.said}", indent=2) if p.said else ():
                say(more)
    else:
        say("Every paper is out.")
    return DONE


def _subject(lab: "Lab", form: str, text: str) -> str:
    """What a paper of that form is about: a sample, an order by its id or a sample's number, or its own id."""
    from labkiosk.lab.papers import FORMS
    from labkiosk.lab.scan import order_of, sample_of

    of = FORMS[form].of if form in FORMS else "itself"
    if of == "sample":
        return sample_of(lab.conn, text).id
    return order_of(lab.conn, text).id if of == "order" else text.strip().upper()


def _tell(job: "Job", args: argparse.Namespace) -> None:
    from labkiosk.lab.papers import called

    if args.json:
        emit({"job": job.job, "form": job.form, "subject": job.subject, "copy": job.copy})
        return
    copy = f", copy {job.copy}" if job.copy else ""
    say(f"The {called(job.form)}{copy} will print: {job.job}.")
