"""What the guest starts from: Debian's kernel and packages and the product, as one archive that it keeps in memory.

Nothing here takes root: packages are unpacked, not installed, and the archive says that all of it is root's.
"""

import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from labkiosk.facts.errors import Refused
from labkiosk.resources import asset
from labkiosk.services.stick import debian
from labkiosk.services.stick.calling import call
from labkiosk.services.stick.wheels import closure

PROJECT = Path(__file__).parents[2]
GUEST = Path(__file__).with_name("guest")
PACKAGES = (
    *("base-files", "base-passwd", "coreutils", "dash", "grep", "libc-bin", "mount", "sed", "util-linux"),
    *("kmod", "libfribidi0", "libstdc++6", "python3", "systemd", "systemd-sysv", "udev"),
)
# Of thousands of modules those that a printer, a scanner and their other ends take.
MODULES = (
    *("drivers/usb/common/", "drivers/usb/core/", "drivers/usb/class/", "drivers/usb/gadget/"),
    *("drivers/hid/hid.ko", "drivers/hid/hid-generic.ko", "drivers/hid/usbhid/", "drivers/input/evdev.ko"),
    *("drivers/usb/serial/usbserial.ko", "fs/configfs/", "fs/autofs/"),
)


def make(folder: Path) -> tuple[Path, Path]:
    """Make the kernel and the archive in ``folder``, and return them. Raises Refused where this machine cannot."""
    if (system := debian.this_system()).architecture != "amd64":
        raise Refused(f"the guest is an amd64, and this machine is {system.architecture}.")
    root = folder / "root"
    for name in ("bin", "sbin", "lib", "lib64"):
        (root / "usr" / name).mkdir(parents=True)
        (root / name).symlink_to(f"usr/{name}")
    (folder / "packages").mkdir()
    packages = debian.download(folder / "packages", *PACKAGES)
    if debian.python(packages) != sys.version_info[:2]:
        theirs = ".".join(map(str, debian.python(packages)))
        raise Refused(f"this Debian's Python is {theirs}, and not that of .venv.")
    for package in packages:
        _unpack(package, root)
    for name in ("passwd", "group"):
        shutil.copy(root / f"usr/share/base-passwd/{name}.master", root / "etc" / name)
    kernel = _kernel(folder / "kernel", root)
    _product(root)
    shutil.copytree(GUEST, root, dirs_exist_ok=True)
    return kernel, _archive(root, folder / "archive")


def _unpack(package: Path, root: Path, *only: str) -> None:
    """All files of a package, or those that these patterns name."""
    # The folders that are links here (bin is usr/bin) stay links.
    tar = ["tar", "--extract", "--keep-directory-symlink", "--no-same-owner", f"--directory={root}"]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as files:
        subprocess.run([*tar, "--wildcards", *only], stdin=files.stdout, check=True)
    assert files.returncode == 0, package


def _kernel(folder: Path, root: Path) -> Path:
    """Debian's kernel; its modules go into the guest. Raises Refused."""
    words = call("apt-cache", "depends", "linux-image-amd64").split()
    folder.mkdir()
    call("apt-get", "-qq", "download", words[words.index("Depends:") + 1], cwd=folder)
    (package,) = folder.glob("*.deb")
    # Newer Debians have lib in usr, and modules compressed.
    modules = [f"./*lib/modules/*/kernel/{name}*" for name in MODULES]
    _unpack(package, root, "./boot/vmlinuz-*", "./*lib/modules/*/modules.*", *modules)
    (kernel,) = (root / "boot").iterdir()
    return kernel.rename(folder / "vmlinuz")


def _product(root: Path) -> None:
    """The program where the stick puts it, with what it and its tests need, and its rules and units."""
    program = root / "opt/labkiosk/now"
    packages = program / f"lib/python3.{sys.version_info.minor}/site-packages"
    packages.mkdir(parents=True)
    for name in sorted(closure("labkiosk", "pytest") - {"labkiosk"}):
        for file in metadata.files(name) or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), packages / file)
    shutil.copytree(PROJECT / "labkiosk", packages / "labkiosk")
    shutil.copytree(PROJECT / "assets", packages / "labkiosk/assets")
    (program / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (program / "bin").mkdir()
    (program / "bin/python").symlink_to("/usr/bin/python3")
    # As pip writes it.
    script = program / "bin/labkiosk"
    script.write_text(
        "#!/opt/labkiosk/now/bin/python\nfrom labkiosk.__main__ import main\n\nraise SystemExit(main())\n"
    )
    screen = root / "usr/local/lib/labkiosk/screen"
    screen.parent.mkdir(parents=True)
    shutil.copy(asset("stick") / "screen", screen)
    for executable in (script, screen):
        executable.chmod(0o755)
    for tests in ("devices", "forms", "printers"):
        shutil.copytree(PROJECT / "tests" / tests, root / "srv/tests" / tests)
    shutil.copytree(asset("udev"), root / "etc/udev/rules.d", dirs_exist_ok=True)
    for place in ("systemd/system", "modules-load.d", "sysusers.d", "tmpfiles.d"):
        shutil.copytree(asset("systemd") / Path(place).name, root / "etc" / place, dirs_exist_ok=True)


def _archive(root: Path, archive: Path) -> Path:
    names = b"\0".join(bytes(path.relative_to(root)) for path in sorted(root.rglob("*")))
    cpio = ["cpio", "--create", "--format=newc", "--null", "--owner=+0:+0", "--quiet", "--reproducible"]
    with archive.open("wb") as target:
        subprocess.run(cpio, input=names, stdout=target, cwd=root, check=True)
    return archive
