"""The doctor's words for what systemd says of the box's units."""

from pathlib import Path

import pytest

from labkiosk.cli.health import Check
from labkiosk.cli.units import SCREENS, SERIAL, WORKER, of_box

GOOD = {"LoadState": "loaded", "ActiveState": "active", "UnitFileState": "enabled"}


def systemctl(folder: Path, states: dict[str, dict[str, str]]) -> str:
    """A systemctl that prints these properties of these units, as systemd 252 prints them, and checks its words."""
    blocks = [
        "\n".join(f"{k}={v}" for k, v in {"Id": unit, **state}.items()) for unit, state in states.items()
    ]
    (folder / "says").write_text("\n\n".join(blocks) + "\n")
    program = folder / "systemctl"
    asked = " ".join(["show", "--property=Id,LoadState,UnitFileState,ActiveState", WORKER, *SCREENS])
    program.write_text(f"#!/bin/sh\n[ \"$*\" = '{asked} {SERIAL}' ] || exit 4\ncat {folder}/says\n")
    program.chmod(0o755)
    return str(program)


def said(folder: Path, **changed: dict[str, str]) -> list[Check]:
    """The checks for a box where all is well but for the units that are named here by what stands after labkiosk-."""
    states = dict.fromkeys([WORKER, *SCREENS], GOOD)
    states |= {f"labkiosk-{name}.service": GOOD | state for name, state in changed.items()}
    return list(of_box(folder, systemctl(folder, states)))


def test_all_is_well(tmp_path: Path) -> None:
    assert said(tmp_path) == [Check("units", "OK", "the print worker and 8 screens run")]


def test_serial_lines_are_counted(tmp_path: Path) -> None:
    lines = {"serial@ttyS0": {}, "serial@ttyUSB1": {}}
    assert said(tmp_path, **lines) == [
        Check("units", "OK", "the print worker and 8 screens run, and 2 serial")
    ]


@pytest.mark.parametrize(
    ("state", "check"),
    [
        ({"LoadState": "not-found"}, ("BAD", "labkiosk-screen@tty5 is not-found: run install.sh of the stick again")),
        ({"LoadState": "bad-setting"}, ("BAD", "labkiosk-screen@tty5 is bad-setting: run install.sh of the stick again")),
        ({"LoadState": "masked"}, ("BAD", "labkiosk-screen@tty5 is masked: run install.sh of the stick again")),
        (
            {"UnitFileState": "disabled", "ActiveState": "inactive"},
            ("LOOK", "labkiosk-screen@tty5 will not start with the box: systemctl enable labkiosk-screen@tty5.service"),
        ),
        (
            {"ActiveState": "activating"},
            ("BAD", "labkiosk-screen@tty5 keeps failing: journalctl -u labkiosk-screen@tty5.service says why"),
        ),
        (
            {"ActiveState": "failed"},
            ("BAD", "labkiosk-screen@tty5 does not run: systemctl start labkiosk-screen@tty5.service"),
        ),
    ],
)  # fmt: skip
def test_one_unit_is_not_well(tmp_path: Path, state: dict[str, str], check: tuple[str, str]) -> None:
    assert said(tmp_path, **{"screen@tty5": state}) == [Check("units", *check)]


def test_a_box_without_the_stick(tmp_path: Path) -> None:
    none = {"LoadState": "not-found", "ActiveState": "inactive", "UnitFileState": ""}
    program = systemctl(tmp_path, dict.fromkeys([WORKER, *SCREENS], none))
    assert list(of_box(tmp_path, program)) == [
        Check("units", "LOOK", "this box opens no screens by itself: install.sh of the stick sets that up")
    ]


def test_it_is_quiet_where_systemd_does_not_run(tmp_path: Path) -> None:
    assert list(of_box(tmp_path / "none", "/bin/false")) == []


@pytest.mark.parametrize(
    ("program", "why"), [("/bin/false", "CalledProcessError"), ("/none/systemctl", "FileNotFoundError")]
)
def test_systemd_does_not_answer(tmp_path: Path, program: str, why: str) -> None:
    advice = f"systemd does not say how they are ({why}): systemctl status"
    assert list(of_box(tmp_path, program)) == [Check("units", "LOOK", advice)]
