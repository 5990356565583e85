"""Writes the stick so that it can be pulled when this returns, and proves what lies on it."""

import hashlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from labkiosk.facts.errors import Refused
from labkiosk.forms.draw import draw
from labkiosk.forms.manual import manual
from labkiosk.printers.file import deliver
from labkiosk.resources import asset
from labkiosk.services.paper import wrapped
from labkiosk.services.stick import debian, wheels

FOLDER = "labkiosk"
SUMS = "SHA256SUMS"

# vfat takes no other signs that we could meet, and no dot at the end (Microsoft's FAT specification).
_PLAIN = re.compile(r"[A-Za-z0-9@_+~.-]{0,119}[A-Za-z0-9@_+~-]")


def make_stick(target: Path, say: Callable[[str], None]) -> str:
    """Write the folder ``labkiosk`` into ``target``, proved and safe to be pulled when this returns.

    Returns its mark: the first 16 digits of the SHA-256 of its list of sums. ``say`` is told each step.
    Raises Refused; what is left then is no stick, for the list of sums is written last.
    """
    project = asset("stick").parent.parent
    if not (project / "requirements.lock").is_file():
        raise Refused("A stick is made from the project's folder: make stick DIR=...")
    stick = target / FOLDER
    if not target.is_dir():
        raise Refused(f"There is no folder {target}: is the stick mounted?")
    if stick.exists():
        raise Refused(f"{stick} is there already: remove it, or take another stick.")
    try:
        with TemporaryDirectory(prefix="labkiosk-stick-") as scratch:
            _fill(Path(scratch), project, say, stick)
        say("Reading it back ...")
        return seal(stick)
    except OSError as error:
        raise Refused(f"{error.filename or stick} cannot be written ({error.strerror}).") from None


def seal(stick: Path) -> str:
    """Write the list of the sums of all files, last of all, and return its mark. Raises Refused, OSError."""
    paths = sorted(path for path in stick.rglob("*") if path.is_file())
    names = [path.relative_to(stick).as_posix() for path in paths]
    if len({name.casefold() for name in names}) < len(names):
        raise Refused("Two files on the stick differ by capitals only: vfat would keep one.")
    sums = "".join(f"{_digest(path)}  {name}\n" for path, name in zip(paths, names, strict=True)).encode()
    written = deliver(stick, SUMS, sums)
    mark = hashlib.sha256(sums).hexdigest()
    if _digest(written) != mark:
        raise Refused(f"{stick} reads back differently than it was written: use another stick.")
    return mark[:16]


def put(folder: Path, name: str, data: bytes) -> None:
    """Write one file durably, and read it back. Raises Refused, and OSError from the disk."""
    if not _PLAIN.fullmatch(name):
        raise Refused(f"A file named {name} cannot stand on a stick.")
    if _digest(deliver(folder, name, data)) != hashlib.sha256(data).hexdigest():
        raise Refused(f"{folder / name} reads back differently than it was written: use another stick.")


def _fill(scratch: Path, project: Path, say: Callable[[str], None], stick: Path) -> None:
    system = debian.this_system()
    say(f"Fetching the packages of Debian {system.codename} for {system.architecture} ...")
    (scratch / "debian").mkdir()
    packages = debian.download(scratch / "debian", *debian.WANTED)
    if debian.python(packages) != sys.version_info[:2]:
        theirs = ".".join(map(str, debian.python(packages)))
        raise Refused(f"This Debian's Python is {theirs}: make .venv with /usr/bin/python3, and again.")
    say("Fetching the wheels ...")
    (scratch / "wheels").mkdir()
    requirements = wheels.gather(project, scratch / "wheels")
    say(f"Writing {stick} ...")
    for path in packages:
        put(stick / "debian", path.name, path.read_bytes())
    put(stick / "debian", "Packages", debian.index(packages).encode())
    put(stick, "PACKAGES", f"{' '.join(debian.WANTED)}\n".encode())
    put(stick, "SYSTEM", f"{system.codename} {system.architecture}\n".encode())
    for path in sorted((scratch / "wheels").iterdir()):
        put(stick / "wheels", path.name, path.read_bytes())
    put(stick, "requirements.txt", requirements.encode())
    _tree(asset("systemd"), stick / "systemd")
    _tree(asset("udev"), stick / "udev")
    _tree(asset("stick"), stick)
    _manual(stick / "manual")


def _tree(source: Path, target: Path) -> None:
    for path in sorted(each for each in source.rglob("*") if each.is_file()):
        put(target / path.relative_to(source).parent, path.name, path.read_bytes())


def _manual(folder: Path) -> None:
    """Every page as text, and as paper: with the servers gone, nobody can look it up elsewhere."""
    for path in sorted(asset("manual").glob("*.md")):
        put(folder, path.name, path.read_bytes())
        paper = wrapped(path.stem, draw(manual(path.read_text("utf-8"))), cut=True)
        put(folder, f"{paper.name}.png", paper.png)
        put(folder, f"{paper.name}.escpos", paper.escpos)


def _digest(path: Path) -> str:
    """SHA-256 of what is on the disk, not of what is still in memory, where the system lets us ask for that."""
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").hexdigest()
