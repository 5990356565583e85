"""The first line at 80 cells, on the worst morning: which screen it is, what cannot wait, the time, and who acts."""

from pathlib import Path

from labkiosk.tui.barcodes import every_screen
from labkiosk.tui.widgets.chrome import TitleBar
from tests.tui.desks import Seat, StillClock, seat

CALL, LATE, OVERDUE = " !! CALL 2, 239 min ", " !! 2 STAT LATE ", " ! 3 OVERDUE "
RIGHT = ("23 Nov 10:31  Example Technician (tech)", "23 Nov 10:31  tech", "10:31  tech")


async def title(here: Seat, heading: str, first: str, last: str = "") -> str:
    bar = TitleBar(heading)
    await here.top.mount(bar)
    whole = f"{first} !! 2 STAT NOT DELIVERED {last}"
    bar.show("98 Demo Hospital", (whole, f"{first}{LATE}{last}"), RIGHT)
    return str(bar.visual)


async def test_first_the_site_gives_way_then_the_name_the_date_and_words(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock) as here:
        assert await title(here, "Queue", "") == (
            " Queue  98 Dem> !! 2 STAT NOT DELIVERED  23 Nov 10:31  Example Technician (tech)"
        )
        assert await title(here, "Quality control", CALL) == (
            " Quality control  98 D> !! CALL 2, 239 min  !! 2 STAT NOT DELIVERED  10:31  tech"
        )
        assert await title(here, "Command barcodes", CALL) == (
            " Command barcodes  98 > !! CALL 2, 239 min  !! 2 STAT NOT DELIVERED  10:31  tech"
        )
        assert await title(here, "Quality control", f" TRAINING {CALL}") == (
            " Quality control  98 > TRAINING  !! CALL 2, 239 min  !! 2 STAT LATE  10:31  tech"
        )


async def test_the_name_of_every_screen_stands_whole_whatever_is_late(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        for heading in sorted({screen.HEADING for screen in every_screen()}):
            for first, last in ((f" TRAINING {CALL}", ""), (CALL, OVERDUE)):
                line = await title(here, heading, first, last)
                assert line.startswith(f" {heading} "), line
                assert len(line) <= 80, line
                assert line.endswith(" 10:31  tech"), line
