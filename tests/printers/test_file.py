import errno
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from labkiosk.printers.file import deliver


def test_a_job_becomes_a_file_of_its_bytes_readable_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "paper" / "label"
    path = deliver(folder, "label-010000000017.png", b"\x00bytes")
    assert path == folder / "label-010000000017.png"
    assert path.read_bytes() == b"\x00bytes"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in folder.iterdir()] == ["label-010000000017.png"]


def test_a_second_delivery_replaces_the_first_whole(tmp_path: Path) -> None:
    deliver(tmp_path, "job", b"long" * 100_000)
    deliver(tmp_path, "job", b"short")
    assert (tmp_path / "job").read_bytes() == b"short"


@pytest.mark.parametrize("name", ["", ".", "..", ".job", "../job", "a/b", "/etc/passwd"])
def test_a_name_is_a_name_and_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not a plain file name"):
        deliver(tmp_path, name, b"x")


FULL = """
import resource, signal, sys
from pathlib import Path
from labkiosk.printers.file import deliver
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    deliver(Path(sys.argv[1]), "job", b"new" * 1000)
except OSError as error:
    print(error.errno)
"""


def test_a_disk_that_refuses_leaves_what_was_there(tmp_path: Path) -> None:
    deliver(tmp_path, "job", b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{errno.EFBIG}\n"
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("job", b"old")]


def calls_of(tmp_path: Path, call: str) -> list[tuple[str, str]]:
    """What a process synced and renamed below a folder while it made that call: the call's name, and what it was given."""
    code = f"import sys; from pathlib import Path; from labkiosk.printers.file import *; root = Path(sys.argv[1]); {call}"
    trace = ["strace", "-y", "-e", "trace=fsync,?rename,?renameat,?renameat2"]
    command = [*trace, sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split(" = ")[0] for line in done.stderr.splitlines() if str(tmp_path) in line]
    return [
        ("rename", "") if name.startswith("rename") else (name, re.findall(r"<([^>]+)>", rest)[-1])
        for name, _, rest in (line.partition("(") for line in lines)
    ]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_synced_before_and_after_the_rename_and_the_folder_too(tmp_path: Path) -> None:
    assert calls_of(tmp_path, "deliver(root / 'a/b', 'job', b'x')") == [
        ("fsync", f"{tmp_path}/a"),  # the two folders it is in, new themselves
        ("fsync", f"{tmp_path}"),
        ("fsync", f"{tmp_path}/a/b/.job.part"),
        ("rename", ""),
        ("fsync", f"{tmp_path}/a/b/job"),
        ("fsync", f"{tmp_path}/a/b"),
    ]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_what_is_named_by_its_hash_is_whole_under_that_name_and_synced_once_and_its_folder(
    tmp_path: Path,
) -> None:
    assert calls_of(tmp_path, "keep(root, 'd19', b'x')") == [
        ("rename", ""),
        ("fsync", f"{tmp_path}/d19"),
        ("fsync", f"{tmp_path}"),
    ]
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("d19", b"x")]
