"""A culture with all its letters, and a text in all its lines, for whoever releases it."""

from collections.abc import Iterator

from labkiosk.board import cultures, samples
from labkiosk.forms.report_staged import Culture
from labkiosk.lab.lab import Lab
from labkiosk.lab.report_staged import culture_of


def whole_of(lab: Lab, sample: samples.Sample, test: str) -> list[str]:
    """What the report says of it beside its line; nothing for a test that is a value."""
    text = cultures.narrative(lab.conn, sample.id, test)
    culture = culture_of(lab.conn, sample, test)
    return [*filter(None, text.split("\n")), *(_culture(culture) if culture is not None else ())]


def _culture(culture: Culture) -> Iterator[str]:
    yield culture.stage + (f"; Gram stain: {culture.gram}" if culture.gram else "")
    for isolate in culture.isolates:
        tested = (" ".join(filter(None, (o.letter, o.antibiotic, o.value, o.note))) for o in isolate.tested)
        name = " ".join(filter(None, (f"{isolate.number}.", isolate.name, isolate.quantity)))
        yield f"{name}: {'; '.join(tested)}" if isolate.tested else name
