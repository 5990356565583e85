"""The README does what it says: its first morning runs, and what it points at is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import zxingcpp
from PIL import Image

from labkiosk.resources import asset
from tests.docs.pictures import FOLDER, LABEL, REPORT, SCREEN, make
from tests.docs.reading import PAGES

ROOT = asset("manual").parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
_DUE = re.compile(r"([0-9]{2} [A-Z][a-z]{2} )?[0-9]{2}:[0-9]{2} +")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_first_morning_runs_as_shown(tmp_path: Path) -> None:
    (console,) = blocks("console")
    steps = [step.partition("\n") for step in console.removeprefix("$ ").split("\n$ ")]
    setting, *commands = [command for command, _, _ in steps]
    assert setting == 'export PATH="$PWD/.venv/bin:$PATH" LABKIOSK_HOME=morning'
    env = dict(os.environ) | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "LABKIOSK_HOME": "morning",
        "PYTHONUTF8": "1",
    }
    for command, (_, _, shown) in zip(commands, steps[1:], strict=True):
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), command
        assert _DUE.sub("<due> ", done.stdout).rstrip() == _DUE.sub("<due> ", shown).rstrip(), command


def test_it_is_ten_commands_long() -> None:
    (console,) = blocks("console")
    assert console.count("$ labkiosk ") + console.count("| labkiosk ") == 10


def test_what_it_points_at_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_pictures_are_what_they_say() -> None:
    assert {f"assets/pictures/{name}" for name in (SCREEN, LABEL, REPORT)} <= set(
        re.findall(r"\(([^)]+)\)", README)
    )
    with Image.open(FOLDER / LABEL) as label:
        (code,) = zxingcpp.read_barcodes(label)
    assert (code.format.name, code.text[:2], len(code.text)) == ("Code128", "98", 12)
    with Image.open(FOLDER / REPORT) as report:
        (code,) = zxingcpp.read_barcodes(report)
        assert report.height > report.width
    assert code.text.startswith("LK:REPORT:O98-")
    screen = (FOLDER / SCREEN).read_text("utf-8")
    assert "Queue" in screen
    assert "@font-face" not in screen


def test_the_two_commands_and_the_pictures_are_targets_of_make() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert set(
        re.findall(
            r"^make ([a-z]+)",
            "\n".join([*blocks("sh"), *re.findall("`(make [a-z]+)`", README)]),
            re.MULTILINE,
        )
    ) == {
        "demo",
        "test",
        "pictures",
    }
    assert {"demo", "test", "pictures"} <= targets


def test_the_packages_are_those_that_make_asks_for() -> None:
    (asked,) = re.findall(r"^APT := (.*)$", MAKEFILE, re.MULTILINE)
    assert asked in blocks("sh")[0]


def test_it_carries_the_notice_that_loinc_asks_for() -> None:
    notice = " ".join(asset("catalogue/LOINC-NOTICE.txt").read_text("utf-8").split("\n\n")[1].split())
    assert notice in " ".join(README.split())


def _words(screen: Path) -> str:
    return re.sub("<[^>]*>", "", screen.read_text("utf-8").replace("&#160;", " "))


def test_the_pictures_are_made_by_the_program(tmp_path: Path) -> None:
    make(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((SCREEN, LABEL, REPORT))
    for name in (LABEL, REPORT):
        with Image.open(tmp_path / name) as made, Image.open(FOLDER / name) as kept:
            assert (made.size, made.tobytes()) == (kept.size, kept.tobytes()), "run make pictures"
    screen, kept_screen = (_words(folder / SCREEN) for folder in (tmp_path, FOLDER))
    assert screen == kept_screen, "run make pictures"
    assert "! overdue 20 min" in screen
    assert "| ! overdue 20 min |" in PAGES["queue"]
