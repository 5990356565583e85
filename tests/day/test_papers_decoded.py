"""Every printed paper is decoded: a sample's Code 128 is on tube labels only, and no other paper, nor another home's
number, receives a tube or records a result, whichever command or screen is given it."""

import argparse
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from labkiosk.cli import commands
from labkiosk.forms.media import MEDIA
from labkiosk.tui.commands import EVERYWHERE
from labkiosk.tui.screens import DESKS
from tests.day.glass import Person, Press, Rest, opened, work
from tests.day.papers import TUBE_LABELS, Code, day_of_papers, drawable, drawn, on_paper, printed, site
from tests.disasters.house import answers, lines, request
from tests.support.teller import Teller

PURPOSE = re.compile(r"LK:[A-Z]+:.+")


class Site(NamedTuple):
    """A home, what reads off its papers, and all that reads off papers and must do nothing here."""

    home: Path
    run: Teller
    papers: dict[str, list[Code]]
    texts: tuple[str, ...]
    expected: str
    waiting: str


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two homes with the same day. In the first, one tube is on its way besides, and one waits for its result."""
    folder = tmp_path_factory.mktemp("site")
    ours, theirs = folder / "01", folder / "02"
    run, other = Teller(folder, ours), Teller(folder, theirs)
    for teller, kiosk in ((run, "01"), (other, "02")):
        site(teller, kiosk)
        day_of_papers(teller)
    papers, foreign = printed(ours), printed(theirs)
    read = [code.text for each in (foreign, papers) for found in each.values() for code in found]
    # One of a sort and home: of the bars only the other home's, for ours are tubes.
    texts = {re.sub(r"\d{7}.*", "", text): text for text in read if not text.startswith("01")}
    asked = lines(request(name, test) for name, test in (("Ravi Kumar", "UREA"), ("Sunil Das", "NA")))
    expected, waiting = (o["samples"][0]["sample"] for o in answers(run("register", given=asked).out))
    assert [run("receive", waiting).code, run("print", "--once").code] == [0, 0]
    return Site(ours, run, papers, tuple(texts.values()), expected, waiting)


def test_a_tube_label_carries_its_number_and_no_other_paper_a_bar(here: Site) -> None:
    forms = {name.partition("-")[0] for name in here.papers}
    assert forms >= {"label", "blank", "slip", "rejection", "report", "request", "rack"}
    for name, found in here.papers.items():
        form, _, subject = name.partition("-")
        if form in TUBE_LABELS:
            assert found == [("Code 128", subject)], name
        else:
            assert {code.kind for code in found} <= {"QR Code"}, name
    assert here.papers["slip-O01-0000001"] == [("QR Code", "LK:CARD:O01-0000001")]
    assert here.papers["report-O01-0000001-v1-copy1"] == [("QR Code", "LK:REPORT:O01-0000001:1")]


@pytest.mark.parametrize(("form", "media"), on_paper())
def test_every_form_there_is(form: str, media: str) -> None:
    found = drawn(drawable()[form], MEDIA[media])
    if form in TUBE_LABELS:
        assert {code.kind for code in found} == {"Code 128"}
        assert all(re.fullmatch(r"\d{12}", code.text) for code in found)
    elif form == "barcodes":  # what a scan of its bars does is a command; none is a number
        assert {code.kind for code in found} == {"Code 128"}
        assert not any(code.text.isdecimal() for code in found)
    else:
        assert {code.kind for code in found} <= {"QR Code"}
        assert all(PURPOSE.fullmatch(code.text) for code in found)


SAID = {"--reason": "CLOTTED", "--test": "NA", "--condition": "HAEMOLYSED", "RACK": "Fridge"}
"""What the other words of a command may be, where they must be given."""


def taking_a_sample(text: str) -> Iterator[list[str]]:
    """Every command that takes a sample's number, with the text in its place and all else that it must have."""
    for name, _ in commands():
        parser = argparse.ArgumentParser()
        import_module(f"labkiosk.cli.{name.replace('-', '_')}").arguments(parser)
        places = [a for a in parser._actions if not a.option_strings]
        if any("SAMPLE" in str(place.metavar) for place in places):
            must = [a for a in parser._actions if a.required and a.option_strings]
            must += [group._group_actions[0] for group in parser._mutually_exclusive_groups if group.required]
            said = [(a.option_strings[-1], SAID.get(a.option_strings[-1], "1")) for a in must]
            words = [text if "SAMPLE" in str(p.metavar) else SAID.get(str(p.metavar), "1") for p in places]
            yield [name, *words, *(word for pair in said for word in pair)]


def test_no_command_takes_a_paper_for_a_tube(here: Site) -> None:
    assert {words[0] for words in taking_a_sample("")} >= {"receive", "reject", "release", "cancel", "report"}
    assert {text[:7] for text in here.texts} >= {"0200000", "LK:CARD", "LK:REPO", "LK:RACK"}
    before = here.run("verify").out
    for text in here.texts:
        for words in taking_a_sample(text):
            done = here.run(*words, "--as", "path")
            assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), words
        line = json.dumps({"sample": text, "test": "NA", "value": "140"}) + "\n"
        done = here.run("record", given=line)
        assert (done.code, done.out) == (1, ""), text
    assert here.run("verify").out == before


Way = tuple[Press, ...]


def way(*steps: tuple[str, str]) -> Way:
    """The keys to a screen, each with what stands there then."""
    return tuple(Press("to the screen", keys, stands, opens=True) for keys, stands in steps)


def somebody(here: Site, badge: str, ways: list[Way]) -> Person:
    """Signs in and scans every text on every screen that the ways lead to."""
    for press in way(("", "Scan your badge"), (f"\x02{badge}\r", "Signed in as")):
        yield press
    for steps in ways:
        for text in here.texts[:5]:
            for press in steps:
                yield press
            yield Press("scan", f"\x02{text}\r", "")
            yield Rest(0.15)


KEYS = {"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS"} | {
    f"f{n}": f"\x1b[{code}~" for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
}
MORE = "\x07"


@pytest.mark.slow
def test_no_screen_takes_a_paper_for_a_tube(here: Site) -> None:
    """Every screen with a function key, every desk of the menu, and the forms of a tube on the way and one that waits."""
    before = here.run("verify").out
    own = [
        way((KEYS[c.key], f"^ {c.name}"))
        for c in EVERYWHERE
        if c.key in KEYS and c.name not in ("Help", "Sign out")
    ]
    more = [way((MORE, "^ More"), (desk.letter, f"^ {desk.title}")) for desk in DESKS]
    queue = (KEYS["f3"], "^ Queue")
    tubes = [
        way(queue, (f"\x02{here.expected}\r", "^ Receive")),
        way(queue, (f"\x02{here.waiting}\r", "^ Results")),
    ]
    shares = {"tech": own[:4] + tubes, "super": own[4:] + more, "path": own[3:4] + tubes}
    with opened(here.home, dict.fromkeys(shares, ("linux", ()))) as screens:
        for screen, (badge, ways) in zip(screens, shares.items(), strict=True):
            screen.seat(somebody(here, badge, ways))
        for _ in work(screens):
            pass
        assert [screen.errors for screen in screens] == [[], [], []]
    after = here.run("verify").out
    assert after == before
    work_left = [json.loads(line)["sample"] for line in here.run("queue", "--json").out.splitlines()]
    assert here.waiting in work_left
    assert json.loads(here.run("sample", here.expected, "--json").out)["state"] == "expected"
