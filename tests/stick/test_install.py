"""A bare Debian without a network: from the stick to the first label, and to screens that open by themselves."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest
import zxingcpp
from PIL import Image

from labkiosk.resources import asset
from tests.stick.box import CLEAN, Box, Unfit, call, needed

UNITS = ("labkiosk-screen@tty2.service", "labkiosk-serial@ttyS0.service", "labkiosk-print.service")
ANSWERS = "\n".join(
    ["1", "00", "99", "01", "", "  ", 'District "Hospital" O\'Lab', "Station Road, $HOME", ""]
)
ORDER = '{"patient": {"name": "आशा देवी", "sex": "F", "age": "51 y"}, "tests": ["K"]}'

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    """A box onto which the stick was installed by answering its questions, after some wrong answers."""
    folder = Path(tempfile.mkdtemp(prefix="labkiosk-box-"))
    try:
        box = Box(folder)
        try:
            box.make()
        except Unfit as why:
            pytest.skip(str(why))
        done = box.run("sh", "/mnt/install.sh", given=ANSWERS)
        assert done.code == 0, done.out + done.err
        assert done.out.count("Give two digits, 01 to 97; 98 is for training.") == 3
        assert done.out.count("Reports must carry a name: give one.") == 2
        assert "Home 01 is made in /var/lib/labkiosk/home." in done.out
        assert "labkiosk is on this box." in done.out
        yield box
    finally:
        assert str(folder) not in Path("/proc/mounts").read_text()
        shutil.rmtree(folder)


def test_to_the_first_label(box: Box) -> None:
    assert [line.split(":")[0].strip() for line in box.run("cat", "/proc/net/dev").out.splitlines()[2:]] == [
        "lo"
    ]
    made = box.run("labkiosk", "register", given=ORDER)
    assert (made.code, made.err) == (0, "")
    (tube,) = json.loads(made.out)["samples"]
    assert box.run("labkiosk", "print", "--once").code == 0
    home = box.root / "var/lib/labkiosk/home"
    with Image.open(home / "paper" / f"label-{tube['sample']}.png") as label:
        (code,) = zxingcpp.read_barcodes(label)
    assert (code.format.name, code.text) == ("Code128", tube["sample"])
    assert box.run("labkiosk", "verify").out.endswith("Database, chain and board are sound.\n")
    assert_only_labkiosk_owns_it(box, home)
    assert_units(box)
    assert_nothing_but_the_kiosk(box)
    assert_again(box)


def assert_only_labkiosk_owns_it(box: Box, home: Path) -> None:
    users = [line.split(":") for line in (box.root / "etc/passwd").read_text().splitlines()]
    (user,) = [user for user in users if user[0] == "labkiosk"]
    assert user[5:] == ["/var/lib/labkiosk", "/usr/local/lib/labkiosk/screen"]
    assert {path.stat().st_uid for path in (home, *home.rglob("*"))} == {int(user[2])}
    assert home.parent.stat().st_mode & 0o777 == 0o700


def assert_units(box: Box) -> None:
    found = box.run("systemd-analyze", "verify", *UNITS)
    assert (found.code, found.out, found.err) == (0, "", "")
    for unit in UNITS:  # of 10, where an ordinary service has 9.6: the shared part of the units is taken, too
        rated = box.run("systemd-analyze", "security", "--offline=true", "--threshold=16", "--no-pager", unit)
        assert rated.code == 0, rated.out
    wanted = box.root / "etc/systemd/system/multi-user.target.wants"
    assert sorted(path.name for path in wanted.glob("labkiosk*")) == [
        "labkiosk-print.service",
        *(f"labkiosk-screen@tty{number}.service" for number in range(2, 10)),
    ]
    rules = box.root / "etc/udev/rules.d/72-labkiosk.rules"
    assert rules.read_bytes() == (asset("udev") / rules.name).read_bytes()
    assert (box.root / "etc/modules-load.d/labkiosk.conf").exists()
    assert (box.root / "etc/systemd/system/ctrl-alt-del.target").readlink() == Path("/dev/null")


def assert_nothing_but_the_kiosk(box: Box) -> None:
    """Its user gets the kiosk, whatever command is handed over with the login."""
    program, *words = box.command("su", "labkiosk", "-c", "echo out; exec sh")
    screen = pexpect.spawn(program, words, dimensions=(24, 80), env=CLEAN, timeout=30)
    try:
        assert screen.expect_exact([b"Scan your badge", pexpect.EOF]) == 0
        assert b"out" not in screen.before
    finally:
        screen.close(force=True)


def assert_again(box: Box) -> None:
    """Run once more it asks nothing, and leaves the home as it is."""
    key = (box.root / "var/lib/labkiosk/home/key").read_bytes()
    done = box.run("sh", "/mnt/install.sh")
    assert done.code == 0, done.err
    assert "This box has its home already, in /var/lib/labkiosk/home: it stays as it is." in done.out
    assert (box.root / "var/lib/labkiosk/home/key").read_bytes() == key


def test_its_screens_open_by_themselves(box: Box) -> None:
    """Under systemd, with all that its units forbid: the worker runs, and the kiosk draws its sign-in."""
    with booted(box) as leader:
        inside = ("nsenter", "--target", str(leader), "--all")
        shutil.copy(Path(__file__).with_name("screen.py"), box.root / "srv/screen.py")
        # The box has no udev that could say that a serial line is there.
        units = box.root / "etc/systemd/system"
        text = (units / "labkiosk-serial@.service").read_text()
        (units / "labkiosk-line@.service").write_text(
            text.replace("BindsTo=dev-%i.device\n", "").replace("dev-%i.device ", "")
        )
        for unit, device in (("labkiosk-screen@tty2", "/dev/tty2"), ("labkiosk-line@ttyS0", "/dev/ttyS0")):
            done = call(*inside, "python3", "/srv/screen.py", unit, device, "/srv/drawn", env=CLEAN)
            assert done.code == 0, done.err
            drawn = (box.root / "srv/drawn").read_bytes()
            assert b"Scan your badge" in drawn, call(*inside, "journalctl", "-u", unit, env=CLEAN).out
        said = call(*inside, "labkiosk", "doctor", "--json", env=CLEAN)
        found = [check for line in said.out.splitlines() if (check := json.loads(line))["what"] == "units"]
        assert {
            "what": "units",
            "word": "BAD",
            "said": "labkiosk-screen@tty3 does not run: systemctl start labkiosk-screen@tty3.service",
        } in found
        assert not [check for check in found if "print" in check["said"] or "tty2 " in check["said"]]
        assert_the_worker_comes_back(inside)


def assert_the_worker_comes_back(inside: tuple[str, ...]) -> None:
    """Killed as the kernel kills when memory is short, it is there again."""
    said = ""
    assert call(*inside, "systemctl", "kill", "--signal=KILL", "labkiosk-print", env=CLEAN).code == 0
    show = (*inside, "systemctl", "show", "--property=ActiveState,NRestarts", "labkiosk-print")
    end = time.monotonic() + 30
    while set(said.split()) != {"ActiveState=active", "NRestarts=1"}:
        assert time.monotonic() < end, said
        time.sleep(0.3)
        said = call(*show, env=CLEAN).out


@contextmanager
def booted(box: Box) -> Iterator[int]:
    """The box started with its own systemd; yields that one's process id."""
    try:
        needed("systemd-nspawn", "nsenter")
    except Unfit as why:
        pytest.skip(str(why))
    words = [
        "--quiet",
        "--register=no",
        "--keep-unit",
        "--private-network",
        f"--directory={box.root}",
        "--boot",
    ]
    log = (box.root.parent / "boot.log").open("wb")
    with (
        log,
        subprocess.Popen(
            ["systemd-nspawn", *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=CLEAN
        ) as nspawn,
    ):
        try:
            yield leader(nspawn, Path(log.name))
        finally:
            nspawn.terminate()
            try:
                nspawn.wait(20)
            except subprocess.TimeoutExpired:
                nspawn.kill()


def leader(nspawn: subprocess.Popen[bytes], log: Path) -> int:
    """Wait until the box is up. Skips where this machine cannot boot one."""
    end = time.monotonic() + 60
    while time.monotonic() < end and nspawn.poll() is None:
        children = Path(f"/proc/{nspawn.pid}/task/{nspawn.pid}/children").read_text().split()
        for child in children:
            up = call(
                "nsenter",
                "--target",
                child,
                "--all",
                "systemctl",
                "is-active",
                "multi-user.target",
                env=CLEAN,
            )
            if up.out == "active\n":
                return int(child)
        time.sleep(0.5)
    last = log.read_text(errors="replace").strip().splitlines()[-1:]
    pytest.skip(f"a box cannot be started with systemd here: {' '.join(last)}")
