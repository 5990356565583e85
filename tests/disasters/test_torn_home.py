"""A home whose files are missing, cut, overwritten or flipped: found, said in one line, and nothing wrong is shown."""

import json
import random
import re
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from tests.disasters.house import Done, faults, found, labkiosk, lines, request
from tests.support.teller import Teller

PAGE = 4096


class Torn(NamedTuple):
    """A home with a morning's work in it, and its database's bytes while they were whole."""

    home: Path
    whole: bytes

    @property
    def database(self) -> Path:
        return self.home / "lab.db"

    def tear(self, content: bytes) -> None:
        """Put other bytes in the database's place, as if they had always been there."""
        for left in self.home.glob("lab.db-*"):
            left.unlink()
        self.database.write_bytes(content)

    def mend(self) -> None:
        self.tear(self.whole)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = found(tmp_path_factory.mktemp("morning"))
    asked = [request(f"Patient {n}", note="fasting") for n in range(8)]
    made = [json.loads(line) for line in labkiosk("register", home, given=lines(asked)).stdout.splitlines()]
    tubes = [s["sample"] for one in made[:4] for s in one["samples"]]
    assert labkiosk("receive", home, *tubes, "--as", "tech").returncode == 0
    values = [
        {"sample": s["sample"], "test": "UREA", "value": "24", "unit": "mg/dL"}
        for one in made[:2]
        for s in one["samples"]
        if "UREA" in s["tests"]
    ]
    assert labkiosk("record", home, "--as", "tech", given=lines(values)).returncode == 0
    assert labkiosk("release", home, values[0]["sample"], "--as", "path").returncode == 0
    assert faults(home) == ""
    return home


@pytest.fixture
def torn(tmp_path: Path, morning: Path) -> Torn:
    home = copytree(morning, tmp_path / "home")
    return Torn(home, (home / "lab.db").read_bytes())


