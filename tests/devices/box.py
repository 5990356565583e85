"""The box as its installer leaves it: a home, its commands, and its units under systemd."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

HOME = Path("/var/lib/labkiosk/home")
_USER = ("setpriv", "--reuid=labkiosk", "--regid=labkiosk", "--init-groups")
_PROGRAM = "/opt/labkiosk/now/bin/labkiosk"


def lab(*words: str, given: str = "") -> str:
    """What a command says, run as the box's own user on the box's home."""
    env = os.environ | {"LABKIOSK_HOME": str(HOME)}
    done = subprocess.run(
        [*_USER, _PROGRAM, *words], input=given, capture_output=True, text=True, env=env, check=False
    )
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def told(*words: str) -> list[dict[str, Any]]:
    """The objects that a command prints."""
    return [json.loads(line) for line in lab(*words, "--json").splitlines()]


def make_home() -> None:
    """The home, with somebody of every role."""
    if not (HOME / "lab.db").exists():
        lab("init", "--kiosk=01", "--used=", "--site=Rig", "--address=Here", "--examples")


def register(name: str) -> str:
    """An order of one tube: the tube's number."""
    order = {"patient": {"name": name, "sex": "F", "age": "51 y"}, "tests": ["K"]}
    made = json.loads(lab("register", "--as", "phleb", given=json.dumps(order)))
    return str(made["samples"][0]["sample"])


def systemctl(*words: str) -> None:
    subprocess.run(["systemctl", *words], check=True)
