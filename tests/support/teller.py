"""Runs many commands quickly: each in a child of its own of a process that has imported the program already.

As a program (``python -m tests.support.teller``) it reads JSON lines, each with the words after ``labkiosk``, what to
give it on stdin, a folder and an environment, runs it there, and answers with one JSON list: code, out, err. Bytes
that are not UTF-8 stand as surrogates. ``FRESH_STARTS=1`` starts every command anew, as a user does: ``make slow``
runs the tests of the commands so too.
"""

import atexit
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

ROOT = Path(__file__).parents[2]
LABKIOSK = (sys.executable, "-m", "labkiosk")


class Told(NamedTuple):
    """How a command ended, and every byte it printed."""

    code: int
    out: str
    err: str


def tell(*words: str | bytes | Path, given: str | bytes = "", cwd: Path = Path("/"), **env: str) -> Told:
    """Run ``labkiosk`` with these words in a folder that has nothing to do with the project."""
    text = [os.fsdecode(word) for word in words]
    raw = given if isinstance(given, bytes) else _raw(given)
    whole = {**os.environ, **env}
    # How a program starts is not the same for one that was begun under another environment.
    if whole.get("FRESH_STARTS") or any(name.startswith(("PYTHON", "LD_", "LC_", "LANG")) for name in env):
        return _anew(text, raw, cwd, whole)
    return _program().ask(text, raw, cwd, whole)


def _anew(words: list[str], given: bytes, cwd: Path, env: Mapping[str, str]) -> Told:
    done = subprocess.run(
        [*LABKIOSK, *map(_argument, words)], input=given, capture_output=True, cwd=cwd, env=env, check=False
    )
    return Told(done.returncode, _text(done.stdout), _text(done.stderr))


class Teller(NamedTuple):
    """Runs commands in one folder and one home."""

    folder: Path
    home: Path

    def __call__(self, *words: str | bytes | Path, given: str | bytes = "") -> Told:
        """Run ``labkiosk`` with these words there."""
        return tell(*words, given=given, cwd=self.folder, LABKIOSK_HOME=str(self.home))


class _Program:
    """The process that has imported the program; it ends with whoever asks it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        atexit.register(self._process.communicate)

    def ask(self, words: list[str], given: bytes, cwd: Path, env: Mapping[str, str]) -> Told:
        """Run one command there."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([words, _text(given), str(cwd), dict(env)]) + "\n")
        self._process.stdin.flush()
        return Told(*json.loads(self._process.stdout.readline()))


_program = cache(_Program)


def _told(words: list[str], given: str, cwd: str, env: dict[str, str]) -> Told:
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(_raw(given))
        stdin.seek(0)
        child = os.fork()
        if child == 0:
            for number, file in enumerate((stdin, stdout, stderr)):
                os.dup2(file.fileno(), number)
            _be(words, cwd, env)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return Told(code, _text(_whole(stdout)), _text(_whole(stderr)))


def _be(words: list[str], cwd: str, env: dict[str, str]) -> None:
    """Be the command, to its end."""
    from labkiosk.__main__ import main

    code = 70
    try:
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(env)
        time.tzset()
        sys.argv = ["labkiosk", *words]
        code = main()
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _argument(word: str) -> bytes:
    try:
        return _raw(word)
    except UnicodeEncodeError:  # a surrogate that stands for no byte: a program can only be given it as three
        return word.encode(errors="surrogatepass")


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _serve() -> None:
    from labkiosk.catalogue import load
    from labkiosk.cli import commands

    for name, _ in commands():
        import_module(f"labkiosk.cli.{name.replace('-', '_')}")
    for name in ("lab.proof", "lab.intake", "lab.report_text", "lab.history", "services.spool"):
        import_module(f"labkiosk.{name}")
    load()
    while line := sys.stdin.readline():
        print(json.dumps(_told(*json.loads(line))), flush=True)


if __name__ == "__main__":
    _serve()
