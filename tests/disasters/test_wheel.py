"""The wheel, installed elsewhere and run from any folder, works the same: assets travel inside it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.disasters.house import lines, request
from tests.support.teller import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel in it and nothing else, made without a network."""
    work = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(work), "."]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = work.glob("labkiosk-*.whl")
    target = work / "installed"
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)],
        check=True,
        capture_output=True,
    )
    return target


def labkiosk(installed: Path, *words: str, given: str = "") -> str:
    """Run the installed program from the root of the disk, without the project's folder on its path."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LABKIOSK"))}
    env |= {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "labkiosk", *words]
    done = subprocess.run(command, input=given, capture_output=True, text=True, cwd="/", env=env, check=False)
    assert (done.returncode, done.stderr) == (0, ""), words
    return done.stdout


def files(folder: Path) -> set[str]:
    """The names of the files below a folder that are not compiled."""
    return {
        str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }


def test_every_asset_and_module_travels_and_nothing_else(installed: Path) -> None:
    package = installed / "labkiosk"
    assert {p.name for p in installed.iterdir()} - {"bin"} == {"labkiosk", "labkiosk-0.1.0.dist-info"}
    assert files(package / "assets") == files(ROOT / "assets")
    assert files(package) == files(ROOT / "labkiosk") | {f"assets/{name}" for name in files(ROOT / "assets")}


def test_it_is_the_wheel_that_runs(installed: Path) -> None:
    script = "import labkiosk, labkiosk.resources as r; print(labkiosk.__file__); print(r.asset('catalogue'))"
    env = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd="/", env=env, check=True
    )
    inside = installed / "labkiosk"
    assert done.stdout.split() == [str(inside / "__init__.py"), str(inside / "assets" / "catalogue")]


def test_the_main_job_runs_from_any_folder(installed: Path, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    tests = [json.loads(line) for line in labkiosk(installed, "catalogue", "--json").splitlines()]
    assert len(tests) >= 120
    labkiosk(installed, "init", "--kiosk", "01", "--site", "District Hospital", "--home", home)
    order = lines([request("आशा देवी", "CBC", "KFT")])
    made = json.loads(labkiosk(installed, "register", "--home", home, given=order))
    labkiosk(installed, "print", "--once", "--home", home)
    numbers = [s["sample"] for s in made["samples"]]
    assert len(numbers) == 2
    for number in numbers:
        with Image.open(tmp_path / "home" / "paper" / f"label-{number}.png") as label:
            assert [code.text for code in zxingcpp.read_barcodes(label)] == [number]
    assert labkiosk(installed, "verify", "--home", home).endswith("Database, chain and board are sound.\n")
