"""What a scanner with a US layout presses for a text; written from the kernel's list of keys, not from our map."""

import struct
from collections.abc import Iterator

# The kernel's names, as input-event-codes.h numbers them.
NAMES = """
ESC=1 1=2 2=3 3=4 4=5 5=6 6=7 7=8 8=9 9=10 0=11 MINUS=12 EQUAL=13 TAB=15 Q=16 W=17 E=18 R=19 T=20 Y=21 U=22 I=23
O=24 P=25 LEFTBRACE=26 RIGHTBRACE=27 ENTER=28 LEFTCTRL=29 A=30 S=31 D=32 F=33 G=34 H=35 J=36 K=37 L=38
SEMICOLON=39 APOSTROPHE=40 GRAVE=41 LEFTSHIFT=42 BACKSLASH=43 Z=44 X=45 C=46 V=47 B=48 N=49 M=50 COMMA=51 DOT=52
SLASH=53 RIGHTSHIFT=54 SPACE=57 CAPSLOCK=58 F9=67 KP7=71
"""
CODES = {name: int(code) for name, code in (pair.split("=") for pair in NAMES.split())}
PLAIN = {
    "-": "MINUS", "=": "EQUAL", "[": "LEFTBRACE", "]": "RIGHTBRACE", ";": "SEMICOLON", "'": "APOSTROPHE",
    "`": "GRAVE", "\\": "BACKSLASH", ",": "COMMA", ".": "DOT", "/": "SLASH", " ": "SPACE", "\r": "ENTER",
    "\x1b": "ESC", "\t": "TAB",
}  # fmt: skip
SHIFTED = {
    "!": "1", "@": "2", "#": "3", "$": "4", "%": "5", "^": "6", "&": "7", "*": "8", "(": "9", ")": "0",
    "_": "MINUS", "+": "EQUAL", "{": "LEFTBRACE", "}": "RIGHTBRACE", ":": "SEMICOLON", '"': "APOSTROPHE",
    "~": "GRAVE", "|": "BACKSLASH", "<": "COMMA", ">": "DOT", "?": "SLASH",
}  # fmt: skip


def event(kind: int, code: int, value: int) -> bytes:
    return struct.pack("llHHi", 1_795_321_800, 42, kind, code, value)


def key(name: str, value: int) -> bytes:
    """One key going down (1) or up (0), as the kernel reports it: scan code, key, end of report."""
    return event(4, 4, 0x70000 + CODES[name]) + event(1, CODES[name], value) + event(0, 0, 0)


def keys_for(text: str) -> Iterator[tuple[str, ...]]:
    """The names of the keys of each sign, the last one pressed while those before it are held."""
    for sign in text:
        if sign == "\x02":
            yield ("LEFTCTRL", "B")
        elif sign == "\n":
            yield ("LEFTCTRL", "J")
        elif sign in SHIFTED:
            yield ("RIGHTSHIFT", SHIFTED[sign])
        elif sign in PLAIN:
            yield (PLAIN[sign],)
        else:
            yield (*(["LEFTSHIFT"] if sign.isupper() else []), sign.upper())


def stroke(*names: str) -> bytes:
    return b"".join([*(key(k, 1) for k in names), *(key(k, 0) for k in reversed(names))])


def strokes(text: str) -> bytes:
    return b"".join(stroke(*names) for names in keys_for(text))
