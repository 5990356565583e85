"""Texts that steer a terminal, a screen or a reading eye, through every command."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.running import House, run

# Kept as they are: they only look dangerous, or are a script's own spelling.
HARMLESS = (
    "[/]",
    "[@click=app.quit]x[/]",
    "[bold red]Asha[/bold red]",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE patient; --",
    "%s%n{0}{name}",
    "^XA^FS~JA",
    "क्ष श्री राम\u200dकुमार",
    "أحمد بن علي",
    "X" * 80,
)
# Refused where they enter, and shown as what they are.
REFUSED = {
    "esc": "\x1b[2J",
    "c1": "\x9b2J",
    "nul-like": "a\x01b",
    "newline": "Asha\nDevi",
    "bidi": "\u202edeviA",
    "isolate": "\u2066x",
    "line separator": "a\u2028b",
    "soft hyphen": "a\u00adb",
    "unassigned": "a\U000e0fffb",
    "private": "a\ue000b",
    "filler": "\u3164",
    "stack": "a" + "\u0301" * 30,
}
_FREE = re.compile(r"[^\n]*")


def _is_plain(text: str) -> bool:
    """No character that a terminal obeys or a reader does not see, but the line ends of whole lines."""
    bad = {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"}
    return all(c in "\n\u200d\u200c" or unicodedata.category(c) not in bad for c in text)


@pytest.mark.parametrize(
    "names", [HARMLESS[:4], HARMLESS[4:8], HARMLESS[8:]], ids=["markup", "code", "scripts"]
)
def test_a_harmless_name_goes_through_every_command_as_it_is(
    house: House, tmp_path: Path, names: tuple[str, ...]
) -> None:
    placed = [
        {"patient": {"name": n, "sex": "F", "age": "51 y"}, "tests": ["K"], "location": n[:40], "note": n}
        for n in names
    ]
    made = house.run("register", who="phleb", given=_lines(placed)).lines
    samples = [order["samples"][0]["sample"] for order in made]
    assert house.run("receive", *samples, who="tech").code == 0
    values = [
        {"sample": s, "test": "K", "value": "4.1", "comment": n} for s, n in zip(samples, names, strict=True)
    ]
    assert house.run("queue").out.count("\n") >= len(names)
    assert house.run("record", given=_lines(values), who="tech").code == 0
    assert house.run("release", *samples, "--print", who="path").code == 0
    commands: list[tuple[str | Path, ...]] = [("queue",), ("print", "--once"), ("counts",), ("verify",)]
    commands += [("report", samples[0], "--out", tmp_path / "out")]
    for number, sample in enumerate(samples, 1):
        commands += [
            ("sample", sample),
            ("report", sample),
            ("patients", "find", f"P01-{number:07}"),
        ]
    for words in commands:
        done = house.run(*words)
        assert (done.code, done.err) == (0, ""), words
        assert _is_plain(done.out), words
    for sample, name in zip(samples, names, strict=True):
        known = house.run("sample", sample, "--json").lines[0]
        assert known["patient"]["name"] == unicodedata.normalize("NFC", name)
        assert house.run("report", sample, "--json").lines[0]["patient_name"] == known["patient"]["name"]


def _lines(objects: list[dict[str, object]]) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in objects)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_refused_name_leaves_nothing_and_is_shown_harmless(house: House, text: str) -> None:
    before = house.run("verify", "--json").lines[0]["facts"]
    for field in ("name", "location", "note", "clinician"):
        line: dict[str, object] = {"patient": {"name": "Asha"}, "tests": ["K"]}
        if field == "name":
            line["patient"] = {"name": text}
        else:
            line[field] = text
        if field == "clinician" and text == "\u3164":
            continue
        done = house.run("register", given=json.dumps(line))
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("line 1: ")
        assert done.err.count("\n") == 1
        assert _is_plain(done.err)
    assert house.run("verify", "--json").lines[0]["facts"] == before


def _every_argument(text: bytes) -> list[tuple[str | bytes, ...]]:
    return [
        ("register", text),
        ("record", text),
        ("receive", text),
        ("receive", "010000000016", "--condition", text),
        ("reject", text, "--reason", text),
        ("reject", "010000000016", "--reason", text, "--test", text),
        ("queue", "--bench", text),
        ("queue", "--as", text),
        ("release", text),
        ("release", "010000000016", "--reason", text),
        ("report", text),
        ("sample", text),
        ("counts", "--day", text),
        ("people", "add", text, text, "--role", text),
        ("people", "add", "b", text, "--role", "technician"),
        ("people", "remove", text),
        ("patients", "find", text),
        ("patients", "correct", text, "--reason", text),
        ("patients", "correct", "P01-0000001", "--name", text, "--reason", "x"),
        ("patients", "correct", "P01-0000001", "--id", text, "--reason", "x"),
        ("patients", "correct", "P01-0000001", "--age", text, "--reason", "x"),
        ("cancel", text, "--reason", text),
        ("cancel", "010000000016", "--reason", text),
        ("clock", "--set", text),
        ("backup", text),
        ("catalogue", "check", text),
        ("catalogue", "find-rate", text),
        ("verify", text),
        ("doctor", "--" + "as", text),
        (text,),
    ]


@pytest.mark.parametrize("text", [b"\x1b]0;own\x07", "\u202e\x9b1m\u2028x".encode(), b"\xff\xfe\x80", b"-"])
def test_hostile_arguments_end_in_one_harmless_line(house: House, text: bytes) -> None:
    house.order("K", "HB")
    for words in _every_argument(text):
        done = house.run(*words)
        assert done.code in (0, 1, 2), words
        assert _is_plain(done.out), words
        assert _is_plain(done.err), words
        assert "Traceback" not in done.err, words
        assert "inside the program" not in done.err, words
        assert (done.err.count("\n") == 1) == (done.code != 0), (words, done)
    assert house.run("verify").code == 0


@pytest.mark.parametrize("words", [("init", "--kiosk", "02", "--site"), ("init", "--site", "X", "--kiosk")])
def test_hostile_words_of_a_new_home(tmp_path: Path, words: tuple[str, ...]) -> None:
    home = tmp_path / "new"
    done = run(*words, "\x1b[2J\u202e", "--home", home)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert _is_plain(done.err)
    assert not home.exists()


def test_a_folder_of_a_hostile_name_is_shown_harmless(tmp_path: Path) -> None:
    home = tmp_path / "\x1b[2J\x9b\u202e\u2028"
    made = run("init", "--home", home, "--kiosk", "01", "--site", "X", "--json")
    assert (made.code, made.err) == (0, "")
    assert made.lines == [{"home": str(home), "kiosk": "01"}]
    for words in (
        ("doctor",),
        ("doctor", "--json"),
        ("backup", home),
        ("queue", "--as", "x"),
        ("restore", home, "--to", home, "--kiosk", "2", "--key", home),
    ):
        done = run(*words, *(("--home", home) if words[0] != "restore" else ()))
        assert _is_plain(done.out)
        assert _is_plain(done.err)
    assert _is_plain(made.out)
