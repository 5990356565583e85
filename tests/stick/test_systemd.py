"""The units, read strictly and by eye: what a screen may do is written here a second time."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from labkiosk.resources import asset

ROOM = asset("systemd")
UNITS = ("labkiosk-screen@.service", "labkiosk-serial@.service", "labkiosk-print.service")
_HEADING = re.compile(r"\[([A-Z][a-z]+)\]")
_SETTING = re.compile(r"([A-Z][A-Za-z]+)=(.*)")


def read(path: Path) -> dict[str, dict[str, list[str]]]:
    """Each section's settings with all their values; raises for a line that is none of what systemd.syntax(7) has."""
    found: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] | None = None
    for line in path.read_text("ascii").splitlines():
        if not line or line.startswith("#"):
            continue
        if heading := _HEADING.fullmatch(line):
            assert heading[1] not in found
            section = found[heading[1]] = {}
        else:
            setting = _SETTING.fullmatch(line)
            assert setting is not None, line
            assert section is not None, line
            section.setdefault(setting[1], []).append(setting[2])
    return found


HOUSE = read(ROOM / "system/labkiosk-.service.d/house.conf")


def service(unit: str) -> dict[str, list[str]]:
    """A unit's settings with those that all share; it may add to these, and change none."""
    own = read(ROOM / "system" / unit)["Service"]
    shared = HOUSE["Service"]
    assert own.keys() & shared.keys() <= {"DeviceAllow", "Environment"}
    return own | shared


@pytest.mark.parametrize("unit", UNITS)
def test_it_runs_for_ever_as_its_own_user_and_reaches_its_home_only(unit: str) -> None:
    found = service(unit)
    for name, value in {
        "User": "labkiosk",
        "Group": "labkiosk",
        "UMask": "0077",
        "Restart": "always",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ReadWritePaths": "/var/lib/labkiosk",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "DevicePolicy": "closed",
        "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
        "IPAddressDeny": "any",
        "SystemCallFilter": "@system-service",
    }.items():
        assert found[name] == [value], name
    assert HOUSE["Unit"]["StartLimitIntervalSec"] == ["0"]
    assert read(ROOM / "system" / unit)["Install"] == {"WantedBy": ["multi-user.target"]}


@pytest.mark.parametrize(("unit", "term"), [(UNITS[0], "TERM=linux"), (UNITS[1], "TERM=vt220")])
def test_a_screen_is_the_kiosk_on_its_terminal_and_nothing_else(unit: str, term: str) -> None:
    found = service(unit)
    assert found["ExecStart"] == ["/usr/local/lib/labkiosk/screen"]
    assert found["StandardInput"] == found["StandardOutput"] == found["StandardError"] == ["tty"]
    assert found["TTYPath"] == ["/dev/%I"]
    assert read(ROOM / "system" / unit)["Service"]["DeviceAllow"] == ["/dev/%I rw", "/dev/tty rw"]
    ports = [f"char-{kind} rw" for kind in ("usb", "ttyS", "ttyUSB", "ttyACM")]
    assert HOUSE["Service"]["DeviceAllow"] == [*ports, "char-input r"]
    # It reads the devices that udev's rules give its group, and no keyboard.
    assert "SupplementaryGroups" not in found
    assert term in read(ROOM / "system" / unit)["Service"]["Environment"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_itself_finds_nothing_wrong_with_them(tmp_path: Path) -> None:
    shutil.copytree(ROOM / "system", tmp_path, dirs_exist_ok=True)
    names = ["labkiosk-screen@tty10.service", "labkiosk-serial@ttyS0.service", "labkiosk-print.service"]
    for name in names:
        unit = tmp_path / re.sub("@.*[.]", "@.", name)
        # The program itself is not on this machine.
        text = re.sub(
            "/(usr/local/lib/labkiosk/screen|opt/labkiosk/now/bin/labkiosk)", "/bin/true", unit.read_text()
        )
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in names)],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_no_login_waits_on_a_screens_console() -> None:
    unit = read(ROOM / "system" / UNITS[0])["Unit"]
    assert unit["Conflicts"] == ["getty@%i.service autovt@%i.service"]
    assert read(ROOM / "logind.conf.d/labkiosk.conf") == {"Login": {"NAutoVTs": ["0"], "ReserveVT": ["0"]}}
    assert read(ROOM / "system" / UNITS[1])["Unit"]["Conflicts"] == ["serial-getty@%i.service"]


def test_the_users_shell_is_the_kiosk() -> None:
    (line,) = _lines(ROOM / "sysusers.d/labkiosk.conf")
    assert line == 'u labkiosk - "Laboratory kiosk" /var/lib/labkiosk /usr/local/lib/labkiosk/screen'
    assert _lines(ROOM / "tmpfiles.d/labkiosk.conf") == ["d /var/lib/labkiosk 0700 labkiosk labkiosk -"]


def test_ssh_opens_the_kiosk_and_forwards_nothing() -> None:
    first, *settings, last = _lines(ROOM / "sshd_config.d/labkiosk.conf")
    # Without the last line the rest of Debian's own file would be for this user only.
    assert (first, last) == ("Match User labkiosk", "Match all")
    assert {
        "ForceCommand /usr/local/lib/labkiosk/screen",
        "AuthorizedKeysFile /etc/ssh/labkiosk_keys",
        "AuthenticationMethods publickey",
        "DisableForwarding yes",
        "PermitTunnel no",
        "PermitUserRC no",
    } <= {line.strip() for line in settings}


def test_every_file_here_is_installed() -> None:
    installer = (asset("stick") / "install.sh").read_text("ascii")
    files = [path.relative_to(ROOM).as_posix() for path in ROOM.rglob("*") if path.is_file()]
    assert len(files) == 9
    assert [name for name in files if name not in installer] == []


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("ascii").splitlines() if line and not line.startswith("#")]
