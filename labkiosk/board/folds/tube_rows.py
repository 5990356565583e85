"""The rows that a tube has on the board: what it is, and the work that it still is at its benches."""

from collections.abc import Iterator

from labkiosk.board.folds import earlier
from labkiosk.board.folds.rows import Rows, as_json
from labkiosk.board.folds.tube import Tube
from labkiosk.board.folds.value import state_at_bench
from labkiosk.facts.order import TestPlan
from labkiosk.rules.priority import due, queue_key, ready


def rows(tube: Tube) -> Rows:
    """Its rows in every table that a tube owns."""
    p = tube.plan
    tests = [
        (
            *(t.code, t.name, t.section, t.bench, tube.state_of(t.code), tube.said_of(t.code)),
            *tube.added.get(t.code, ()),
        )
        for t in p.tests
    ]
    sample = (
        tube.id, tube.number, tube.order, tube.patient, tube.priority, tube.head_start, p.specimen,
        p.container, p.container_name, p.cap, p.part, p.parts, tube.state, tube.day, tube.at,
        tube.received_at, as_json(tube.conditions), tube.reason, tube.replaces, tube.replaced_by,
        p.mark, p.minute, tube.load_at, *tube.collected, tube.ward, tube.aliquot_of, as_json(tube.benches),
        as_json(tests), int(tube.id),
    )  # fmt: skip
    out = [t.code for t in tube.tests_here() if tube.state_of(t.code) == "diverted"]
    return {
        "sample": [sample],
        "relabel": [(n, tube.id) for n in dict.fromkeys(tube.later_numbers)],
        "alias": [(code, tube.id, at) for code, at in tube.aliases.items()],
        "work": list(_work(tube)),
        "result": [v.row(tube.id, tube.patient) for v in tube.values.values()],
        "earlier": earlier.rows(tube.id, tube.earlier),
        "draft": [(tube.id, c, v) for c, v in tube.drafts.items()],
        "stored": [(tube.id, *tube.place)] if tube.place else [],
        "sent": list(tube.elsewhere.rows(tube.id, out)),
        "batch_tube": list(tube.worksheets.rows(tube.wants_value)),
        "call": list(tube.calls.rows(tube.patient, tube.order, {t.code: t.name for t in p.tests})),
        **tube.cultures.rows(),
    }


def _clock(tube: Tube, test: TestPlan) -> tuple[int, int]:
    """From when on a test can be done, ms UTC, and within how many minutes it is to be: a culture's next reading."""
    return tube.cultures.reading_due(test.code) or (tube.ready_at(test), test.target_min)


def _work(tube: Tube) -> Iterator[tuple[object, ...]]:
    # What is expected or done has no row: the queue's table stays as small as the work that is open.
    if tube.received_at is None and not tube.values:
        return
    for bench, asked in tube.by_bench().items():
        tests = [t for t in asked if t.code not in tube.closed and tube.state_of(t.code) != "diverted"]
        states = [tube.state_of(t.code) for t in tests]
        to_do = 0 if tube.received_at is None else sum(tube.is_unfinished(t.code) for t in tests)
        to_release = sum(t.code in tube.values and tube.values[t.code].leaves_next for t in tests)
        if not (to_do or to_release):
            continue
        values = [tube.values.get(t.code) for t in tests]
        told = [v.told if v else state for v, state in zip(values, states, strict=True)]
        # What was released long ago does not make a test that was added today overdue.
        left = [t for t, state in zip(tests, states, strict=True) if state != "released"]
        came, target = min((_clock(tube, t) for t in left), key=lambda r: due(*r))
        within = tube.plan.within_min
        drawn = tube.order_collected_at if tube.collected[0] is None else tube.collected[0]
        since = ready(came, drawn, within)
        yield (
            tube.id, bench, tube.priority, queue_key(since, tube.head_start, within),
            due(came, target, since, within), target,
            state_at_bench(told), as_json([t.code for t in tests]), to_do, to_release,
            int("provisional" not in states),
            tube.worksheets.open_at(bench, tube.wants_value),
        )  # fmt: skip
