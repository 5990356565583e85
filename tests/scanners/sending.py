"""What scanners send, well and badly, and what must be heard of it."""

from itertools import pairwise
from typing import NamedTuple

from hypothesis import strategies as st

SIGNS = [chr(code) for code in range(0x20, 0x7F)]
REFUSED = "refused"


class Sent(NamedTuple):
    """Characters on their way, and what is to be heard: texts, or REFUSED once for each that is none."""

    signs: str
    heard: list[str]


_TEXT = st.text(SIGNS, min_size=1, max_size=30).filter(lambda t: bool(t.strip()) and not t.startswith("]"))
_BLANK = st.integers(0, 9).map(" ".__mul__)
_CONTROL = st.sampled_from("\x1b\t")
_END = st.sampled_from(["\r", "\r\n", "\n"])


@st.composite
def _sent(draw: st.DrawFn) -> Sent:
    """One act of a scanner, two in three of them without fault."""
    first, second, end = draw(_TEXT), draw(_TEXT), draw(_END)
    fault = draw(st.sampled_from(["", "", "", "", "", "cut", "control", "long", "blank"]))
    match fault:
        case "cut":
            return Sent(f"\x02{first}\x02{second}{end}", [REFUSED, second.strip()])
        case "control":
            return Sent(f"\x02{first}{draw(_CONTROL)}{second}{end}", [REFUSED])
        case "long":
            return Sent(f"\x02{'7' * draw(st.integers(201, 300))}{end}", [REFUSED])
        case "blank":
            return Sent(f"\x02{draw(_BLANK)}{end}", [REFUSED])
        case _:
            return Sent(f"\x02{first}{end}", [first.strip()])


STREAMS = st.lists(_sent(), min_size=1, max_size=12)
UNPREFIXED = st.builds(lambda text, end: Sent(f"{text}{end}", [REFUSED]), _TEXT, _END)
CUTS = st.lists(st.integers(0, 10_000), max_size=20)


def signs_of(stream: list[Sent]) -> str:
    return "".join(sent.signs for sent in stream)


def heard_of(stream: list[Sent]) -> list[str]:
    return [text for sent in stream for text in sent.heard]


def chopped(data: bytes, cuts: list[int]) -> list[bytes]:
    """The bytes in pieces, cut at these places wherever they are inside."""
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in pairwise(places)]
