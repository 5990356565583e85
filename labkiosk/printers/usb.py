"""USB printers by the kernel's usblp driver: ``/dev/usb/lpN``.

The driver answers what the port says (``LPGETSTATUS``) even while the printer takes no byte, and ``/sys`` says
what each printer is without opening it, as only one program can. A printer that is plugged in again may come
back under another node, so an address can name it by what it says it is.
"""

import errno
import fcntl
import os
import select
from pathlib import Path

from labkiosk.printers.address import Usb
from labkiosk.printers.identity import ID_LIMIT, Identity, parse_id, plain
from labkiosk.printers.line import Found, LineLost
from labkiosk.printers.state import State
from labkiosk.printers.stream import Stream

SYS = Path("/sys/class/usbmisc")
DEV = Path("/dev/usb")

LPGETSTATUS = 0x060B
"""linux/lp.h: the three lines of a printer port, as USB's GET_PORT_STATUS gives them."""
PAPER_OUT, SELECTED, NO_ERROR = 0x20, 0x10, 0x08

LPIOC_GET_DEVICE_ID = 2 << 30 | ID_LIMIT << 16 | ord("P") << 8 | 1
"""usblp.c: _IOC(_IOC_READ, 'P', 1, len); two bytes of length, then the IEEE-1284 id."""

ONE_WAY = b"01"
"""bInterfaceProtocol of USB's printer class: a printer that never answers; 02 answers."""


class UsbLine(Stream):
    """An open node."""

    EMPTY_IS_END = False
    ERROR_MAY_SEND = True

    @classmethod
    def open(cls, address: Usb, dev: Path = DEV, sys: Path = SYS) -> "UsbLine":
        """The printer that the address names, under whatever node it is now. Raises LineLost."""
        node = Path(address.node).resolve() if address.node else _find(address, dev, sys)
        try:
            handle = os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        except OSError as error:
            raise _unopened(error) from None
        # The node may have become another printer's since it was found; one that is open cannot.
        if (address.model or address.serial) and not _fits(identity(node, sys), address):
            os.close(handle)
            raise LineLost("is not plugged in")
        both_ways = _read(sys / node.name / "device/bInterfaceProtocol") != ONE_WAY
        return cls(handle, address.answers if both_ways else "no")

    def flush(self, patience_s: float) -> bool:
        """See Line: the driver has room again once the last transfer has ended."""
        if not (events := self._room.poll(round(patience_s * 1000))):
            return False
        if any(what & (select.POLLHUP | select.POLLERR) for _, what in events):
            raise self._lost(0)
        return True

    def look(self) -> State | None:
        """See Line."""
        try:
            bits = fcntl.ioctl(self.handle, LPGETSTATUS, bytes(4))[0]
        except OSError as error:
            # No port of a printer, or a printer that does not know this question: cheap ones do not.
            if error.errno in (errno.ENOTTY, errno.EINVAL, errno.EIO):
                return None
            raise self._lost(0) from None
        return port_state(bits)


def port_state(bits: int) -> State:
    """What the lines of a printer port say."""
    if bits & PAPER_OUT:
        return State.PAPER_OUT
    if not bits & NO_ERROR:
        return State.FAULT
    return State.READY if bits & SELECTED else State.PAUSED


def printers(dev: Path = DEV, sys: Path = SYS) -> list[Found]:
    """Every USB printer that is plugged in, by an address that stays its own where what it says is its alone."""
    there = {node: identity(node, sys) for node in _nodes(dev)}
    found = []
    for node, it in there.items():
        named = Usb(model=it.make_and_model, serial=it.serial_number)
        alone = named != Usb() and sum(_fits(other, named) for other in there.values()) == 1
        address = named if alone else Usb(str(node))
        found.append(Found(str(address), it.make_and_model, it.serial_number, it.language))
    return found


def identity(node: Path, sys: Path = SYS) -> Identity:
    """What the printer at a node says it is; all of it empty where there is none."""
    device = sys / node.name / "device"
    said = parse_id(_read(device / "ieee1284_id") or _asked(node))
    if said.serial_number:
        return said
    return said._replace(serial_number=plain(_read(device.resolve().parent / "serial")))


def _find(address: Usb, dev: Path, sys: Path) -> Path:
    fitting = [node for node in _nodes(dev) if _fits(identity(node, sys), address)]
    if not fitting:
        raise LineLost("is not plugged in")
    if len(fitting) > 1:
        nodes = " and ".join(node.name for node in fitting)
        raise LineLost(f"cannot be told from another: {nodes}", state=State.FAULT)
    return fitting[0]


def _fits(it: Identity, address: Usb) -> bool:
    return address.model in ("", it.make_and_model) and address.serial in ("", it.serial_number)


def _nodes(dev: Path) -> list[Path]:
    return sorted(dev.glob("lp[0-9]*"), key=lambda node: (len(node.name), node.name))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes().strip()
    except OSError:
        return b""


def _asked(node: Path) -> bytes:
    """The id as the printer itself gives it, for a kernel that does not show it in /sys."""
    try:
        handle = os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError:
        return b""
    try:
        return fcntl.ioctl(handle, LPIOC_GET_DEVICE_ID, bytes(ID_LIMIT))[2:].rstrip(b"\0")
    except OSError:
        return b""
    finally:
        os.close(handle)


def _unopened(error: OSError) -> LineLost:
    if error.errno == errno.EBUSY:
        return LineLost("cannot be opened (another program has it)", state=State.FAULT)
    if error.errno in (errno.ENOENT, errno.ENXIO, errno.ENODEV):
        return LineLost("is not plugged in")
    return LineLost(f"cannot be opened ({error.strerror})", state=State.FAULT)
