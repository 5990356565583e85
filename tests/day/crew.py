"""The people of a rush hour: who takes patients in, who receives tubes and types results, who releases."""

import re
from collections.abc import Callable
from random import Random

from tests.day.glass import Person, Press, Rest

ESC, F2, F3, F4, F5, F9, F11 = "\x1b", "\x1b[[B", "\x1b[[C", "\x1b[[D", "\x1b[[E", "\x1b[20~", "\x1b[23~"
VALUES = {
    "Sodium": "140", "Potassium": "4.2", "Chloride": "101", "Bicarbonate": "24", "Prothrombin time": "12.1",
    "INR": "1.0", "Activated partial thromboplastin time": "31", "Fibrinogen": "310",
}  # fmt: skip
HELD = "7.8"
"""A potassium that is typed twice, and by a second person; whoever has it has it again at the next visit."""
TESTS_A_TUBE = 4
TUBES = 2
_TUBE = re.compile(r"^ +\d/\d .*?(\d{12}) ", re.MULTILINE)
_ASKED = re.compile(r"^ (\S[^:\n]*): .*type the value (?:and press|again)", re.MULTILINE)
_BACKLOG, _BATCH = 12, 8
_LOOK_S = 0.8
QUEUE, RECEIVE, RELEASE = "Queue", "Receive", "Release"


class Rush:
    """What is left to be done, and what the screens acknowledged.

    ``appears`` is called with a list's name, a tube's number and the time at which another screen's act put it there;
    ``all_printed`` says whether no paper waits any more; a phlebotomist rests for ``pause_s`` after each patient.
    """

    def __init__(
        self,
        intakes: int,
        appears: Callable[[str, str, float], None],
        all_printed: Callable[[], bool],
        pause_s: float = 0.0,
    ) -> None:
        self.intakes = intakes
        self.appears = appears
        self.all_printed = all_printed
        self.pause_s = pause_s
        self.chance = Random(intakes)
        self.begun = 0
        self.placed: list[tuple[str, tuple[str, ...]]] = []
        self.waiting: dict[str, list[str]] = {QUEUE: [], RECEIVE: [], RELEASE: []}
        self.held: list[tuple[str, str]] = []
        self.typed: dict[str, int] = {}
        self.released: list[str] = []

    def values(self, tube: str) -> dict[str, str]:
        """What is measured of a tube, by the test's name: of one patient in twenty, the first too, HELD."""
        patient = next(patient for patient, tubes in self.placed if tube in tubes)
        return VALUES | ({"Potassium": HELD} if int(patient[2:]) % 20 == 1 else {})

    @property
    def over(self) -> bool:
        """Whether every tube that was drawn is released."""
        return len(self.released) == TUBES * self.intakes

    def put(self, place: str, number: str, now: float) -> None:
        """A tube waits there now: whoever looks at that list is to see it."""
        self.waiting[place].append(number)
        self.appears(place, number, now)

    def take(self, place: str, shown: str) -> str | None:
        """The first tube that the screen lists, so far as nobody else has it in hand."""
        pool = self.waiting[place]
        number = next((n for n in re.findall(r"\b\d{12}\b", shown) if n in pool), None)
        if number is not None:
            pool.remove(number)
        return number


def scan(
    what: str,
    text: str,
    until: str,
    told: Callable[[float, str], None] = lambda _now, _shown: None,
    *,
    opens: bool = False,
) -> Press:
    """A scan, as a scanner sends it."""
    return Press(f"scan: {what}", f"\x02{text}\r", until, opens, told)


def signed_in(badge: str) -> Person:
    """A badge is scanned."""
    yield Press("screen opens", "", "Scan your badge", opens=True)
    yield scan("badge to queue", badge, "Signed in as", opens=True)


def phlebotomist(rush: Rush, badge: str) -> Person:
    """Takes in new patients, and every third time somebody who was here before, by the number."""
    yield from signed_in(badge)
    yield Press("F2 to intake", F2, "Who is it", opens=True)
    while rush.begun < rush.intakes:
        if len(rush.waiting[RECEIVE]) > _BACKLOG:  # the window is full of tubes
            yield Rest(0.1)
            continue
        rush.begun += 1
        known = rush.begun % 3 == 0 and bool(rush.placed)
        number = rush.chance.choice(rush.placed)[0] if known else f"UH{rush.begun:06}"
        yield from (_known(number) if known else _new(number, rush))
        yield from _order(rush, number)
        yield Rest(rush.pause_s)


def _known(number: str) -> Person:
    yield Press("number to patient", f"{number}\r", "1 found. Enter takes the marked one", opens=True)
    yield Press("Enter to order", "\r", "type a test or panel", opens=True)


