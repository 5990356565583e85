"""One contract for the scans of every source: whole ones are exact, all others are refused, however they arrive."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.scanners.evdev import Keys
from labkiosk.scanners.framing import (
    BAD,
    CUT_OFF,
    LONGEST,
    NO_PREFIX,
    NOT_WHOLE,
    UNFINISHED,
    Broken,
    Framing,
    Whole,
)
from tests.scanners.cable import Cable, Listener, plugged
from tests.scanners.sending import CUTS, REFUSED, STREAMS, UNPREFIXED, Sent, chopped, heard_of, signs_of
from tests.scanners.us_keyboard import strokes


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cable, Listener]]:
    with plugged(tmp_path_factory.mktemp("dev")) as both:
        yield both


def heard_in(framing: Framing, signs: str) -> list[str]:
    found = [framing.take(sign) for sign in signs]
    return [f.text.strip() if isinstance(f, Whole) else REFUSED for f in found if f is not None]


@given(STREAMS, CUTS)
def test_a_serial_scanner(line: tuple[Cable, Listener], stream: list[Sent], cuts: list[int]) -> None:
    cable, listener = line
    for piece in chopped(signs_of(stream).encode(), cuts):
        cable.send(piece)
    assert listener.texts(len(heard_of(stream))) == heard_of(stream)
    cable.send(b"\x02behind\r")
    assert listener.texts(1) == ["behind"]


@given(STREAMS, CUTS)
def test_a_scanner_that_types_on_a_device_of_its_own(stream: list[Sent], cuts: list[int]) -> None:
    keys, framing = Keys(), Framing()
    pieces = chopped(strokes(signs_of(stream)), cuts)
    heard = [text for piece in pieces for text in heard_in(framing, keys.feed(piece))]
    assert (heard, framing.inside) == (heard_of(stream), False)


@given(st.lists(st.one_of(UNPREFIXED, STREAMS.map(lambda stream: stream[0])), max_size=12))
def test_a_code_without_prefix_is_refused_and_hurts_no_other(stream: list[Sent]) -> None:
    assert heard_in(Framing(), signs_of(stream)) == heard_of(stream)


@given(st.lists(st.text("0123456789ABC:-]. ", min_size=1, max_size=20).filter(str.strip), max_size=12))
def test_a_scanner_set_up_without_prefix(texts: list[str]) -> None:
    assert heard_in(Framing(prefix=False), "".join(f"{t}\r\n" for t in texts)) == [t.strip() for t in texts]


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ("\x0212\x0234\r", CUT_OFF),
        ("\x02\r", NOT_WHOLE),
        (f"\x0212{BAD}34\r", NOT_WHOLE),
        ("\x0212\x7f\r", NOT_WHOLE),
        ("\x0212é\r", NOT_WHOLE),
        ("\x02" + "1" * (LONGEST + 1) + "\r", NOT_WHOLE),
        ("12\r", NO_PREFIX),
        ("12\x02", NO_PREFIX),
    ],
)
def test_what_is_said(signs: str, said: str) -> None:
    framing = Framing()
    assert next(f for f in map(framing.take, signs) if f) == Broken(said)


def test_the_longest_is_taken() -> None:
    assert heard_in(Framing(), "\x02" + "1" * LONGEST + "\r") == ["1" * LONGEST]


def test_one_that_stops_says_so_once() -> None:
    framing = Framing()
    assert [framing.take(sign) for sign in "\x0201"] == [None] * 3
    assert (framing.inside, framing.stop(), framing.stop()) == (True, Broken(UNFINISHED), None)


def test_of_what_never_ends_no_more_is_kept_than_a_scan() -> None:
    framing = Framing()
    for sign in "\x02" + "1" * 100_000:
        framing.take(sign)
    assert len(framing._signs or ()) == LONGEST
