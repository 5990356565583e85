"""Quality control: materials, lots with their targets, and runs with what became of their failures."""

from labkiosk.board.folds.rows import Rows, as_json, conflict
from labkiosk.facts.qc import (
    ControlsRun,
    FailureResolved,
    LotClosed,
    LotOpened,
    MaterialNamed,
    Measured,
    TargetsSet,
)
from labkiosk.journal.read import Told

MATERIAL_READS = frozenset({MaterialNamed.kind})
MATERIAL_TABLES = {"qc_material": "id = ?1"}
LOT_READS = frozenset({LotOpened.kind, LotClosed.kind, TargetsSet.kind})
LOT_TABLES = {"qc_lot": "id = ?1", "qc_target": "lot = ?1"}
RUN_READS = frozenset({ControlsRun.kind, FailureResolved.kind})
RUN_TABLES = {"qc_value": "run = ?1", "conflict": "subject = ?1"}

_OPEN: tuple[object, ...] = (None, "", "", "", 0)


def fold_material(subject: str, facts: list[Told]) -> Rows:
    """One row, as the material was last named."""
    rows: list[tuple[object, ...]] = []
    for told in facts:
        if isinstance(told.fact, MaterialNamed):
            rows = [(subject, told.fact.name, told.fact.maker, told.fact.level)]
    return {"qc_material": rows}


def fold_lot(subject: str, facts: list[Told]) -> Rows:
    """One row a lot, and one for each test that has a target or is to have one."""
    head: tuple[object, ...] | None = None
    closed: tuple[object, ...] = (None, "")
    targets: dict[str, tuple[object, ...]] = {}
    for told in facts:
        match told.fact:
            case LotOpened() as of:
                head = (subject, of.material, of.number, of.expires, of.opened, told.at)
                closed = (None, "")
            case LotClosed(reason=reason):
                closed = (told.at, reason)
            case TargetsSet() as made:
                for t in made.targets:
                    targets[t.test] = (subject, t.test, t.mean, t.sd, t.unit, t.n, told.at, told.actor)
            case _:
                pass
    return {"qc_lot": [(*head, *closed)] if head else [], "qc_target": list(targets.values())}


def fold_run(subject: str, facts: list[Told]) -> Rows:
    """One row a value; one that failed says what was done about it, once a person has."""
    run: Told | None = None
    resolved: dict[str, tuple[object, ...]] = {}
    conflicts: list[tuple[object, ...]] = []
    for told in facts:
        match told.fact:
            case ControlsRun() if run is None:
                run = told
            case FailureResolved() as done:
                for test in done.tests:
                    if test in resolved:
                        conflicts.append(conflict(subject, told, f"{test} was resolved already"))
                    resolved.setdefault(
                        test, (told.at, told.actor, done.action, done.reason, int(done.good_run))
                    )
            case _:
                conflicts.append(conflict(subject, told, "not a run of its own"))
    if run is None or not isinstance(run.fact, ControlsRun):
        return {"conflict": conflicts}
    made = run.fact
    rows = [
        _value(run, made, each, resolved.get(each.test, _OPEN) if each.rejects else _OPEN)
        for each in made.values
    ]
    return {"qc_value": rows, "conflict": conflicts}


def _value(told: Told, run: ControlsRun, of: Measured, done: tuple[object, ...]) -> tuple[object, ...]:
    good = not of.rejects and not of.unjudged
    return (
        run.run, of.lot, of.test, run.instrument, told.at, told.actor, of.value, of.unit, of.number, of.own_unit,
        of.mean, of.sd, of.z, as_json(of.rejects), as_json(of.warns), of.unjudged, run.comment, int(good),
        int(bool(of.rejects)), *done,
    )  # fmt: skip
