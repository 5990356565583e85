"""A culture, and a text of several lines, as the report has them."""

from labkiosk.board import cultures, samples
from labkiosk.board.cultures import Susceptibility
from labkiosk.forms.report_staged import Culture, Grown, Outcome
from labkiosk.journal.connection import Connection
from labkiosk.rules.breakpoints import UNITS
from labkiosk.rules.culture import span


def culture_of(conn: Connection, sample: samples.Sample, test: str) -> Culture | None:
    """What the report says of a culture beside its value; None for a test that is none, or was read as text."""
    last = cultures.culture(conn, sample.id, test)
    if last is None:
        return None
    tested = [s for s in cultures.susceptibilities(conn, sample.id, test) if s.shown]
    standing = [i for i in cultures.isolates(conn, sample.id, test) if not i.struck]
    numbers = {i.number for i in standing}
    return Culture(
        specimen=sample.specimen,
        stage=f"{'Final' if last.final else 'INTERIM'}, read after {span(last.hours)}",
        interim=not last.final,
        gram=last.gram,
        isolates=tuple(
            Grown(
                number=i.number,
                name=i.name,
                quantity=i.quantity,
                tested=tuple(_tested(s) for s in tested if s.isolate == i.number),
            )
            for i in standing
        ),
        standards=tuple(dict.fromkeys(s.standard for s in tested if s.standard and s.isolate in numbers)),
    )


def _tested(one: Susceptibility) -> Outcome:
    unit = UNITS["mic" if one.method == "mic" else "disk"]
    return Outcome(
        antibiotic=one.name,
        letter=one.letter or "–",
        value=f"{one.value} {unit}" if one.value else "",
        note="; ".join(filter(None, (one.note, one.reason))),
    )
