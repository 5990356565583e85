"""emupos, somebody else's ESC/POS printer, as a process: it draws what it is sent, on TCP and on a pty.

It wants Python 3.13, so it has an environment of its own under .venv, made once where a Python 3.13 and a package
index are found. Where they are not, the tests that need it say so and are skipped.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

WANTED = "emupos==0.4.0"
WITHIN = 60
HERE = Path(sys.prefix) / "emupos"


class Printed(NamedTuple):
    """A receipt: its text as emupos puts it down, and its picture as PNG."""

    text: str
    png: bytes


class Emupos(NamedTuple):
    """A printer at work: where it listens, and where its receipts go."""

    port: int
    tty: Path
    folder: Path

    def receipts(self, count: int) -> list[Printed]:
        """So many receipts, oldest first, once they are there."""
        ends = time.monotonic() + WITHIN
        while len(found := sorted(self.folder.glob("*.json"), key=_when)) < count:
            assert time.monotonic() < ends, f"{len(found)} receipts of {count}"
            time.sleep(0.05)
        return [
            Printed(each.with_suffix(".txt").read_text(), each.with_suffix(".png").read_bytes())
            for each in found
        ]


def _when(meta: Path) -> tuple[str, int]:
    return str(json.loads(meta.read_text())["completed_at"]), meta.stat().st_mtime_ns


@contextmanager
def running(folder: Path, dots: int = 576) -> Iterator[Emupos]:
    """A printer with that many dots. Skips the test where there cannot be one."""
    command = _made()
    port, api = _free(), _free()
    (folder / "printer.yaml").write_text(PROFILE.format(dots=dots))
    (folder / "emupos.yaml").write_text(CONFIGURATION.format(port=port, api=api))
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "run", "--config", str(folder / "emupos.yaml")],
            stdout=out, stderr=out, env={**os.environ, "TMPDIR": str(folder)}, cwd=folder,
        )  # fmt: skip
    try:
        tty = folder / "emupos" / "front"
        ends = time.monotonic() + WITHIN
        while not (tty.exists() and _listens(port)):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < ends, log.read_text()
            time.sleep(0.05)
        yield Emupos(port, tty, folder / "receipts")
    finally:
        process.terminate()
        try:
            process.wait(WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _made() -> list[str]:
    """The command that runs it, in an environment that is made where it is not there yet."""
    python = _python_3_13()
    if python is None:
        pytest.skip("emupos wants Python 3.13, and there is none here")
    HERE.parent.mkdir(exist_ok=True)
    with HERE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (HERE / "ready").exists():
            _make(python)
    return [str(HERE / "bin" / "emupos")]


def _make(python: str) -> None:
    shutil.rmtree(HERE, ignore_errors=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "0"]
    install += ["--timeout", "15", "--only-binary", ":all:", WANTED]
    for command in ([python, "-m", "venv", str(HERE)], [str(HERE / "bin" / "python"), *install]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip(f"{WANTED} could not be installed: {command[0]} took 300 s")
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if "ERROR" in line] or [done.stderr[-200:]]
            pytest.skip(f"{WANTED} could not be installed: {lines[-1]}")
    (HERE / "ready").touch()


def _python_3_13() -> str | None:
    found = [shutil.which("python3.13"), *sorted(Path.home().glob(".pyenv/versions/3.13*/bin/python3.13"))]
    for python in found:
        # A shim of pyenv is on the path and runs nothing where no version is chosen.
        if (
            python is not None
            and not subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode
        ):
            return str(python)
    return None


CONFIGURATION = """\
schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - id: front
    type: printer
    profile: ./printer.yaml
    connections:
      - tcp: {{ port: {port} }}
      - serial: {{ pty: true }}
    receipts_dir: ./receipts
"""
PROFILE = """\
type: printer
name: a printer of {dots} dots
dpi: 203
width_dots: {dots}
font_a: {{ width: 12, height: 24 }}
font_b: {{ width: 9, height: 17 }}
code_pages: {{ 0: PC437, 16: WPC1252 }}
default_code_page: 0
drawer_sensor_open_level: high
serial: {{ baud: 115200, data_bits: 8, parity: none, stop_bits: 1 }}
"""
