"""What wards are to be told at once: one phone call for all that is open about a patient."""

from collections.abc import Iterable
from typing import NamedTuple

from labkiosk.board import calls, links, samples
from labkiosk.board.calls import Call, Try
from labkiosk.catalogue.calls import Line, Lines
from labkiosk.facts.call import GOES_ON
from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import may_see
from labkiosk.rules.number import last_four
from labkiosk.rules.priority import MINUTE

_CODE = "LK:CALL:"


class PhoneCall(NamedTuple):
    """All that is to be told about one patient. ``since`` is ms UTC, of what waits longest.

    ``line`` is how the ward of the first is told. ``escalated``: it is the next in line who is told, since the
    minutes or the tries of the ward are used up.
    """

    patient: str
    name: str
    ward: str
    bed: str
    since: int
    line: Line
    escalated: bool
    calls: tuple[Call, ...]

    @property
    def number(self) -> str:
        """The number on the tube of what waits longest, by which people name the call."""
        return self.calls[0].number

    @property
    def key(self) -> str:
        """The same for a machine, and exact: a sealed value of the tube is a call of its own."""
        return f"{self.number}:{self.calls[0].test}"

    @property
    def phone(self) -> str:
        """Which number to ring now; empty where none is known."""
        return self.line.to_phone if self.escalated else self.line.phone

    @property
    def whom(self) -> str:
        """Who is to be told now."""
        return self.line.to if self.escalated else self.ward or "ward not stated"

    def minutes(self, now: int) -> int:
        """For how many minutes it has waited at lab time ``now`` (ms UTC)."""
        return max(0, now - self.since) // MINUTE

    @property
    def tries(self) -> list[Try]:
        """What was tried, each try once, the first at the head."""
        # The try that used them up and the call that goes on for it are of one moment.
        found = {each for call in self.calls for each in call.tries}
        return sorted(found, key=lambda each: (each.at, each.how.startswith(GOES_ON), each))

    @property
    def unanswered(self) -> int:
        """How many tries reached nobody."""
        return sum(each.unanswered for each in self.tries)


def call_code(number: str) -> str:
    """What the QR on a runner's slip says."""
    return f"{_CODE}{number}"


def is_call(text: str) -> bool:
    """Whether a scanned text is that of a runner's slip."""
    return text.startswith(_CODE)


def lines(lab: Lab) -> Lines:
    """How wards are told: calls.csv, the home's own where it has one; a file with a fault tells nothing of any ward."""
    try:
        found = lab.apart("calls.csv")
    except Refused:
        # A slip in a list of telephones must not silence what it is about; the check of the catalogue names it.
        return Lines(wards={}, others=Line())
    assert isinstance(found, Lines)
    return found


def phone_calls(lab: Lab, conn: Connection, now: int) -> list[PhoneCall]:
    """What this actor may see of what is to be told at lab time ``now`` (ms UTC), the longest waiting first."""
    return [c for c in every_phone_call(lab, conn, now) if all(may_see(lab, one) for one in c.calls)]


def every_phone_call(lab: Lab, conn: Connection, now: int) -> list[PhoneCall]:
    """The same for a machine, which tells nobody. What is sealed is a call of its own."""
    if not calls.any_open(conn):
        return []
    known, found = lines(lab), _together(conn, calls.open_calls(conn))
    return [_phone_call(known, mine, now) for mine in found]


def _together(conn: Connection, every: Iterable[Call]) -> Iterable[list[Call]]:
    found: dict[tuple[str, str], list[Call]] = {}
    for one in every:
        # Of two sealed values one person may see one, and not the other.
        apart = f"{one.sample} {one.test}" if one.sealed else ""
        found.setdefault((links.root(conn, one.patient), apart), []).append(one)
    return found.values()


def _phone_call(known: Lines, mine: list[Call], now: int) -> PhoneCall:
    first = mine[0]
    line = known.of(first.ward)
    tries = {each for call in mine for each in call.tries if each.unanswered}
    escalated = (
        any(call.escalated_at is not None for call in mine)
        or now - first.at >= line.escalate_min * MINUTE
        or len(tries) >= line.tries
    )
    return PhoneCall(
        first.patient, first.patient_name, first.ward, first.bed, first.at, line, escalated, tuple(mine)
    )


def phone_call(lab: Lab, conn: Connection, text: str, now: int) -> PhoneCall:
    """The phone call that a number of a tube, the QR of a runner's slip or a call's ``key`` is about.

    Raises Refused for none.
    """
    number, _, test = text.strip().removeprefix(_CODE).partition(":")
    found = call_about(lab, conn, sample_of(conn, number), now, test)
    if found is None:
        raise Refused(f"Nothing of sample {last_four(number)} is to be told: the list of calls is Ctrl+G, A.")
    return found


def call_about(
    lab: Lab, conn: Connection, sample: samples.Sample, now: int, test: str = ""
) -> PhoneCall | None:
    """The phone call about a sample, or about that test of it, that this actor may see; None where there is none."""
    for found in phone_calls(lab, conn, now):
        if any(one.sample == sample.id and test in ("", one.test) for one in found.calls):
            return found
    return None


class Clock(NamedTuple):
    """What the title of every screen says: so many calls, the oldest for so many minutes.

    ``known`` tells what is open, and what has gone on to the next in line: where it grows, the bell rings.
    """

    waiting: int
    minutes: int
    escalated: bool
    known: frozenset[tuple[str, str, int, bool]]


def clock(lab: Lab, now: int) -> Clock:
    """What this actor's title says at lab time ``now`` (ms UTC); one look at an index where nothing is to be told."""
    found = phone_calls(lab, lab.conn, now)
    known = frozenset((*one.key, each.escalated) for each in found for one in each.calls)
    minutes = max((each.minutes(now) for each in found), default=0)
    return Clock(len(found), minutes, any(each.escalated for each in found), known)


def known_lately(lab: Lab, now: int) -> list[Call]:
    """What was not told within the last day because its ward knows of it, the latest first, as far as it may be
    seen."""
    found = calls.between(lab.conn, now - 24 * 60 * MINUTE, now + 1)
    return [one for one in reversed(found) if one.state == "not_needed" and may_see(lab, one)]
