"""The manual's pages as the command shows, writes and prints them."""

from pathlib import Path

from PIL import Image

from labkiosk.resources import asset
from tests.cli.running import House, run


def test_the_pages_are_listed_by_name_and_title() -> None:
    done = run("manual")
    names = sorted(path.stem for path in asset("manual").glob("*.md"))
    assert [line.split()[0] for line in done.out.splitlines()] == names
    assert "when-things-go-wrong  When things go wrong\n" in done.out


def test_a_page_is_shown_as_it_stands() -> None:
    assert run("manual", "counts") == (0, asset("manual/counts.md").read_text("utf-8"), "")


def test_a_page_that_is_not_there_is_refused_with_those_that_are() -> None:
    done = run("manual", "\x1b[31mkounts")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        'labkiosk: There is no page "\\x1b[31mkounts". The pages are barcodes, blank, calls, catalogue, '
    )
    assert done.err.count("\n") == 1


def test_a_page_is_written_as_picture_and_printer_bytes(tmp_path: Path) -> None:
    done = run("manual", "roles", "--out", tmp_path / "new")
    files = [tmp_path / "new" / f"manual-roles{end}" for end in (".escpos", ".png")]
    assert done == (0, "".join(f"{file}\n" for file in files), "")
    assert files[0].read_bytes().startswith(b"\x1b@")
    with Image.open(files[1]) as picture:
        assert (picture.mode, picture.width) == ("1", 576)


def test_every_page_goes_with_the_homes_papers(tmp_path: Path) -> None:
    house = House(tmp_path)
    assert house.run("manual", "--print").code == 0
    pages = {path.stem for path in asset("manual").glob("*.md")}
    assert {path.stem for path in (house.home / "paper").glob("*.png")} == {
        f"manual-{page}" for page in pages
    }


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    done = run("manual", "roles", "--out", file)
    assert done == (1, "", f"labkiosk: {file} cannot be written (File exists): choose another folder.\n")


def test_printing_needs_a_home(tmp_path: Path) -> None:
    done = run("manual", "roles", "--print", "--home", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"labkiosk: There is no home in {tmp_path}: ")
