"""Storage: racks with a label of their own, and the place of every tube in them."""

import re
from typing import NamedTuple

from labkiosk.board import racks, samples
from labkiosk.board.racks import Place, Rack
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.storage import RackEmptied, RackMade, SampleStored, SampleTaken
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.scan import refuse_not_received, refuse_tubeless, sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.text import clean, printable
from labkiosk.rules.words import many

MOST_POSITIONS = 1000
_PURPOSE = "LK:RACK:"
_RACK = re.compile(r"K[0-9]{2}-[0-9]{7,}")


class Stored(NamedTuple):
    """A tube's number, where it stands now, and the name of the rack that it came from, if any."""

    sample: str
    rack: Rack
    position: int
    came_from: str


def rack_code(rack_id: str) -> str:
    """What the QR code on a rack says; its first words are its purpose."""
    return f"{_PURPOSE}{rack_id}"


def is_rack(text: str) -> bool:
    """Whether a text is a rack's QR code or id."""
    return _RACK.fullmatch(text.strip().upper().removeprefix(_PURPOSE)) is not None


def rack_of(conn: Connection, text: str) -> Rack:
    """The rack of that QR code, id or name. Raises Refused."""
    if is_rack(text):
        found = racks.rack(conn, text.strip().upper().removeprefix(_PURPOSE))
        named = [found] if found else []
    else:
        named = [r for r in racks.racks(conn) if r.name.casefold() == text.strip().casefold()]
    if len(named) == 1:
        return named[0]
    shown = printable(text, limit=40)
    if named:
        ids = " and ".join(r.id for r in named)
        raise Refused(f"{len(named)} racks are called {shown}: name one of {ids}.")
    raise Refused(f"Rack {shown} is not known here: labkiosk rack lists them.")


def make_rack(lab: Lab, name: str, positions: int, columns: int = 0) -> Rack:
    """A new rack with places 1 to ``positions``, whose label prints. Raises Refused."""
    lab.require("receive")
    called = clean(name, "Name of the rack", limit=40, required=True)
    if not 1 <= positions <= MOST_POSITIONS:
        raise Refused(f"A rack has 1 to {MOST_POSITIONS} positions, not {positions}.")
    if columns and positions % columns:
        raise Refused(f"{positions} positions do not make whole rows of {columns}.")
    with lab.act() as act:
        rack_id = act.mint("K")
        act.append(RackMade(rack=rack_id, name=called, positions=positions, columns=columns))
        act.append(PaperAsked(jobs=(ask(act, "rack", rack_id, first=True),)))
        act.settle()
        made = racks.rack(act.conn, rack_id)
        assert made is not None
    return made


def place_words(rack: Rack, position: int) -> str:
    """``position 12``, and its row and column where the rack has rows."""
    if not rack.columns:
        return f"position {position}"
    row, column = divmod(position - 1, rack.columns)
    return f"position {position}, row {row + 1} column {column + 1}"


def next_free(conn: Connection, rack: Rack) -> int | None:
    """The lowest position that is free; None where the rack is full."""
    taken = {p.position for p in racks.content(conn, rack.id)}
    return next((n for n in range(1, rack.positions + 1) if n not in taken), None)


def store(lab: Lab, rack: str, number: str, position: int | None = None) -> Stored:
    """Put a tube into a rack, at that position or the next free one; it leaves where it stood. Raises Refused."""
    lab.require("receive")
    with lab.act() as act:
        into = rack_of(act.conn, rack)
        sample = sample_of(act.conn, number)
        tail = last_four(sample.number)
        refuse_tubeless(sample)
        refuse_not_received(sample)
        before = racks.place_of(act.conn, sample.id)
        stands = before if before is not None and before.state == "stored" else None
        if stands and stands.rack == into.id and position in (None, stands.position):
            raise Refused(f"Sample {tail} stands there already: {place_words(into, stands.position)}.")
        chosen = _position(act, into, position)
        came_from = racks.rack(act.conn, stands.rack) if stands else None
        act.append(SampleStored(sample=sample.id, rack=into.id, position=chosen))
    return Stored(sample.number, into, chosen, came_from.name if came_from else "")


def _position(act: Act, rack: Rack, wanted: int | None) -> int:
    if wanted is None:
        free = next_free(act.conn, rack)
        if free is None:
            raise Refused(f"{rack.name} is full ({many(rack.positions, 'tube')}): take another rack.")
        return free
    if not 1 <= wanted <= rack.positions:
        raise Refused(f"{rack.name} has positions 1 to {rack.positions}, not {wanted}.")
    there = next((p for p in racks.content(act.conn, rack.id) if p.position == wanted), None)
    if there is not None:
        other = samples.sample(act.conn, there.sample)
        raise Refused(
            f"Position {wanted} of {rack.name} is taken by {last_four(other.number) if other else '?'}."
        )
    return wanted


def take(lab: Lab, number: str, *, discard: bool = False) -> Place:
    """Take a tube out of its rack, for use or, with ``discard``, to throw it away. Raises Refused."""
    lab.require("bench" if discard else "receive")
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        place = racks.place_of(act.conn, sample.id)
        if place is None or place.state != "stored":
            raise Refused(f"Sample {last_four(sample.number)} stands in no rack.")
        if discard:
            _refuse_open(act.conn, [place])
        act.append(SampleTaken(sample=sample.id, rack=place.rack, discarded=discard))
    return place


def empty(lab: Lab, rack: str) -> tuple[Rack, list[Place]]:
    """Throw away every tube of a rack; which they were. Raises Refused while one of them has open tests."""
    lab.require("bench")
    with lab.act() as act:
        of = rack_of(act.conn, rack)
        places = racks.content(act.conn, of.id)
        if not places:
            raise Refused(f"{of.name} is empty already.")
        _refuse_open(act.conn, places)
        act.append(RackEmptied(rack=of.id, samples=tuple(p.sample for p in places)))
    return of, places


def _refuse_open(conn: Connection, places: list[Place]) -> None:
    found = [s for p in places if (s := samples.sample(conn, p.sample)) is not None]
    waiting = [last_four(s.number) for s in found if s.state == "received"]
    if waiting:
        more = f" and {len(waiting) - 5} more" if len(waiting) > 5 else ""
        raise Refused(f"Tests are still open on {', '.join(waiting[:5])}{more}: do or cancel them first.")


def tube_lines(lab: Lab, sample: samples.Sample) -> list[str]:
    """What a tube was poured from, what was poured from it, and where it stands, each in one sentence."""
    lines = [f"Aliquot of sample {sample.aliquot_of}."] if sample.aliquot_of else []
    if poured := [s.number for s in samples.aliquots(lab.conn, sample)]:
        lines.append(f"Aliquots: {', '.join(poured)}.")
    place = racks.place_of(lab.conn, sample.id)
    rack = racks.rack(lab.conn, place.rack) if place else None
    if place is None or rack is None:
        return lines
    if place.state == "discarded":
        return [*lines, f"THROWN AWAY {lab.local(place.at):%d %b %H:%M}, from {rack.name}."]
    return [*lines, f"STORED in {rack.name}, {place_words(rack, place.position)}."]
