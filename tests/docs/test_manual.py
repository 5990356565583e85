"""Every page of the manual: it prints, it fits the screen, and it names keys and commands that there are."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import labkiosk.tui
from labkiosk.forms.draw import draw
from labkiosk.forms.manual import manual
from labkiosk.lab.papers import FORMS
from labkiosk.rules.barcode import COMMAND
from labkiosk.tui.barcodes import SIGNS
from labkiosk.tui.commands import EVERYWHERE, Back, Command
from labkiosk.tui.manual import manual as on_screen
from labkiosk.tui.screens import DESKS, NAMES, kind
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.listing import Down, PageDown, PageUp, Up
from tests.docs.options import NAMES as COMMANDS
from tests.docs.options import options
from tests.docs.reading import PAGES, key_items, keys_in, options_in, sections, spans

TOPICS = {"commands", "setup", "paper", "catalogue", "when-things-go-wrong", "roles", "keys"}
MOVING = (Up, Down, PageUp, PageDown)


def below(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        yield each
        yield from below(each)


@pytest.fixture(scope="module", autouse=True)
def everything() -> None:
    for module in pkgutil.walk_packages(labkiosk.tui.__path__, "labkiosk.tui."):
        import_module(module.name)


def screens() -> list[type[KioskScreen]]:
    return [each for each in below(KioskScreen) if each.__module__.startswith("labkiosk.") and each.HEADING]


def page_of(screen: type[KioskScreen]) -> str:
    return screen.PAGE or screen.NAME


def named(*given: type[Command]) -> set[tuple[str, str]]:
    return {(each.key_name(), each.name) for each in given}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_prints(page: str) -> None:
    picture = draw(manual(PAGES[page])).image
    assert picture.width == 576
    assert picture.histogram()[0] > 1_000


@pytest.mark.parametrize("page", PAGES)
def test_a_page_uses_only_what_is_printed_and_shown(page: str) -> None:
    text = PAGES[page]
    assert text.startswith("# ")
    assert text.count("\n# ") == 0
    assert "```" not in text
    assert "](" not in text
    assert text.count("`") % 2 == 0
    assert [line for line in text.splitlines() if len(line) > 76] == []
    assert all(ord(c) < 127 or c in "µ°³⁶" for c in text)


@pytest.mark.parametrize("page", PAGES)
def test_a_table_fits_the_screen(page: str) -> None:
    drawn = on_screen("\n".join(line for line in PAGES[page].splitlines() if line.startswith(("|", "#"))))
    assert max(len(line) for line in drawn.plain.splitlines()) <= 78


def test_every_screen_has_a_page_and_every_page_is_one_or_a_topic() -> None:
    assert {page_of(s) for s in screens() if s.NAME != "help"} | TOPICS == set(PAGES)
    assert {page_of(kind(name)) for name in NAMES} <= set(PAGES)


@pytest.mark.parametrize("page", sorted(set(PAGES) - TOPICS))
def test_a_screens_page_explains_its_keys_and_no_others(page: str) -> None:
    keys = [
        key for screen in screens() if page_of(screen) == page for key in screen.KEYS if key not in MOVING
    ]
    assert key_items(PAGES[page]) == named(*keys)
    everywhere = {key for key, _ in named(*EVERYWHERE)}
    # What is said of another screen: how a copy is made, how tests are sent out, typed and rejected.
    borrowed = {"papers": {"F12", "F11"}, "sent": {"Ctrl+N", "Ctrl+E", "Ctrl+R"}}.get(page, set())
    assert keys_in(PAGES[page]) <= {key for key, _ in named(*keys)} | everywhere | borrowed


def test_the_keys_of_every_screen_are_on_the_page_of_keys() -> None:
    assert key_items(PAGES["keys"]) == named(*EVERYWHERE, *MOVING, Back)


def test_every_command_of_the_screen_is_explained_somewhere() -> None:
    told = set().union(*map(key_items, PAGES.values()))
    mine = [c for c in below(Command) if c.__module__.startswith("labkiosk.")]
    assert len(mine) > 40
    assert named(*mine) == told


@pytest.mark.parametrize("page", sorted(TOPICS))
def test_a_topic_names_keys_that_there_are(page: str) -> None:
    there = {key for key, _ in named(*(c for c in below(Command)))}
    # Ctrl+U is the field's own.
    assert keys_in(PAGES[page]) <= there | {"Ctrl+U"}


@pytest.mark.parametrize("page", PAGES)
def test_commands_are_shown_as_they_are(page: str) -> None:
    for span in spans(PAGES[page]):
        words = span.split()
        if words[0] != "labkiosk" or len(words) == 1 or words[1] in ("COMMAND", "--help", "--version"):
            continue
        assert words[1] in COMMANDS, span
        assert options_in(span) <= options(words[1]), span


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_another_sends_to_is_there(page: str) -> None:
    text = " ".join(PAGES[page].split())
    sent = {after.partition("`")[0] for after in text.split("page `")[1:]}
    assert sent <= set(PAGES)


def test_quoted_sections_are_there() -> None:
    assert {"The key", "Restore"} <= set(sections("setup"))


def test_every_command_barcode_is_on_its_page_and_no_other() -> None:
    made = {COMMAND + c.scan for c in below(Command) if c.__module__.startswith("labkiosk.") and c.scan}
    made |= {COMMAND + desk.scan for desk in DESKS}
    rows = {span for span in spans(PAGES["barcodes"]) if span.startswith(COMMAND) and span != COMMAND}
    assert rows == (made | {COMMAND + code for code in SIGNS}) - {f"{COMMAND}{n}" for n in range(1, 9)}


def test_the_page_of_papers_lists_every_form_once() -> None:
    rows = [line.split("|")[1].strip() for line in PAGES["paper"].splitlines() if line.startswith("| ")]
    assert set(FORMS) <= set(rows)
    assert sorted(rows) == sorted(set(rows))
