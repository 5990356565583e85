"""Orders and results as JSON lines: each is done or refused by itself, and answered once it is durable."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from labkiosk.cli.common import DONE, FAILED, complain, emit
from labkiosk.facts.errors import Refused
from labkiosk.lab.given import Given, Repeat

LONGEST = 1 << 20
"""Bytes in a line."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_BOM = b"\xef\xbb\xbf"

T = TypeVar("T")


def each_line(file: str | None, kind: type[T], act: Callable[[T], Iterable[msgspec.Struct]]) -> int:
    """Do ``act`` for every line of ``file`` (stdin without one, or for ``-``) and print what it answers.

    A line that is refused is named on stderr and changes nothing; the others are done. Returns the exit code.
    """
    decoder = msgspec.json.Decoder(kind)
    code = DONE
    for number, line in _lines(file):
        try:
            answers = act(_decode(decoder, line))
        except Refused as refusal:
            complain(f"line {number}: {refusal}")
            code = FAILED
        else:
            answered(answers)
    return code


def answered(answers: Iterable[msgspec.Struct]) -> int:
    """Print each as JSON. Returns the exit code."""
    for answer in answers:
        emit(msgspec.to_builtins(answer))
    return DONE


def whole_text(file: str | None) -> str:
    """The text of ``file`` (stdin without one, or for ``-``), bounded. Raises Refused."""
    try:
        raw = sys.stdin.buffer.read(LONGEST + 1) if file in (None, "-") else Path(str(file)).read_bytes()
        if len(raw) > LONGEST:
            raise Refused(f"The text is longer than {LONGEST} bytes.")
        return raw.removeprefix(_BOM).decode()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused("The text is not UTF-8.") from None


class ResultLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One result; a value may be a JSON number, and is then taken as it is written."""

    sample: str
    test: str
    value: msgspec.Raw
    unit: str | None = None
    again: msgspec.Raw = msgspec.Raw(b"null")
    reason: str = ""
    comment: str = ""
    kit: str = ""
    reference: str = ""
    dilution: msgspec.Raw = msgspec.Raw(b"null")
    repeat: Repeat = ""

    def given(self, dilution: str = "") -> Given:
        """The value as the bench takes it, read in this dilution where the line says no other. Raises Refused."""
        value, again = _text_of(self.value), _text_of(self.again)
        if value is None:
            raise Refused("Expected text or a number, got `null` - at `$.value`.")
        return Given(
            test=self.test,
            value=value,
            unit=self.unit,
            again=again,
            reason=self.reason,
            comment=self.comment,
            kit=self.kit,
            reference=self.reference,
            dilution=dilution if (own := _text_of(self.dilution)) is None else own,
            repeat=self.repeat,
        )


def _text_of(raw: msgspec.Raw) -> str | None:
    """A string's text, or the very digits of a number, which no float has been near; None for null."""
    literal = bytes(raw).decode().strip()
    if literal == "null":
        return None
    if literal.startswith('"'):
        return msgspec.json.decode(literal, type=str)
    if _NUMBER.fullmatch(literal):
        return literal
    raise Refused("Expected text or a number for `value`, `again` and `dilution`.")


def _lines(file: str | None) -> Iterator[tuple[int, bytes]]:
    if file is None or file == "-":
        yield from _numbered(sys.stdin.buffer)
        return
    try:
        with Path(file).open("rb") as stream:
            yield from _numbered(stream)
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers from 1, blank ones left out; of one that is too long, its beginning."""
    number, cut = 1, False
    while line := stream.readline(LONGEST + 1):
        text = line.removeprefix(_BOM) if number == 1 and not cut else line
        if not cut and text.strip():
            yield number, text
        cut = not line.endswith(b"\n")
        number += not cut


def _decode(decoder: msgspec.json.Decoder[T], line: bytes) -> T:
    if len(line) > LONGEST:
        raise Refused(f"The line is longer than {LONGEST} bytes.")
    try:
        json.loads(line, object_pairs_hook=_each_once, parse_int=str, parse_float=str)
        return decoder.decode(line)
    except msgspec.ValidationError as error:
        raise Refused(f"{error}.") from None
    except RecursionError:
        raise Refused("The line is nested too deeply.") from None
    except ValueError:
        raise Refused("The line is not JSON.") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(f"Object contains `{twice}` twice.")
    return found
