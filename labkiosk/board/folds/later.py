"""What befalls a tube beside its results: its clock started, poured from, asked for more, stored, thrown away.

Like ``Tube``'s own methods, each function returns, in words, what of its fact did not fit.
"""

from msgspec.structs import replace

from labkiosk.board.folds.tube import Tube
from labkiosk.facts.addon import Addition, TestsAdded
from labkiosk.facts.aliquot import AliquotMade
from labkiosk.facts.priority import PriorityRaised
from labkiosk.facts.reflex import ReflexAdvised
from labkiosk.facts.storage import RackEmptied, SampleStored, SampleTaken
from labkiosk.facts.timed import LoadTaken
from labkiosk.journal.read import Told

KINDS = (
    LoadTaken,
    AliquotMade,
    TestsAdded,
    ReflexAdvised,
    PriorityRaised,
    SampleStored,
    SampleTaken,
    RackEmptied,
)


def apply(tube: Tube, told: Told) -> list[str]:
    """Bring the tube one such fact further; nothing happens to it by any other."""
    said: list[str] = []
    match told.fact:
        case LoadTaken(taken_at=taken_at):
            tube.load_at = taken_at
        case AliquotMade(parent=parent) as made if parent == tube.id:
            said = pour(tube, made)
        case TestsAdded(added=added):
            said = [said for a in added if a.sample == tube.id for said in add(tube, a, told.at)]
        case ReflexAdvised() as advised:
            said = advise(tube, advised)
        case PriorityRaised() as raised:
            hurry(tube, raised)
        case SampleStored(rack=rack, position=position):
            tube.place = (rack, position, told.at, told.actor, "stored")
        case SampleTaken(rack=rack, discarded=discarded):
            said = leave(tube, rack, told, discarded=discarded)
        case RackEmptied(rack=rack):
            said = leave(tube, rack, told, discarded=True)
        case _:
            pass
    return said


def pour(tube: Tube, fact: AliquotMade) -> list[str]:
    """Some of its tests go on in an aliquot."""
    codes = [t.code for t in fact.child.tests]
    said = [f"{code} moved after it had a value" for code in codes if code in tube.values]
    return said + tube.close(codes, "moved", f"to {fact.child.sample}")


def add(tube: Tube, addition: Addition, at: int) -> list[str]:
    """One more test; one that was cancelled here is wanted again."""
    code = addition.test.code
    if tube.rejected or tube.closed.get(code, ("cancelled",))[0] != "cancelled":
        return [f"{code} added, but this tube cannot give it"]
    if code not in tube.closed:
        if any(t.code == code for t in tube.plan.tests):
            return [f"{code} added, but it is there already"]
        tube.plan = replace(tube.plan, tests=(*tube.plan.tests, addition.test))
    tube.closed.pop(code, None)
    tube.added[code] = (addition.note, at)
    return []


def advise(tube: Tube, fact: ReflexAdvised) -> list[str]:
    """What a result asks for stands beside it, until another value takes its place."""
    if fact.test not in tube.values:
        return [f"advised for {fact.test}, which has no value"]
    tube.advised[fact.test] = "; ".join(filter(None, (tube.advised.get(fact.test), fact.said)))
    return []


def hurry(tube: Tube, fact: PriorityRaised) -> None:
    """Every test of it is due sooner."""
    tube.priority, tube.head_start = fact.priority, fact.head_start_min
    tests = (replace(t, target_min=fact.targets.get(t.code, t.target_min)) for t in tube.plan.tests)
    tube.plan = replace(tube.plan, tests=tuple(tests))


def leave(tube: Tube, rack: str, told: Told, *, discarded: bool) -> list[str]:
    """Taken out of that rack, for use or for good."""
    if tube.place is None or tube.place[0] != rack:
        return ["taken out of a rack in which it did not stand"]
    tube.place = (*tube.place[:2], told.at, told.actor, "discarded") if discarded else None
    return []
