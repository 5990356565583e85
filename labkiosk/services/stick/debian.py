"""The packages of Debian that the program needs, with all that they need, as an archive that apt can read."""

import platform
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from labkiosk.facts.errors import Refused
from labkiosk.services.stick.calling import call

# Without a bus (dbus) only root may ask systemd anything, and the doctor is not root.
WANTED = ("python3", "python3-venv", "libfribidi0", "dbus")


class System(NamedTuple):
    """Which Debian, such as bookworm on amd64: packages and wheels fit one only."""

    codename: str
    architecture: str


def this_system() -> System:
    """The one that runs here. Raises Refused where it is no Debian."""
    codename = platform.freedesktop_os_release().get("VERSION_CODENAME", "")
    if not codename:
        raise Refused("This system does not say which Debian it is: make the stick on one.")
    return System(codename, call("dpkg", "--print-architecture").strip())


def download(folder: Path, *names: str) -> list[Path]:
    """Fetch packages and everything they need into ``folder``, as if nothing were installed; apt proves each.

    So it does not matter what the box has: apt takes there what is missing. Raises Refused.
    """
    nothing = folder / "nothing-installed"
    nothing.touch()
    (folder / "partial").mkdir()
    settings = {
        "Dir::State::status": nothing,
        "Dir::Cache::archives": folder,
        "APT::Sandbox::User": "root",
        "Debug::NoLocking": "1",
    }
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    try:
        call(
            "apt-get", "-qq", "-y", "--no-install-recommends", "--download-only", *options, "install", *names
        )
    except Refused as refusal:
        raise Refused(f"{refusal} Are apt's lists new? sudo apt-get update makes them so.") from None
    return [_pool_name(path) for path in sorted(folder.glob("*.deb"))]


def index(packages: list[Path]) -> str:
    """The file Packages of an archive in which they lie side by side (Debian repository format)."""
    return "\n".join(map(_stanza, packages))


def python(packages: list[Path]) -> tuple[int, int]:
    """The version of Python among them, such as 3, 11."""
    (version,) = (path.name.split("_")[1] for path in packages if path.name.startswith("python3_"))
    major, minor, *_ = version.split(".")
    return int(major), int(minor)


def _pool_name(path: Path) -> Path:
    # apt keeps a version's epoch as %3a, and would take that for a colon when it reads the index.
    name, version, rest = path.name.split("_")
    return path.rename(path.with_name(f"{name}_{version.rpartition('%3a')[2]}_{rest}"))


def _stanza(path: Path) -> str:
    data = path.read_bytes()
    control = call("dpkg-deb", "--field", path)
    return f"{control}Filename: ./{path.name}\nSize: {len(data)}\nSHA256: {sha256(data).hexdigest()}\n"
