"""The command barcodes there are, made from the action classes and the catalogue: there is no other list.

An action's barcode says its own word. One of the catalogue's is made from what stands above its bars, so that an
old sheet never means anything else: after a change to that text it means nothing, and says so.
"""

from base64 import b32encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib import import_module
from itertools import chain
from pkgutil import walk_packages
from typing import NamedTuple

from labkiosk.catalogue import Catalogue, Reason
from labkiosk.catalogue.model import ReasonUse
from labkiosk.facts.barcodes import Bar
from labkiosk.facts.errors import Refused
from labkiosk.rules.barcode import COMMAND
from labkiosk.rules.narrative import QUANTITIES
from labkiosk.tui import screens
from labkiosk.tui.commands import EVERYWHERE, Back, Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.culture_read import ANSWERS
from labkiosk.tui.screens.listing import Choose, Down, Up

ANYWHERE: tuple[type[Command], ...] = (*EVERYWHERE, Back, Choose, Up, Down)
"""Actions that belong to no one desk."""

SIGNS = {**{digit: digit for digit in "0123456789"}, "POINT": ".", "LESS": "<", "OVER": ">"}
"""What a value is typed with, by what its barcode says."""
_SIGN_WORDS = {".": ". point", "<": "< less than", ">": "> more than"}

_REASONS_ON: dict[str, tuple[str, ReasonUse]] = {
    "receive": ("On the next tube: ", "condition"),
    "receive_reject": ("Reject: ", "reject"),
    "sample": ("Label again: ", "reprint"),
}
_ANSWERS_ON: dict[str, Iterable[str]] = {"culture_read": ANSWERS, "narrative_fill": QUANTITIES.values()}
# A digit, which begins no action's word; the answers of choice tests are the fourth family.
_FAMILIES: dict[ReasonUse, str] = {"reject": "1", "condition": "2", "reprint": "3"}
_ANSWER = "4"
_LENGTH = 6


class Answer(NamedTuple):
    """An answer of choice tests, by its words."""

    text: str


class Section(NamedTuple):
    """The barcodes of one desk, or of one bench's answers; a sheet of its own."""

    name: str
    title: str
    bars: tuple[Bar, ...]


def keys_of(screen: type[KioskScreen]) -> Iterator[type[Command]]:
    """Every action that a screen has, its own before those of any."""
    for each in screen.__mro__:
        yield from vars(each).get("KEYS", ())
    yield from (*EVERYWHERE, Back)


def command_of(screen: type[KioskScreen], code: str) -> type[Command] | None:
    """The action of a screen whose barcode says ``code``, None where it has none."""
    return next((command for command in keys_of(screen) if code and command.scan == code), None)


def catalogued(catalogue: Catalogue) -> dict[str, Reason | Answer]:
    """What the catalogue's own barcodes mean. Raises Refused when two would be alike."""
    reasons: list[Reason | Answer] = [reason for use in _FAMILIES for reason in catalogue.reasons_for(use)]
    texts = [c.text for test in catalogue.tests.values() for c in test.choices]
    answers = {text: Answer(text) for text in chain(texts, *_ANSWERS_ON.values())}
    meant: dict[str, Reason | Answer] = {}
    for each in [*reasons, *answers.values()]:
        code = code_of(each)
        if code in meant:
            raise Refused(
                f"{each.text} and {meant[code].text} have one barcode: reword one in the catalogue."
            )
        meant[code] = each
    return meant


def code_of(meant: Reason | Answer) -> str:
    """What the barcode of a reason or an answer says behind ``LK.``."""
    family = _ANSWER if isinstance(meant, Answer) else _FAMILIES[meant.use]
    words = meant.text if isinstance(meant, Answer) else f"{meant.code}\n{meant.text}"
    return family + b32encode(sha256(words.encode()).digest())[:_LENGTH].decode()


def every_screen() -> list[type[KioskScreen]]:
    """Every screen with a heading, those first that have something of the catalogue on their sheet.

    Then come those that are opened by name: what they share with others is theirs.
    """
    for module in walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    named = [screens.kind(name) for name in screens.NAMES]
    others = [each for each in _below(KioskScreen) if each.HEADING and each not in named]
    return sorted([*named, *others], key=lambda screen: screen.NAME not in ("results", *_REASONS_ON))


def _below(of: type[KioskScreen]) -> Iterator[type[KioskScreen]]:
    for each in of.__subclasses__():
        if each.__module__.startswith(f"{screens.__name__}."):
            yield each
            yield from _below(each)


def sections(catalogue: Catalogue) -> list[Section]:
    """What the sheets say: what works anywhere, then each desk that has something of its own, then answers."""
    every = every_screen()
    words = _words(chain(ANYWHERE, *(each.KEYS for each in every)))
    made = [Section("anywhere", "Anywhere", _bars(_codes(ANYWHERE), words))]
    known = set(made[0].bars)
    for screen in every:
        own, besides = _bars(_codes(screen.KEYS), words), _of_catalogue(screen.NAME, catalogue)
        if besides or not known.issuperset(own):
            made.append(Section(screen.HEADING.lower(), screen.HEADING, own + besides))
            known |= set(own)
    return made + _answers(catalogue)


def _words(commands: Iterable[type[Command]]) -> dict[str, str]:
    """The names of the actions that share a barcode, by what it says."""
    names: dict[str, list[str]] = {}
    for command in commands:
        names.setdefault(command.scan, []).append(command.name)
    return {code: " / ".join(dict.fromkeys(given)) for code, given in names.items()}


def _codes(commands: Iterable[type[Command]]) -> list[str]:
    return list(dict.fromkeys(command.scan for command in commands if command.scan))


def _bars(codes: Iterable[str], words: dict[str, str]) -> tuple[Bar, ...]:
    return tuple(Bar(code=COMMAND + code, words=words[code]) for code in codes)


def _of_catalogue(screen: str, catalogue: Catalogue) -> tuple[Bar, ...]:
    """What stands on a screen's sheet beside its actions."""
    if screen == "results":
        return tuple(
            Bar(code=COMMAND + code, words=_SIGN_WORDS.get(sign, sign)) for code, sign in SIGNS.items()
        )
    if screen == "more":
        return tuple(Bar(code=COMMAND + desk.scan, words=desk.title) for desk in screens.DESKS)
    if screen in _ANSWERS_ON:
        return _bars_of(_ANSWERS_ON[screen])
    if screen not in _REASONS_ON:
        return ()
    before, use = _REASONS_ON[screen]
    reasons = catalogue.reasons_for(use)
    return tuple(Bar(code=COMMAND + code_of(reason), words=before + reason.text) for reason in reasons)


def _answers(catalogue: Catalogue) -> list[Section]:
    made = []
    for bench in catalogue.benches.values():
        choices = [c.text for t in catalogue.tests.values() if t.bench == bench.code for c in t.choices]
        if bars := _bars_of(dict.fromkeys(choices)):
            made.append(Section(f"answers-{bench.code}", f"{bench.name}: answers", bars))
    return made


def _bars_of(answers: Iterable[str]) -> tuple[Bar, ...]:
    return tuple(Bar(code=COMMAND + code_of(Answer(text)), words=text) for text in answers)
