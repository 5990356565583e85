"""What every command shares: its options, the home it acts in, what it prints, and how it fails."""

import argparse
import json
import os
import pwd
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

from labkiosk.facts.errors import Refused
from labkiosk.journal.home import Home
from labkiosk.rules.text import printable

if TYPE_CHECKING:
    from labkiosk.cli import Command
    from labkiosk.lab.lab import Lab

DONE, FAILED, USAGE = 0, 1, 2

LONGEST_COMPLAINT = 1000
"""Characters: a word of a megabyte, pasted by mistake, must not fill the screen."""


class Parser(argparse.ArgumentParser):
    """Options that must be written out; what is wrong with them is said in one line."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False, formatter_class=_formatter)

    def error(self, message: str) -> Never:
        """Say it on stderr and leave with exit code 2."""
        what = printable(message, limit=LONGEST_COMPLAINT)
        self.exit(USAGE, f"{self.prog}: {what}; {self.prog} --help says how.\n")


def _formatter(prog: str) -> argparse.HelpFormatter:
    # Without a width it would load all that Python knows of archives, only to ask for the terminal's.
    return argparse.HelpFormatter(prog, width=80)


def home_option(parser: argparse.ArgumentParser) -> None:
    """``--home``, for a command that needs no actor."""
    parser.add_argument(
        "--home", metavar="DIR", type=Path, help="the lab's folder (else LABKIOSK_HOME, else ~/labkiosk-home)"
    )


def json_option(parser: argparse.ArgumentParser) -> None:
    """``--json``, for a command that prints data."""
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def in_home(parser: argparse.ArgumentParser) -> None:
    """The options of every command that acts in a home: ``--home``, ``--as`` and ``--json``."""
    home_option(parser)
    parser.add_argument("--as", dest="badge", metavar="BADGE", help="who acts (else your system user)")
    json_option(parser)


def home_folder(given: Path | None) -> Path:
    """The folder that ``--home``, ``LABKIOSK_HOME`` or the default names; it may not be there yet."""
    return given or Path(os.environ.get("LABKIOSK_HOME") or Path.home() / "labkiosk-home")


def home_of(args: argparse.Namespace) -> Home:
    """The home that a command acts in. Raises Refused where there is none."""
    home = Home(home_folder(args.home))
    if not home.exists():
        raise Refused(
            f"There is no home in {home.folder}: labkiosk init --home {home.folder} --kiosk 01 --site NAME"
            " makes one."
        )
    return home


def user() -> str:
    """The operating system's user, by the user's number: the environment can say anything."""
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def screen_name() -> str:
    """The terminal that this program runs on, such as ``tty2`` or ``pts/3``; empty where it has none."""
    try:
        return os.ttyname(sys.stdin.fileno()).removeprefix("/dev/")
    except (OSError, ValueError):
        return ""


def open_lab(args: argparse.Namespace) -> "Lab":
    """The home opened by whoever ``--as`` says. Raises Refused."""
    from labkiosk.lab.lab import Lab

    return Lab(home_of(args).folder, badge=args.badge, user=user())


def say(text: str = "") -> None:
    """One line for a person; what could steer a terminal is shown, not sent."""
    print(printable(text), flush=True)


def emit(data: dict[str, Any]) -> None:
    """One JSON object on a line of its own, out before this returns."""
    print(_json(data), flush=True)


def complain(text: str) -> None:
    """One line of what went wrong, on stderr."""
    print(printable(text, limit=LONGEST_COMPLAINT), file=sys.stderr, flush=True)


def _json(data: dict[str, Any]) -> str:
    line = json.dumps(data, ensure_ascii=False)
    if sys.stdout.encoding.casefold() == "utf-8" and printable(line) == line:
        return line
    return json.dumps(data)


def local(at: int, zone: int) -> datetime:
    """A time in ms UTC as people ``zone`` minutes east of UTC read it."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(timezone(timedelta(minutes=zone)))


def iso(lab: "Lab", at: int | None) -> str | None:
    """A time in ms UTC for JSON: ISO 8601, local, with its offset, in whole seconds."""
    return None if at is None else lab.local(at).isoformat(timespec="seconds")


def to_each(given: list[str], act: Callable[[str], None]) -> int:
    """Do something to each; what is refused is said, and the others are done. Returns the exit code."""
    code = DONE
    for one in given:
        try:
            act(one)
        except Refused as refusal:
            complain(f"labkiosk: {refusal}")
            code = FAILED
    return code


def positive(text: str, most: int = 1_000_000) -> int:
    """An option's number, from 1 to ``most``. Raises argparse's error."""
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"give a number from 1 to {most}")


def guarded(name: str, command: "Command", argv: list[str]) -> int:
    """Parse and run one command; nothing that goes wrong shows a traceback or data of a patient."""
    return _whole(lambda: _run(name, command, argv))


def _run(name: str, command: "Command", argv: list[str]) -> int:
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    parser = Parser(prog=f"labkiosk {name}", description=(command.__doc__ or "").strip())
    command.arguments(parser)
    try:
        if broken := [word for word in argv if not _is_text(word)]:
            parser.error(f"{broken[0]} is not UTF-8 text")
        args = parser.parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    code = command.run(args)
    sys.stdout.flush()
    return code


def _is_text(word: str) -> bool:
    """Whether the bytes of an argument are text: Python lets others through as broken characters."""
    return not any("\ud800" <= c <= "\udfff" for c in word)


def _whole(act: Callable[[], int]) -> int:
    try:
        return act()
    except Refused as refusal:
        complain(f"labkiosk: {refusal}")
    except BrokenPipeError:
        _drop_output()
    except KeyboardInterrupt:
        complain("labkiosk: stopped.")
    except Exception as error:
        if os.environ.get("LABKIOSK_DEBUG"):
            raise
        _drop_output()
        complain(f"labkiosk: {_without_data(error)}")
    return FAILED


def _drop_output() -> None:
    """Whoever read our output is gone, or its disk is full: what is still held back goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _without_data(error: Exception) -> str:
    """What failed and where, and nothing that a patient's record might have put into the message."""
    from labkiosk.journal.connection import DatabaseError

    if isinstance(error, DatabaseError):
        return f"the database gave an error ({error}): run labkiosk verify, and look at the disk."
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or type(error).__name__}{where}: look at the disk and the permissions."
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"an error inside the program ({type(error).__name__} at {at}); LABKIOSK_DEBUG=1 shows it whole."
