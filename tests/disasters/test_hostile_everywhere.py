"""Hostile texts in each place of each command that takes a word, as its own parser tells them."""

import argparse
from collections.abc import Iterator
from importlib import import_module
from itertools import cycle

import pytest

from labkiosk.cli import commands
from tests.disasters.desk import Desk
from tests.disasters.hostile import CARRIED, NOT_DRAWN, REFUSED
from tests.disasters.house import faults, request

# The system itself lets no NUL into a command's words.
TEXTS = [text for text in (REFUSED | CARRIED | NOT_DRAWN).values() if "\x00" not in text]
# They stay, or write where the word says.
ELSEWHERE = {"demo", "kiosk", "print", "stick", "init", "restore", "backup"}
NAMES = [name for name, _ in commands() if name not in ELSEWHERE]
FOLDERS = ("DIR", "FILE")
HERE = "<a hostile text>"


def parsers(
    path: list[str], parser: argparse.ArgumentParser
) -> Iterator[tuple[list[str], argparse.ArgumentParser]]:
    """A command without verbs, or each of its verbs."""
    verbs = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not verbs:
        yield path, parser
    for action in verbs:
        for name, each in action.choices.items():
            yield from parsers([*path, name], each)


def words(name: str, tube: str) -> Iterator[list[str]]:
    """The command with a text in all its places, and with one in each option, about a tube and about a text."""
    whole = argparse.ArgumentParser(prog=name)
    import_module(f"labkiosk.cli.{name.replace('-', '_')}").arguments(whole)
    for path, parser in parsers([name], whole):
        taking = [a for a in parser._actions if a.nargs != 0 and a.metavar not in FOLDERS]
        places = sum(not action.option_strings for action in taking)
        options = [a for a in taking if a.option_strings]
        needed = [w for a in options if a.required for w in (a.option_strings[0], HERE)]
        yield [*path, *[HERE] * places, *needed]
        for option in options:
            for subject in (tube, HERE):
                yield [*path, *[subject] * places, *needed, option.option_strings[0], HERE]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_answers_or_refuses_in_one_line(desk: Desk, name: str) -> None:
    tube = desk.register(request("Asha Devi", "UREA"))["samples"][0]["sample"]
    texts = cycle(TEXTS[NAMES.index(name) % len(TEXTS) :] + TEXTS)
    for given in words(name, tube):
        text = next(texts)
        desk.told(*(text if word == HERE else word for word in given))


@pytest.mark.slow
def test_the_home_is_sound_after_all_that(desk: Desk) -> None:
    assert faults(desk.home) == ""