def one_line(done: Done) -> str:
    """What a refused command said: one line on stderr, nothing else, and no traceback."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(r"(labkiosk|line 1): [^\n]+\n", done.stderr), done.stderr
    return done.stderr.rstrip("\n")


COMMANDS = ["queue", "counts", "verify", "rebuild", "register"]


def refusals(home: Path) -> set[str]:
    """What every command says in a home that does not open."""
    order = lines([request("New Patient")])
    return {one_line(labkiosk(c, home, given=order if c == "register" else "")) for c in COMMANDS}


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (None, "The key file {key} cannot be read: put it back from your copy."),
        ("", "The key file {key} is damaged: put it back from your copy."),
        ("ab" * 31, "The key file {key} is damaged: put it back from your copy."),
        ("\xff" * 64, "The key file {key} cannot be read: put it back from your copy."),
        ("5a" * 32, "{database} does not open with this key: put the right key file back."),
    ],
    ids=["missing", "empty", "short", "junk", "another's"],
)
def test_a_key_that_is_missing_short_or_anothers(torn: Torn, key: str | None, said: str) -> None:
    file = torn.home / "key"
    right = file.read_text()
    file.unlink()
    if key is not None:
        file.write_bytes(key.encode("latin-1"))
    assert refusals(torn.home) == {"labkiosk: " + said.format(key=file, database=torn.database)}
    assert torn.database.read_bytes() == torn.whole
    file.write_text(right)
    assert faults(torn.home) == ""


def test_a_database_that_is_not_there(torn: Torn) -> None:
    torn.database.unlink()
    (said,) = refusals(torn.home)
    assert said.startswith(f"labkiosk: There is no home in {torn.home}: labkiosk init ")
    assert not torn.database.exists()
    done = labkiosk("init", torn.home, "--kiosk", "01", "--site", "District Hospital")
    assert one_line(done) == f"labkiosk: {torn.home} holds a home already: choose another folder."
    torn.mend()
    assert faults(torn.home) == ""


def cut_to(torn: Torn, size: int) -> str:
    torn.tear(torn.whole[:size])
    (said,) = refusals(torn.home)
    assert torn.database.stat().st_size == size
    return said.removeprefix(f"labkiosk: {torn.database} ")


BACKUP = "leave it as it is, and bring a backup back with labkiosk restore."


def test_a_database_that_was_cut(torn: Torn) -> None:
    pages = len(torn.whole) // PAGE
    assert cut_to(torn, 0) == f"is damaged (empty): {BACKUP}"
    assert cut_to(torn, 1000) == "does not open with this key: put the right key file back."
    for kept in (1, pages // 2, pages - 1):
        assert cut_to(torn, kept * PAGE) == f"is damaged (database disk image is malformed): {BACKUP}"


def test_a_database_of_junk(torn: Torn) -> None:
    torn.tear(random.Random(1).randbytes(len(torn.whole)))
    assert refusals(torn.home) == {
        f"labkiosk: {torn.database} does not open with this key: put the right key file back."
    }


def test_junk_in_the_middle_is_found_by_its_pages(torn: Torn) -> None:
    start, pages = 10, 3
    junk = random.Random(2).randbytes(PAGE * pages)
    torn.tear(torn.whole[: start * PAGE] + junk + torn.whole[(start + pages) * PAGE :])
    done = labkiosk("verify", torn.home)
    assert done.returncode == 1
    named = [line for line in done.stdout.splitlines() if line.startswith("database: HMAC")]
    assert named == [f"database: HMAC verification failed for page {start + n + 1}" for n in range(pages)]
    assert re.fullmatch(
        rf"labkiosk: \d+ found wrong, first {named[0]}: stop, and call a supervisor\.\n", done.stderr
    )


def test_the_last_byte_missing_is_found(torn: Torn) -> None:
    torn.tear(torn.whole[:-1])
    done = labkiosk("verify", torn.home)
    page = len(torn.whole) // PAGE
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == (
        f"database: page {page} has an invalid size of 4095 bytes (expected 4096 bytes)"
    )


TUBES = ("010000000016", "010000000027", "010000000034")
QUESTIONS = [
    ["queue", "--json"],
    ["counts", "--json"],
    ["report", "O01-0000001"],
    ["people", "list"],
    ["patients", "find", "Patient"],
    *(["sample", tube, "--json"] for tube in TUBES),
]
"""What a technician would ask of the home."""


def flip_bits(torn: Torn, how_many: int) -> None:
    """Flip one bit at a random place, look, and flip it back, so many times."""
    chance = random.Random(how_many)
    labkiosk = Teller(torn.home.parent, torn.home)
    right = [labkiosk(*words) for words in QUESTIONS]
    assert [told.code for told in right] == [0] * len(right)
    for _ in range(how_many):
        place, bit = chance.randrange(len(torn.whole)), 1 << chance.randrange(8)
        torn.tear(torn.whole[:place] + bytes([torn.whole[place] ^ bit]) + torn.whole[place + 1 :])
        where = f"bit {bit} of byte {place}, page {place // PAGE + 1}"
        for words, before in zip(QUESTIONS, right, strict=True):
            told = labkiosk(*words)
            if told.code:
                assert told.code == 1, where
                assert before.out.startswith(told.out), where
                assert re.fullmatch(r"labkiosk: [^\n]+\n", told.err), where
            else:
                assert told == before, where
        proof = labkiosk("verify")
        assert proof.code == 1, where
        assert re.fullmatch(r"labkiosk: [^\n]+\n", proof.err), where
        if f"{torn.database} " not in proof.err:  # it opens: then the page is named
            assert f"database: HMAC verification failed for page {place // PAGE + 1}\n" in proof.out, where
    torn.mend()
    assert labkiosk("verify").code == 0


def test_bits_flipped_at_twenty_places(torn: Torn) -> None:
    flip_bits(torn, 20)


@pytest.mark.slow
def test_bits_flipped_at_two_hundred_places(torn: Torn) -> None:
    flip_bits(torn, 200)
