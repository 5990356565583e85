"""Hostile texts as the words of every command: a clear line or the right answer, and no byte that steers a terminal."""

from collections.abc import Iterator

import pytest

from tests.disasters.desk import Desk
from tests.disasters.hostile import CARRIED, NOT_DRAWN, REFUSED
from tests.disasters.house import faults, request

# The system itself lets no NUL into a command's words.
TEXTS = {name: text for name, text in (REFUSED | CARRIED | NOT_DRAWN).items() if "\x00" not in text}


def commands(text: str, tube: str) -> Iterator[list[str]]:
    """Commands with the text in each place where a person may put one."""
    yield ["patients", "find", text]
    yield ["patients", "correct", text, "--reason", "wrong"]
    yield ["patients", "correct", "P01-0000001", "--name", text, "--reason", text]
    yield ["sample", text]
    yield ["report", text]
    yield ["receive", text]
    yield ["receive", tube, "--condition", text]
    yield ["reject", tube, "--reason", text]
    yield ["reject", tube, "--reason", "CLOTTED", "--test", text]
    yield ["cancel", tube, "--reason", "doubled", "--test", text]
    yield ["cancel", text, "--reason", text]
    yield ["release", text, "--as", "path"]
    yield ["release", tube, "--provisional", "--reason", text, "--as", "tech"]
    yield ["queue", "--bench", text]
    yield ["queue", "--as", text]
    yield ["counts", "--day", text]
    yield ["people", "add", text, text, "--role", text]
    yield ["people", "remove", text]
    yield ["clock", "--set", text]
    yield ["catalogue", "check", text]
    yield ["print", text]
    yield [text]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_command_answers_or_refuses_in_one_line(desk: Desk, text: str) -> None:
    made = desk.register(request("Asha Devi", "UREA"))
    for words in commands(text, made["samples"][0]["sample"]):
        desk.told(*words)


def test_the_home_is_sound_after_all_that(desk: Desk) -> None:
    assert faults(desk.home) == ""
