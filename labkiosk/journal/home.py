"""A home: the folder that holds one lab's database, its key and its papers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from labkiosk.facts.errors import Refused


class Home(NamedTuple):
    """The places inside a home."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "lab.db"

    @property
    def lock(self) -> Path:
        return self.folder / "lab.lock"

    @property
    def key_file(self) -> Path:
        return self.folder / "key"

    @property
    def paper(self) -> Path:
        return self.folder / "paper"

    @property
    def catalogue(self) -> Path:
        """The hospital's own catalogue files, which replace ours of the same name."""
        return self.folder / "catalogue"

    def exists(self) -> bool:
        return self.database.exists()

    def key(self) -> str:
        """The database's key, 64 hex digits. Raises Refused when it is missing or damaged."""
        return read_key(self.key_file)

    @contextmanager
    def making(self, key: str | None = None) -> Iterator[Path]:
        """A new home, there whole or not at all: the place for its database until that is whole.

        ``key`` None makes a new one. Raises Refused as ``make``.
        """
        self.make(key)
        part = self.folder / "lab.db.part"
        try:
            yield part
            part.chmod(0o600)
            part.rename(self.database)
            sync_folder(self.folder)
        except BaseException:
            for left in (*self.folder.glob("lab.db.part*"), self.lock, self.key_file):
                left.unlink(missing_ok=True)
            raise

    def make(self, key: str | None = None) -> None:
        """An empty home with a key of mode 0600, a new one unless it is given. Raises Refused where one stands."""
        if self.exists() or self.key_file.exists():
            raise Refused(f"{self.folder} holds a home already: choose another folder.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(handle, "w", encoding="ascii") as file:
                    file.write((key or os.urandom(32).hex()) + "\n")
                    file.flush()
                    os.fsync(file.fileno())
                sync_folder(self.folder)
            except OSError:
                self.key_file.unlink()
                raise
        except OSError as error:
            raise Refused(f"A home cannot be made in {self.folder}: {error.strerror}.") from None


def read_key(file: Path) -> str:
    """The key in a file, 64 hex digits. Raises Refused when it is missing or damaged."""
    try:
        key = file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise Refused(f"The key file {file} cannot be read: put it back from your copy.") from None
    if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
        raise Refused(f"The key file {file} is damaged: put it back from your copy.")
    return key


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
