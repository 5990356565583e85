"""What a printer says it is: its IEEE-1284 device id, ``MFG:EPSON;MDL:TM-T20II;CMD:ESC/POS;SN:J5K;``.

It comes from outside, so only printable ASCII of it is kept, and not much of that.
"""

from typing import NamedTuple

ID_LIMIT = 1024
NAME_LIMIT = 80

_MAKER, _MODEL = ("MFG", "MANUFACTURER"), ("MDL", "MODEL")
_COMMANDS, _SERIAL = ("CMD", "COMMAND SET"), ("SN", "SERN", "SERIALNUMBER")
_LANGUAGES = {
    **dict.fromkeys(("ESC/POS", "ESCPOS", "ESC-POS", "EPSON ESC/POS"), "escpos"),
    **dict.fromkeys(("ZPL", "ZPL2", "ZPLII", "ZPL II"), "zpl"),
    **dict.fromkeys(("TSPL", "TSPL2", "TSPL-EZ", "TSPL-EZD"), "tspl"),
}


class Identity(NamedTuple):
    """A printer's name for itself, for people and for addresses, and its language where it names one of ours."""

    make_and_model: str = ""
    serial_number: str = ""
    language: str | None = None


def parse_id(raw: bytes) -> Identity:
    """What an IEEE-1284 id says; what is not to be understood of it is left out."""
    fields = [part.partition(b":") for part in raw[:ID_LIMIT].split(b";")]
    said = {plain(key).upper(): plain(value) for key, colon, value in reversed(fields) if colon}

    def of(keys: tuple[str, ...]) -> str:
        return next((said[key] for key in keys if said.get(key)), "")

    maker, model = of(_MAKER), of(_MODEL)
    full = model if model.upper().startswith(maker.upper()) else f"{maker} {model}".strip()
    spoken = (_LANGUAGES.get(each.strip().upper()) for each in of(_COMMANDS).split(","))
    return Identity(full[:NAME_LIMIT].strip(), of(_SERIAL), next((each for each in spoken if each), None))


def plain(raw: bytes) -> str:
    """The printable ASCII of it, runs of space as one."""
    text = "".join(chr(byte) if 0x20 <= byte <= 0x7E else " " for byte in raw[:ID_LIMIT])
    return " ".join(text.split())[:NAME_LIMIT].strip()
