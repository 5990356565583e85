"""How each control in use stands: which failed, which is too old, which was never run."""

from typing import NamedTuple

from labkiosk.board import controls, qc
from labkiosk.board.controls import Lot, Targeted
from labkiosk.board.qc import Point
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_gate import HOUR, moment, rules


class Standing(NamedTuple):
    """A level of a test on an instrument: its lot and target, its last value, and how it stands in words.

    ``tone`` is ``bad`` where a person must act, ``warn`` where one should look, else empty. ``failed`` is the value
    that waits to be resolved.
    """

    key: tuple[str, str, str]
    """Lot, test and instrument."""
    bench: str
    test: str
    name: str
    lot: Lot
    target: Targeted
    instrument: str
    last: Point | None
    failed: Point | None
    said: str
    tone: str


_TONES = ("bad", "warn", "")


def standings(lab: Lab, bench: str = "") -> list[Standing]:
    """Every control in use, at one bench or at all: what must be acted on first, then by bench, test and level.

    Of a lot that is no more in use, what failed and was not resolved.
    """
    failures = {(p.lot, p.test, p.instrument): p for p in reversed(qc.open_failures(lab.conn))}
    ended = [lot for lot in controls.lots(lab.conn, closed=True) if any(lot.id == key[0] for key in failures)]
    found = [
        _standing(lab, lot, target, instrument, failures)
        for lot in (*controls.lots(lab.conn), *ended)
        for target in controls.targets(lab.conn, lot.id)
        for instrument in qc.instruments(lab.conn, lot.id, target.test) or [""]
        if lot.closed_at is None or (lot.id, target.test, instrument) in failures
    ]
    chosen = [s for s in found if not bench or s.bench == bench]
    return sorted(chosen, key=lambda s: (_TONES.index(s.tone), s.bench, s.test, s.lot.material.level, s.key))


def _standing(
    lab: Lab, lot: Lot, target: Targeted, instrument: str, failures: dict[tuple[str, str, str], Point]
) -> Standing:
    key = (lot.id, target.test, instrument)
    last = qc.latest(lab.conn, *key)
    test = lab.catalogue.tests.get(target.test)
    failed = failures.get(key)
    said, tone = _said(lab, lot, target, last, failed)
    return Standing(
        key=key,
        bench=test.bench if test else "",
        test=target.test,
        name=test.name if test else target.test,
        lot=lot,
        target=target,
        instrument=instrument,
        last=last,
        failed=failed,
        said=said,
        tone=tone,
    )


def _said(lab: Lab, lot: Lot, target: Targeted, last: Point | None, failed: Point | None) -> tuple[str, str]:
    """How a control stands in words, and the tone of that."""
    if failed is not None:
        return f"FAILED {', '.join(failed.rejects)}, {moment(lab, failed.at)}", "bad"
    if any(p.lot == lot.id for p in qc.awaiting_good(lab.conn, target.test)):
        return "resolved; a good run must follow", "bad"
    if lab.today().isoformat() > lot.expires:
        return f"lot expired {lot.expires}: open a new one", "bad"
    if last is None:
        return "not run yet" if target.mean else "no target yet, not run yet", "warn"
    return _of_last(lab, last)


def _of_last(lab: Lab, last: Point) -> tuple[str, str]:
    when = moment(lab, last.at)
    if last.unjudged:
        return f"{when}: not judged, {last.unjudged}", "warn"
    test = lab.catalogue.tests.get(last.test)
    try:
        hours = rules(lab).of(test).hours if test else None
    except Refused:
        return "qc.csv has a fault", "bad"
    if hours is not None and lab.time().at - last.at > hours * HOUR:
        return f"too old: {when}", "warn"
    if last.failed:
        return f"failed {when}, resolved", "warn"
    return (f"good {when}, but {', '.join(last.warns)}", "warn") if last.warns else (f"good {when}", "")
