"""Quality control: materials, lots with their targets, and runs with what became of their failures."""

from labkiosk.board.folds.rows import Rows, as_json, conflict
from labkiosk.facts.qc import (
    ControlsRun,
    FailureResolved,
    LotClosed,
    LotOpened,
    MaterialNamed,
    Measured,
    RunCorrected,
    TargetsSet,
)
from labkiosk.journal.read import Told

MATERIAL_READS = frozenset({MaterialNamed.kind})
MATERIAL_TABLES = {"qc_material": "id = ?1"}
LOT_READS = frozenset({LotOpened.kind, LotClosed.kind, TargetsSet.kind})
LOT_TABLES = {"qc_lot": "id = ?1", "qc_target": "lot = ?1"}
RUN_READS = frozenset({ControlsRun.kind, FailureResolved.kind, RunCorrected.kind})
RUN_TABLES = {"qc_value": "run = ?1", "conflict": "subject = ?1"}

_OPEN: tuple[object, ...] = (None, "", "", "", 0)
_AS_TYPED: tuple[object, ...] = ("", None, "", "")


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
    """One row a value; one that failed says what was done about it, once a person has, one that was corrected what was
    typed first."""
    run = _Run(subject)
    for told in facts:
        match told.fact:
            case ControlsRun() as made if run.made is None:
                run.made, run.told = made, told
                run.values = {(v.lot, v.test): v for v in made.values}
            case RunCorrected() as right:
                run.correct(told, right)
            case FailureResolved() as done:
                run.resolve(told, done)
            case _:
                run.conflicts.append(conflict(subject, told, "not a run of its own"))
    return run.rows()


class _Run:
    """A run as it stands: its values by lot and test, what was typed first of them, and what was done about them."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.made: ControlsRun | None = None
        self.told: Told | None = None
        self.values: dict[tuple[str, str], Measured] = {}
        self.typed: dict[tuple[str, str], tuple[object, ...]] = {}
        self.done: dict[tuple[str, str], tuple[object, ...]] = {}
        self.conflicts: list[tuple[object, ...]] = []

    def correct(self, told: Told, right: RunCorrected) -> None:
        """A failure that a correction makes is a new one: it waits to be resolved."""
        for value in right.values:
            key = (value.lot, value.test)
            was = self.values.get(key)
            if was is None:
                self.conflicts.append(
                    conflict(self.subject, told, f"{value.test} of {value.lot} was not run")
                )
                continue
            if (was.value, was.unit) != (value.value, value.unit):
                first = self.typed.get(key, _AS_TYPED)[0] or f"{was.value} {was.unit}".rstrip()
                self.typed[key] = (first, told.at, told.actor, right.reason)
                self.done.pop(key, None)
            self.values[key] = value

    def resolve(self, told: Told, done: FailureResolved) -> None:
        """What was done about the failures of the tests named that nothing was done about yet."""
        for test in done.tests:
            failed = [key for key, value in self.values.items() if key[1] == test and value.rejects]
            waiting = [key for key in failed if key not in self.done]
            if failed and not waiting:
                self.conflicts.append(conflict(self.subject, told, f"{test} was resolved already"))
            for key in waiting:
                self.done[key] = (told.at, told.actor, done.action, done.reason, int(done.good_run))

    def rows(self) -> Rows:
        """The rows of its values."""
        if self.made is None or self.told is None:
            return {"conflict": self.conflicts}
        rows = [_value(self.told, self.made, of, self._state(key, of)) for key, of in self.values.items()]
        return {"qc_value": rows, "conflict": self.conflicts}

    def _state(self, key: tuple[str, str], of: Measured) -> tuple[object, ...]:
        done = self.done.get(key, _OPEN) if of.rejects else _OPEN
        return (*done, *self.typed.get(key, _AS_TYPED))


def _value(told: Told, run: ControlsRun, of: Measured, state: tuple[object, ...]) -> tuple[object, ...]:
    good = not of.rejects and not of.unjudged
    return (
        run.run, of.lot, of.test, run.instrument, told.at, told.actor, of.value, of.unit, of.number, of.own_unit,
        of.mean, of.sd, of.z, as_json(of.rejects), as_json(of.warns), of.unjudged, run.comment, int(good),
        int(bool(of.rejects)), *state,
    )  # fmt: skip
