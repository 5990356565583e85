"""Runs many commands quickly: each in a child of its own of a process that has imported the program already.

As a program (``python -m tests.disasters.teller FOLDER``) it reads JSON lines, each a list of the words after
``labkiosk`` and what to give it on stdin, runs it in that folder, and answers with one JSON list: code, out, err.
"""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, NamedTuple, Self

from tests.disasters.house import ROOT


class Told(NamedTuple):
    """How a command ended, and every byte it printed; one that is not UTF-8 stands as a surrogate."""

    code: int
    out: str
    err: str


class Teller:
    """The process that runs the commands, in a folder that has nothing to do with the project."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._folder, self._home = folder, home

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.disasters.teller", str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"LABKIOSK_HOME": str(self._home)},
        )
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def __call__(self, *words: object, given: str = "") -> Told:
        """Run ``labkiosk`` with these words; ``given`` may hold lone surrogates, which stand for raw bytes."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([[str(word) for word in words], given]) + "\n")
        self._process.stdin.flush()
        return Told(*json.loads(self._process.stdout.readline()))


def _in_child(words: list[str], given: str) -> Told:
    from labkiosk.__main__ import main

    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(given.encode("utf-8", "surrogateescape"))
        stdin.seek(0)
        child = os.fork()
        if child == 0:
            for number, file in enumerate((stdin, stdout, stderr)):
                os.dup2(file.fileno(), number)
            os.chdir(sys.argv[1])
            code = main(words)
            sys.stdout.flush()
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return Told(code, _whole(stdout), _whole(stderr))


def _whole(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape")


def _serve() -> None:
    from labkiosk.cli import commands

    for name, _ in commands():
        import_module(f"labkiosk.cli.{name.replace('-', '_')}")
    for name in ("lab.proof", "lab.intake", "lab.report_text", "lab.history", "services.spool"):
        import_module(f"labkiosk.{name}")
    while line := sys.stdin.readline():
        print(json.dumps(_in_child(*json.loads(line))), flush=True)


if __name__ == "__main__":
    _serve()
