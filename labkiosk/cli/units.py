"""Whether the box opens its screens and prints by itself: what systemd says of the units that the stick installs."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from labkiosk.cli.health import BAD, LOOK, OK, Check

WORKER = "labkiosk-print.service"
SCREENS = tuple(f"labkiosk-screen@tty{number}.service" for number in range(2, 10))
SERIAL = "labkiosk-serial@*.service"

# It is there while systemd runs the machine (sd_booted(3)).
_BOOTED = Path("/run/systemd/system")
_ASKED = "Id,LoadState,UnitFileState,ActiveState"


def of_box(booted: Path = _BOOTED, systemctl: str = "systemctl") -> Iterator[Check]:
    """The units of this box; nothing where systemd does not run it, for then there is no ``booted``."""
    if not booted.is_dir():
        return
    try:
        units = _units(systemctl)
    except (OSError, subprocess.SubprocessError) as error:
        yield Check(
            "units", LOOK, f"systemd does not say how they are ({type(error).__name__}): systemctl status"
        )
        return
    if all(unit["LoadState"] == "not-found" for unit in units):
        yield Check(
            "units", LOOK, "this box opens no screens by itself: install.sh of the stick sets that up"
        )
        return
    faults = [check for unit in units if (check := _fault(unit))]
    yield from faults
    if not faults:
        lines = len(units) - len(SCREENS) - 1
        said = f"the print worker and {len(SCREENS)} screens run" + (f", and {lines} serial" if lines else "")
        yield Check("units", OK, said)


def _units(systemctl: str) -> list[dict[str, str]]:
    """What systemd says of each unit: its properties by their names."""
    command = [systemctl, "show", f"--property={_ASKED}", WORKER, *SCREENS, SERIAL]
    # systemctl(1): a pattern stands for the units that are loaded, and for none where there are none.
    done = subprocess.run(  # noqa: S603 words of our own
        command,
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    )
    return [_properties(block) for block in done.stdout.strip().split("\n\n")]


def _properties(block: str) -> dict[str, str]:
    return {name: value for name, _, value in (line.partition("=") for line in block.splitlines())}


def _fault(unit: dict[str, str]) -> Check | None:
    """What is wrong with a unit, and what to do about it; None where it does its work."""
    name = unit["Id"]
    short = name.removesuffix(".service")
    if unit["LoadState"] != "loaded":
        return Check("units", BAD, f"{short} is {unit['LoadState']}: run install.sh of the stick again")
    if unit["UnitFileState"] != "enabled":
        return Check("units", LOOK, f"{short} will not start with the box: systemctl enable {name}")
    if unit["ActiveState"] == "activating":
        return Check("units", BAD, f"{short} keeps failing: journalctl -u {name} says why")
    if unit["ActiveState"] != "active":
        return Check("units", BAD, f"{short} does not run: systemctl start {name}")
    return None