def _new(number: str, rush: Rush) -> Person:
    yield Press("number to nobody", f"{number}\r", "Nobody is found", opens=True)
    yield Press("Enter to new patient", "\r", "Name, sex and age, then F9", opens=True)
    name = f"{rush.chance.choice(_FIRST)} {rush.chance.choice(_LAST)}"
    age = rush.chance.randint(18, 90)
    yield Press("name, sex, age", f"{name}\rF\r{age} y\r", rf"~{age} y, born about")
    shown = yield Press("F9 to order", F9, "type a test or panel|Known already", opens=True)
    if "Known already" in shown:
        yield Press("F9: somebody else", F9, "type a test or panel", opens=True)


def _order(rush: Rush, patient: str) -> Person:
    def told(now: float, shown: str) -> None:
        tubes = tuple(_TUBE.findall(shown))
        rush.placed.append((patient, tubes))
        for number in tubes:
            rush.put(RECEIVE, number, now)

    yield Press("panel", "elec\r", "ELEC is in")
    yield Press("panel", "coag\r", "COAG is in")
    if rush.begun % 20 == 0:
        yield Press("F11 priority", F11, "urgent ELEC COAG")
        yield Press("F11 priority", F11, "STAT ELEC COAG")
    yield Press("F9 to registered", F9, r"Registered\.", opens=True, told=told)


def technician(rush: Rush, badge: str) -> Person:
    """Receives what stands on the list of tubes, types values down the queue, and looks again at what others hold."""
    yield from signed_in(badge)
    while not rush.over:
        if rush.waiting[RECEIVE] and (len(rush.waiting[RECEIVE]) >= _BACKLOG // 2 or not rush.waiting[QUEUE]):
            yield from _receiving(rush)
        elif rush.held and rush.held[0][1] != badge:
            yield Press("F3 to queue", F3, f"^ {QUEUE}", opens=True)
            if rush.held and rush.held[0][1] != badge:
                yield from _values(rush, badge, rush.held.pop(0)[0])
        elif rush.waiting[QUEUE]:
            shown = yield Press("F3 to queue", F3, f"^ {QUEUE}", opens=True)
            if number := rush.take(QUEUE, shown):
                yield from _values(rush, badge, number)
        else:
            yield Rest(0.1)


def _receiving(rush: Rush) -> Person:
    shown = yield Press("F4 to receive", F4, f"^ {RECEIVE}", opens=True)
    while rush.waiting[RECEIVE]:
        number = rush.take(RECEIVE, shown)
        if number is None:
            shown = yield Rest(0.05)
        else:
            shown = yield scan(
                "tube to received", number, f"{number[-4:]} (received for|is received already)",
                lambda now, _, number=number: rush.put(QUEUE, number, now),
            )  # fmt: skip


def _values(rush: Rush, badge: str, number: str) -> Person:
    values = rush.values(number)
    shown = yield scan("tube to its form", number, rf"{number}  (.|\n)*type the value", opens=True)
    typed = 0
    while asked := _ASKED.search(shown):
        name = asked[1]
        other = rf"^ (?!{re.escape(name)}: type the value and).*(type the value (and|again)|F9 records)"
        shown = yield Press("value to the next", f"{values[name]}\r", rf"(?m){other}")
        typed += "type the value again" not in asked[0]

    def told(now: float, shown: str) -> None:
        if "a second person" in shown:
            rush.held.append((number, badge))
        else:
            rush.put(RELEASE, number, now)

    yield Press("F9 to recorded", F9, rf"\d+ recorded on {number[-4:]}", told=told)
    rush.typed[number] = rush.typed.get(number, 0) + typed


def pathologist(rush: Rush, badge: str) -> Person:
    """Looks at tube after tube on the list and marks it, then releases them together."""
    yield from signed_in(badge)
    shown = yield Press("F5 to release", F5, f"^ {RELEASE}", opens=True)
    while not rush.over:
        marked: list[str] = []
        while len(marked) < _BATCH and (number := rush.take(RELEASE, shown)):
            yield scan("tube to its values", number, f"{number}  ")
            marked.append(number)
            shown = yield Press("Space: marked", " ", f"{len(marked)} marked")
        if marked:
            yield Press("F9 to released", F9, f"Released: {len(marked)} sample")
            rush.released += marked
        shown = yield Rest(_LOOK_S)
    while not rush.all_printed():
        yield Rest(_LOOK_S)


_FIRST = (
    "Asha",
    "Ravi",
    "Meena",
    "Sunil",
    "Kavita",
    "Imran",
    "Lakshmi",
    "Joseph",
    "Farida",
    "Gurpreet",
    "Anil",
    "Devi",
)
_LAST = (
    "Devi",
    "Kumar",
    "Sharma",
    "Khan",
    "Nair",
    "Das",
    "Singh",
    "Reddy",
    "Patel",
    "Bose",
    "Joshi",
    "Thomas",
)
