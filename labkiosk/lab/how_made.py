"""How a value was come by, in the words of a report."""

from collections.abc import Iterator

from labkiosk.board.samples import Result
from labkiosk.rules.calculated import NOT_CALCULATED


def how_made(found: Result) -> Iterator[str]:
    """Kits, dilution, formula and method of a value, as far as it has them."""
    if found.kits:
        yield f"read on {'; '.join(found.kits)}"
    if found.dilution:
        yield f"diluted 1:{found.dilution}"
    if found.calculated and found.value != NOT_CALCULATED:
        yield f"calculated: {found.calculated}"
    if found.method:
        yield f"method: {found.method}"
