"""The program and the Python packages that it runs on, as wheels with the hashes of the lock."""

import re
import sys
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from labkiosk import __version__
from labkiosk.facts.errors import Refused
from labkiosk.services.stick.calling import call

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==.*(?:\n +.*)*\n", re.MULTILINE)
_COMMENT = re.compile(r"^ *#.*\n", re.MULTILINE)


def gather(project: Path, folder: Path) -> str:
    """Fetch the wheels into ``folder``, make our own there, and return the requirements that hold them all.

    ``project`` is the folder with the lock. Raises Refused.
    """
    pinned = pins((project / "requirements.lock").read_text("utf-8"), closure("labkiosk") - {"labkiosk"})
    listed = folder.with_suffix(".txt")
    listed.write_text(pinned, "utf-8")
    binary = ("--only-binary", ":all:", "--no-deps", "--require-hashes")
    call(
        sys.executable, "-m", "pip", "download", "--quiet", *binary, "--dest", folder, "--requirement", listed
    )
    call(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=project)
    (own,) = folder.glob("labkiosk-*.whl")
    digest = sha256(own.read_bytes()).hexdigest()
    return f"{pinned}labkiosk=={__version__} \\\n    --hash=sha256:{digest}\n"


def closure(*names: str) -> set[str]:
    """These installed packages, what they ask for, and they in turn."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    asked: set[tuple[str, str]] = set()
    waiting = [(name, "") for name in names]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in asked:
            continue
        asked.add((name, extra))
        found.add(name)
        for line in metadata.requires(name) or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(wanted.name), each) for each in ("", *wanted.extras)]
    return found


def pins(lock: str, names: set[str]) -> str:
    """The lock's entries for these packages, with their hashes. Raises Refused when one has none."""
    entries = {match[1]: _COMMENT.sub("", match[0]) for match in _PIN.finditer(lock)}
    if missing := sorted(names - entries.keys()):
        raise Refused(f"requirements.lock lacks {', '.join(missing)}: make lock.")
    return "".join(entries[name] for name in sorted(names))
