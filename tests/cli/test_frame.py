"""The frame of the command line: what holds for every command."""

import importlib
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from labkiosk import __version__
from labkiosk.cli import commands
from labkiosk.cli.common import guarded
from labkiosk.facts.errors import Refused
from tests.cli.running import House, run
from tests.support.teller import LABKIOSK

FIXED = [
    "init",
    "demo",
    "register",
    "receive",
    "reject",
    "queue",
    "record",
    "release",
    "report",
    "sample",
    "counts",
    "print",
    "verify",
    "rebuild",
    "doctor",
]


def test_every_fixed_name_is_a_command() -> None:
    assert set(FIXED) <= {name for name, _ in commands()}


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_a_command_is_one_file_whose_docstring_is_its_summary(name: str) -> None:
    module = importlib.import_module(f"labkiosk.cli.{name.replace('-', '_')}")
    assert (module.__doc__ or "").splitlines()[0].rstrip(".") == dict(commands())[name]
    done = run(name, "--help", FRESH_STARTS="1")
    assert done.code == 0
    assert done.out.startswith(f"usage: labkiosk {name} [-h]")
    assert done.err == ""


def test_help_lists_every_command_within_80_columns() -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines() if line[:3] > "   "][-len(commands()) :] == [
        name for name, _ in commands()
    ]
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_version() -> None:
    assert run("--version") == (0, f"labkiosk {__version__}\n", "")


@pytest.mark.parametrize(
    "name", ["fly", "common", "table", "__init__", "../cli/queue", "queue.py", "\x1b[1m", ""]
)
def test_what_is_no_command(name: str) -> None:
    assert run(name) == (2, "", f"labkiosk: {name!a} is no command: labkiosk --help lists them.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("queue", "--lim", "3"), "labkiosk queue: unrecognized arguments: --lim 3"),
        (("queue", "--limit", "0"), "labkiosk queue: argument --limit: give a number from 1 to 1000000"),
        (
            ("queue", "--limit", "0000000501"),
            "labkiosk queue: argument --limit: give a number from 1 to 1000000",
        ),
        (("labels", "--blank", "0"), "labkiosk labels: argument --blank: give a number from 1 to 500"),
        (
            ("forms", "--blank", "pink", "--copies", "501"),
            "labkiosk forms: argument --copies: give a number from 1 to 500",
        ),
        (("queue", "\x1b]0;x\x07"), "labkiosk queue: unrecognized arguments: \\x1b]0;x\\x07"),
        (("queue", "--bench", b"\xff"), "labkiosk queue: \\udcff is not UTF-8 text"),
        (("receive",), "labkiosk receive: the following arguments are required: SAMPLE"),
        (("people",), "labkiosk people: the following arguments are required: add|remove|list"),
        (("people", "add", "b"), "labkiosk people add: the following arguments are required: NAME, --role"),
    ],
)
def test_wrong_usage_is_one_line_and_2(words: tuple[str | bytes, ...], said: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [f"{said}; {said.partition(':')[0]} --help says how."]


def test_without_a_home_one_line_says_how_to_make_one(tmp_path: Path) -> None:
    home = tmp_path / "none"
    said = f"labkiosk: There is no home in {home}: labkiosk init --home {home} --kiosk 01 --site NAME makes one.\n"
    assert run("queue", "--home", home) == (1, "", said)
    assert run("queue", LABKIOSK_HOME=str(home)) == (1, "", said)
    assert run("counts", LABKIOSK_HOME=str(home)) == (1, "", said)
    assert run(LABKIOSK_HOME=str(home)) == (1, "", said)
    assert run("queue", HOME=str(tmp_path)).err == said.replace("none", "labkiosk-home")


def test_the_kiosk_needs_a_terminal(house: House) -> None:
    said = "labkiosk: The kiosk screen needs a terminal; labkiosk --help lists the commands that do not.\n"
    assert house.run() == (1, "", said)


@pytest.mark.parametrize("words", [("queue",), ("counts",), ("verify",)])
def test_an_unknown_badge_is_refused(house: House, words: tuple[str, ...]) -> None:
    said = "labkiosk: Badge 'nobody' is not known here: a supervisor adds people.\n"
    assert house.run(*words, who="nobody") == (1, "", said)


def test_a_lost_key_is_one_line(house: House) -> None:
    key = house.home / "key"
    good = key.read_text()
    key.write_text("0" * 64)
    said = f"labkiosk: {house.home}/lab.db does not open with this key: put the right key file back.\n"
    assert house.run("queue") == (1, "", said)
    key.write_text(good[:-3])
    said = f"labkiosk: The key file {key} is damaged: put it back from your copy.\n"
    assert house.run("counts") == (1, "", said)


def test_a_reader_that_goes_away_is_no_news(house: House) -> None:
    house.order("K")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*LABKIOSK, "catalogue", "--home", house.home], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_full_disk_under_the_output_is_one_line(house: House) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*LABKIOSK, "counts", "--home", house.home], stdout=full, stderr=subprocess.PIPE, check=False
        )
    said = b"labkiosk: No space left on device: look at the disk and the permissions.\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_json_is_ascii_where_the_locale_is_not_utf_8(house: House) -> None:
    house.order("K", name="आशा")
    sample = house.order("K", name="आशा")[0]
    house.run("receive", sample, who="tech")
    done = run("queue", "--json", "--home", house.home, PYTHONIOENCODING="latin-1")
    assert '"name": "\\u0906\\u0936\\u093e"' in done.out
    done = run("queue", "--home", house.home, PYTHONIOENCODING="latin-1")
    assert "\\u0906\\u0936\\u093e: K" in done.out


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_fault_and_takes_none_of_the_data(house: House, closed: str) -> None:
    sample = house.order("K")[0]
    words = [*LABKIOSK, "receive", sample, "--home", str(house.home), "--as", "tech"]
    done = subprocess.run(["sh", "-c", f'"$@" {closed}', "sh", *words], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (b"" if ">&-" in closed.split() else f"Sample {sample} received: K\n".encode())
    assert house.run("counts", "--json").lines[0]["received"] == 1
    assert house.run("verify").code == 0


def _failing(error: BaseException) -> SimpleNamespace:
    def run(_args: object) -> int:
        raise error

    return SimpleNamespace(__doc__="Fails.", arguments=lambda parser: None, run=run)


def test_what_the_program_did_not_foresee_is_one_line_without_data(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LABKIOSK_DEBUG", raising=False)
    assert guarded("x", _failing(KeyError("Asha Devi")), []) == 1  # type: ignore[arg-type]
    err = capfd.readouterr().err
    assert err.startswith("labkiosk: an error inside the program (KeyError at test_frame.py:")
    assert err.endswith("); LABKIOSK_DEBUG=1 shows it whole.\n")
    assert "Asha" not in err


def test_a_refusal_and_an_interrupt_are_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert guarded("x", _failing(Refused("No\x1b[1m.")), []) == 1  # type: ignore[arg-type]
    assert guarded("x", _failing(KeyboardInterrupt()), []) == 1  # type: ignore[arg-type]
    assert capfd.readouterr() == ("", "labkiosk: No\\x1b[1m.\nlabkiosk: stopped.\n")
