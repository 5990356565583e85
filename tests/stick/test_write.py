"""What is written on a stick: the list of sums, names that vfat keeps, and the packages that the program runs on."""

import re
import shutil
import subprocess
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.resources import asset
from labkiosk.services.stick.debian import index, python
from labkiosk.services.stick.wheels import closure, pins
from labkiosk.services.stick.write import make_stick, put, seal
from tests.cli.running import run

ROOT = asset("manual").parent.parent
LOCK = """\
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via labkiosk
beta==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:bb
    # via
    #   alpha
    #   gamma
gamma==3.0 \\
    --hash=sha256:cc
"""


def test_the_list_of_sums_is_what_sha256sum_reads(tmp_path: Path) -> None:
    stick = tmp_path / "labkiosk"
    put(stick, "one", b"1")
    put(stick / "a" / "b", "two", b"2")
    mark = seal(stick)
    sums = (stick / "SHA256SUMS").read_bytes()
    assert sums.decode() == f"{sha256(b'2').hexdigest()}  a/b/two\n{sha256(b'1').hexdigest()}  one\n"
    assert mark == sha256(sums).hexdigest()[:16]
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=stick, check=True)


@pytest.mark.parametrize("name", ["a:b", "a b", "a?", 'a"', "x/y", "ends.", "", "ü", "a\\b", "n" * 121])
def test_a_name_that_vfat_does_not_keep_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="cannot stand on a stick"):
        put(tmp_path, name, b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["libssl3_3.0.22-1~deb12u2_amd64.deb", "labkiosk-screen@.service", "c++_1"])
def test_the_names_of_packages_and_units_stand(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_names_that_differ_by_capitals_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "Packages", b"")
    put(tmp_path, "PACKAGES", b"")
    with pytest.raises(Refused, match="differ by capitals only"):
        seal(tmp_path)
    assert not (tmp_path / "SHA256SUMS").exists()


def test_pins_are_the_locks_own_with_all_their_hashes() -> None:
    assert pins(LOCK, {"beta", "alpha"}) == (
        "alpha==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n"
        "beta==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:bb\n"
    )


def test_a_package_that_the_lock_lacks_is_refused() -> None:
    with pytest.raises(Refused, match=r"^requirements.lock lacks delta, epsilon: make lock.$"):
        pins(LOCK, {"epsilon", "alpha", "delta"})


def test_what_runs_is_what_the_program_asks_for_and_no_tool_of_the_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {re.split("[<>=]", line)[0] for line in project["project"]["dependencies"]}
    tools = {re.split("[<>=]", line)[0] for line in project["dependency-groups"]["dev"]}
    found = closure("labkiosk") - {"labkiosk"}
    assert asked <= found
    assert found & tools == set()
    # Asked for by an extra of what rich and textual ask for.
    assert {"linkify-it-py", "mdurl", "typing-extensions"} <= found
    pins((ROOT / "requirements.lock").read_text("utf-8"), found)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is missing: this is no Debian")
def test_the_index_of_packages(tmp_path: Path) -> None:
    control = "Package: tiny\nVersion: 1:2.0\nArchitecture: all\nMaintainer: lab <lab@example.org>\nDescription: tiny\n"
    (tmp_path / "tiny" / "DEBIAN").mkdir(parents=True)
    (tmp_path / "tiny" / "DEBIAN" / "control").write_text(control)
    package = tmp_path / "tiny_2.0_all.deb"
    subprocess.run(["dpkg-deb", "--build", tmp_path / "tiny", package], check=True, capture_output=True)
    data = package.read_bytes()
    stanza = f"{control}Filename: ./tiny_2.0_all.deb\nSize: {len(data)}\nSHA256: {sha256(data).hexdigest()}\n"
    assert index([package, package]) == f"{stanza}\n{stanza}"


def test_the_version_of_python_among_packages() -> None:
    names = ["python3-venv_3.9.2-1_amd64.deb", "python3_3.11.2-1+b1_amd64.deb", "python3.11_3.11.9_amd64.deb"]
    assert python(list(map(Path, names))) == (3, 11)


def test_a_stick_that_is_not_mounted_is_refused(tmp_path: Path) -> None:
    done = run("stick", tmp_path / "none")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"labkiosk: There is no folder {tmp_path}/none: is the stick mounted?\n"


def test_another_stick_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "labkiosk").mkdir()
    with pytest.raises(Refused, match="is there already: remove it, or take another stick"):
        make_stick(tmp_path, print)


def test_make_asks_where_the_stick_is() -> None:
    done = subprocess.run(
        ["make", "stick", "VENV=/nonexistent", "--old-file=/nonexistent/ready"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "Say where the stick is mounted: make stick DIR=/media/stick" in done.stderr
