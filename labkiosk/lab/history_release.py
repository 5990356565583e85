"""The words for how a tube's values leave, and for what is taken back."""

from collections.abc import Iterator

from labkiosk.facts.amend import HolderTold
from labkiosk.facts.results import ResultsReleased, ResultsValidated
from labkiosk.lab.telling import View, tell


@tell.register
def _(fact: ResultsValidated, view: View) -> Iterator[str]:
    shown = [code for code in fact.tests if code not in view.hidden]
    if shown:
        yield f"Technically validated: {', '.join(shown)}."


@tell.register
def _(fact: ResultsReleased, view: View) -> Iterator[str]:
    amended = {code for part in fact.amended if part.sample == view.sample for code in part.tests}
    interim = {code for part in fact.interim if part.sample == view.sample for code in part.tests}
    for part in fact.samples:
        if part.sample == view.sample:
            how = f"as provisional ({fact.reason})" if fact.provisional else f"in report {fact.version}"
            rules = f" by rules approved by {fact.approved_by}" if fact.auto else ""
            yield f"Released {', '.join(part.tests)} {how}{rules}."
            for said, codes in (("corrects what was out", amended), ("interim, more to come", interim)):
                if here := [code for code in part.tests if code in codes]:
                    yield f"{', '.join(here)}: {said}."
    for part in fact.withdrawn:
        if part.sample == view.sample:
            yield f"Withdrawn in report {fact.version}: {', '.join(part.tests)} ({fact.reason})."
    if not (fact.samples or fact.withdrawn):
        yield f"Report {fact.version} made anew, {fact.reason}."


@tell.register
def _(fact: HolderTold, _view: View) -> Iterator[str]:
    note = f" ({fact.note})" if fact.note else ""
    yield f"{fact.who} was told of what report {fact.version} corrects{note}."
