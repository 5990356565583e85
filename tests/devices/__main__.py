"""The product against real drivers: a Debian kernel under QEMU, with printers and scanners that it plays itself.

``python -m tests.devices`` boots the guest, shows what its tests say, and exits as they do. Where this machine cannot
make or start one it says so in a line, and that is no failure.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from labkiosk.facts.errors import Refused
from tests.devices.image import make

# Emulated, on a busy machine: a guest that is still there after that hangs.
PATIENCE_S = 30 * 60
QEMU = "qemu-system-x86_64"


def main() -> int:
    """Run the tests in the guest, and return their exit code."""
    try:
        needed(QEMU, "cpio", "dpkg-deb", "apt-get")
        with TemporaryDirectory(prefix="labkiosk-devices-") as folder:
            return boot(*make(Path(folder)), Path(folder) / "verdict")
    except Refused as why:
        print(f"test-devices did not run: {why}")
        return 0


def needed(*programs: str) -> None:
    """Raises Refused for one that is not here."""
    for program in programs:
        if shutil.which(program) is None:
            raise Refused(f"{program} is missing: sudo apt install qemu-system-x86 cpio")


def boot(kernel: Path, archive: Path, verdict: Path) -> int:
    """Start the guest, show its first serial line, and return what it wrote to its second."""
    command = [
        *(
            QEMU,
            "-accel",
            "tcg,thread=multi",
            "-cpu",
            "max",
            "-smp",
            "2",
            "-m",
            "2048",
            "-nodefaults",
            "-no-reboot",
        ),
        *("-display", "none", "-serial", "stdio", "-serial", f"file:{verdict}"),
        *("-kernel", kernel, "-initrd", archive),
        *(
            "-append",
            "console=ttyS0 quiet panic=-1 rdinit=/init systemd.unit=rig.service systemd.show_status=false systemd.firstboot=off",
        ),
    ]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as guest:
        try:
            guest.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            print(f"The guest was still running after {PATIENCE_S} s.")
        finally:
            guest.kill()
    said = verdict.read_text().strip() if verdict.exists() else ""
    return int(said) if said.isdigit() else 1


if __name__ == "__main__":
    sys.exit(main())
