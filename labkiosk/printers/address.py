"""Where a printer is, as one line of text: the only place that reads and checks it.

- ``usb:/dev/usb/lp0``, or by what the printer says it is, under whatever node: ``usb:?model=EPSON+TM-T20II&serial=J5K``
- ``serial:/dev/serial/by-id/usb-FTDI-if00?baud=115200&flow=rtscts``; flow is rtscts, xonxoff or none
- ``tcp:192.168.1.9:9100``
- ``file:/folder``

``answers=no`` says of any but a folder that nothing ever comes back, as when a wire is missing; ``answers=state``
that it tells its state but not when a paper is out, as some cheap printers.
"""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from labkiosk.facts.errors import Refused

LIMIT = 400
BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400)
ANSWERS = ("yes", "state", "no")
FLOWS = ("rtscts", "xonxoff", "none")
EXAMPLES = {
    "usb": "usb:/dev/usb/lp0",
    "serial": "serial:/dev/serial/by-id/NAME?baud=115200",
    "tcp": "tcp:192.168.1.9:9100",
    "file": "file:/folder",
}

_NODE = re.compile(r"/dev(/(?!\.)[\w.:@+,=-]+)+", re.ASCII)
_NAME = re.compile(r"[ -~]{1,80}", re.ASCII)
_HOST_AND_PORT = re.compile(
    r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[^:\[\]]+))(?::(?P<port>[0-9]{1,5}))?", re.ASCII
)


class Usb(NamedTuple):
    """A USB printer: by its node, or by model and serial number, of which either may be empty."""

    node: str = ""
    model: str = ""
    serial: str = ""
    answers: str = "yes"

    def __str__(self) -> str:
        named = {"model": self.model, "serial": self.serial}
        return f"usb:{self.node}{_query({k: v for k, v in named.items() if v}, self.answers)}"


class Serial(NamedTuple):
    """A serial port, its speed in bits a second and how the printer says that it has no room."""

    port: str
    baud: int = 115200
    flow: str = "rtscts"
    answers: str = "yes"

    def __str__(self) -> str:
        return f"serial:{self.port}{_query({'baud': str(self.baud), 'flow': self.flow}, self.answers)}"


class Tcp(NamedTuple):
    """A printer on the lab's switch, by IP address: there is no name service when the network is gone."""

    host: str
    port: int = 9100
    answers: str = "yes"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tcp:{host}:{self.port}{_query({}, self.answers)}"


class Folder(NamedTuple):
    """A folder in which each paper becomes a file."""

    path: str

    def __str__(self) -> str:
        return f"file:{self.path}"


Address = Usb | Serial | Tcp | Folder


def parse(text: str) -> Address:
    """The address that a person or a set-up gives; ``str`` of it is the same address in full.

    Raises Refused with one line that shows the right form.
    """
    if len(text) > LIMIT or not text.isprintable():
        raise Refused(f"A printer's address is one line of at most {LIMIT} characters: give it again.")
    way, _, rest = text.partition(":")
    if way == "file":
        return Folder(_folder(rest))
    place, _, query = rest.partition("?")
    if way == "usb":
        return _usb(place, _Options(text, query, ("model", "serial", "answers")))
    if way == "serial":
        return _serial(place, _Options(text, query, ("baud", "flow", "answers")))
    if way == "tcp":
        return _tcp(place, _Options(text, query, ("answers",)))
    raise Refused(f"{text!r} is no printer's address: write it like {', '.join(EXAMPLES.values())}.")


def with_answers(text: str, answers: str) -> str:
    """The address, of a printer that answers so (one of ANSWERS); a folder never does. Raises Refused."""
    if answers not in ANSWERS:
        raise Refused(f"A printer answers {', '.join(ANSWERS[:-1])} or {ANSWERS[-1]}: choose one of them.")
    address = parse(text)
    return str(address if isinstance(address, Folder) else address._replace(answers=answers))


def place(text: str) -> Usb | str:
    """What an address reaches, whatever it says of how: two that are equal here are one printer's. Raises Refused."""
    match parse(text):
        case Usb() as usb:
            return usb._replace(answers="yes")
        case Serial(port=port):
            return f"serial:{port}"
        case Tcp(host=host, port=number):
            return f"tcp:{host}:{number}"
        case Folder(path=path):
            return f"file:{path}"


class _Options:
    """What stands behind the question mark, each at most once and known."""

    def __init__(self, text: str, query: str, known: tuple[str, ...]) -> None:
        self.text = text
        try:
            pairs = parse_qsl(query, strict_parsing=bool(query), keep_blank_values=True, errors="strict")
        except ValueError:
            raise self.wrong("the options after ? are not name=value") from None
        self.given = dict(pairs)
        if len(self.given) != len(pairs):
            raise self.wrong("it says one option twice")
        for name in self.given:
            if name not in known:
                raise self.wrong(f"{name!r} is no option; there are {', '.join(known)}")

    def wrong(self, why: str) -> Refused:
        way = self.text.partition(":")[0]
        return Refused(f"{self.text!r}: {why}. Write it like {EXAMPLES[way]}.")

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        given = self.given.get(name, default)
        if given not in choices:
            raise self.wrong(f"{name} is one of {', '.join(choices)}")
        return given

    def name(self, option: str) -> str:
        given = self.given.get(option)
        if given is not None and not _NAME.fullmatch(given):
            raise self.wrong(f"{option} is what the printer calls itself, of at most 80 letters and figures")
        return given or ""

    def node(self, place: str) -> str:
        if not _NODE.fullmatch(place):
            raise self.wrong("it names no device under /dev")
        return place

    def answers(self) -> str:
        return self.choice("answers", ANSWERS, "yes")


def _usb(place: str, options: _Options) -> Usb:
    model, serial = options.name("model"), options.name("serial")
    if not (place or model or serial):
        raise options.wrong("it names no device under /dev, no model and no serial number")
    return Usb(options.node(place) if place else "", model, serial, options.answers())


def _serial(place: str, options: _Options) -> Serial:
    baud = options.choice("baud", tuple(str(each) for each in BAUDS), "115200")
    return Serial(options.node(place), int(baud), options.choice("flow", FLOWS, "rtscts"), options.answers())


def _tcp(place: str, options: _Options) -> Tcp:
    if not (found := _HOST_AND_PORT.fullmatch(place)):
        raise options.wrong("it names no IP address")
    try:
        host = ipaddress.ip_address(found["six"] or found["four"])
    except ValueError:
        raise options.wrong("it names no IP address") from None
    port = int(found["port"] or 9100)
    if not 1 <= port <= 65535:
        raise options.wrong("a port is 1 to 65535")
    return Tcp(str(host), port, options.answers())


def _folder(path: str) -> str:
    if not path.startswith("/"):
        raise Refused(f"{'file:' + path!r}: a folder's path begins with /. Write it like {EXAMPLES['file']}.")
    return path


def _query(options: dict[str, str], answers: str) -> str:
    given = options if answers == "yes" else {**options, "answers": answers}
    return f"?{urlencode(given)}" if given else ""
