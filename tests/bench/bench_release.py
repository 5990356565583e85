"""Release by rules: 500 results, each looked at by every rule, beside the journal's own work for the same.

"At most 3 times appending 500 facts": a release of 500 results of as many orders appends 500 facts in one act. So the
baseline appends the very same 500 facts in one act too: the same bytes, subjects, hashes and folds of the same rows,
and one commit. What is left is what release itself costs: finding each sample, its tests, results, patient, open calls
and the QC of each test, and asking the rules.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from labkiosk.board import samples
from labkiosk.facts.order import SampleTests
from labkiosk.facts.results import ResultsReleased
from labkiosk.lab.autorelease import release_by_rules
from labkiosk.lab.bench import receive
from labkiosk.lab.given import Given
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import record
from labkiosk.lab.site import make_home
from labkiosk.rules.autoverify import VERSION
from tests.bench.homes import Filling, Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared
from tests.lab.approved import approve

AT_ONCE, ROUNDS, WARM = 500, 4, 1
"""Results released by one act; how often that is counted, and how often it is not."""


def rows(homes: Homes) -> Iterator[Row]:
    """One row: what leaves by the rules, held against its facts alone."""
    home = homes.folder / "home-release"
    tubes = _recorded(home, AT_ONCE * (ROUNDS + WARM))
    copy = shutil.copytree(home, home.with_name("home-appended"))
    with Lab(home, badge="tech", user="bench") as lab, Lab(copy, badge="tech", user="bench") as other:
        rounds = [tubes[at : at + AT_ONCE] for at in range(0, len(tubes), AT_ONCE)]
        released, appended = iter(rounds), iter([_facts(other, numbers) for numbers in rounds])
        pair = side_by_side(
            clocked(lambda: _by_rules(lab, next(released))),
            clocked(lambda: _append(other, next(appended))),
            ROUNDS,
            WARM,
        )
        if _kept(lab) != _kept(other):
            raise RuntimeError("the two did not append the same")
    yield compared(f"release of {AT_ONCE} results by rules", pair, "appending the same facts in one act", 3)


def _recorded(home: Path, count: int) -> list[str]:
    """A home whose limits and rules are approved, with so many tubes of one order each that hold a normal sodium."""
    make_home(home, kiosk=98, site="Bench", address="", examples=True, user="bench")
    approve(home, "test,NA,1,asked,book,Dr Rao,\n")
    tubes = []
    with Filling(home, badge="tech", user="bench") as lab, lab.filling():
        for number in range(count):
            patient = PatientRequest(name=f"Asha {number}", sex="F", age="51 y")
            placed = register(lab, OrderRequest(patient=patient, tests=("NA",), location="Ward 3"))
            tubes.append(placed.samples[0].sample)
            receive(lab, tubes[-1])
            record(lab, tubes[-1], [Given(test="NA", value="140")])
    return tubes


def _by_rules(lab: Lab, numbers: list[str]) -> None:
    done = release_by_rules(lab, numbers)
    if not all(one.version == 1 for one in done) or len(done) != AT_ONCE:
        raise RuntimeError(f"the rules left something: {done[0]}")


def _facts(lab: Lab, numbers: list[str]) -> list[ResultsReleased]:
    """What a release of these by the rules appends."""
    rules = f"{VERSION} {lab.catalogue.hash[:12]}"
    found = [samples.find(lab.conn, number) for number in numbers]
    return [
        ResultsReleased(
            order=sample.order,
            version=1,
            samples=(SampleTests(sample=sample.id, tests=("NA",)),),
            forms=("report",),
            auto=rules,
            approved_by="Dr Rao",
        )
        for sample in found
        if sample
    ]


def _append(lab: Lab, facts: list[ResultsReleased]) -> None:
    with lab.act() as act:
        for fact in facts:
            act.append(fact)


def _kept(lab: Lab) -> list[str]:
    """The bodies of every release."""
    sql = "SELECT body FROM journal WHERE kind = ? ORDER BY id"
    return [body for (body,) in lab.conn.execute(sql, (ResultsReleased.kind,))]
