"""The hand-over on the screen: figures, two badges, and a page."""

from pathlib import Path

from labkiosk.board import jobs
from labkiosk.facts.shift import ShiftHandedOver, Signer
from labkiosk.journal.read import told
from tests.tui.desks import StillClock, lab, seat
from tests.tui.morning import Morning


async def test_two_badges_and_a_page(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "h")
        assert here.text(".head") == " Hands over: scan the badge   Takes over: -"
        assert here.text("#text").splitlines()[0] == "Wards to be told: 1"
        await here.scan("tech")
        assert here.said == "Now the badge of who takes over."
        await here.press("f9")
        assert here.said == "Two badges sign: scan that of who hands over, then that of who takes over."
        await here.scan("tech")
        assert here.said == "That is the same badge: now the person who takes over scans theirs."
        await here.press(*"path", "enter")
        assert here.text(".head") == " Hands over: Example Technician   Takes over: Example Pathologist"
        await here.scan("super")
        assert here.said == "Both badges stand there. F9 hands over, F12 forgets them."
        await here.press("f9")
        assert here.said == "Handed over; the page prints. Both sign it."
        await here.press("f9")
        assert here.said.startswith("Two badges sign")
    with lab(home, clock) as desk:
        [signed] = told(desk.conn, "H01-0000001", frozenset({ShiftHandedOver.kind}))
        assert isinstance(signed.fact, ShiftHandedOver)
        assert signed.fact.outgoing == Signer(badge="tech", name="Example Technician", role="technician")
        assert signed.fact.incoming.badge == "path"
        paper = jobs.unfinished(desk.conn, "queued", limit=100)[-1]
        assert (paper.form, paper.subject) == ("handover", "H01-0000001")


async def test_a_badge_that_nobody_has_is_asked_for_again(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "h")
        await here.press(*"tehc", "enter")
        assert here.said == "Badge 'tehc' is not known here: the person who signs gives their own."
        await here.press(*"4711", "enter")
        assert here.said == "Badge '4711' is not known here: the person who signs gives their own."
        assert (here.top.NAME, here.text(".head")) == (
            "handover",
            " Hands over: scan the badge   Takes over: -",
        )


async def test_badges_are_forgotten_and_a_tube_opens(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "h")
        await here.scan("tech")
        await here.press("f12")
        assert here.text(".head") == " Hands over: scan the badge   Takes over: -"
        await here.scan(day.waiting)
        assert here.top.NAME == "results"
