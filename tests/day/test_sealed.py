"""A reactive HIV test: no command and no screen tells it to those who need not know, before or after its release."""

import json
from pathlib import Path

from labkiosk.journal.clock import machine
from tests.cli.running import House
from tests.tui.desks import Seat, seat

CHOICES = "n non-reactive  r reactive  i indeterminate"


def kit(sample: str, name: str) -> str:
    return json.dumps({"sample": sample, "test": "HIV", "value": "r", "kit": name}) + "\n"


def asked(house: House, tube: str) -> dict[str, str]:
    """What every command that shows a sample, a list or a report says to the other technician."""
    ways = (
        ("sample", tube), ("sample", tube, "--json"), ("queue", "--json"), ("release", "--list", "--json"),
        ("report", tube), ("report", tube, "--json"), ("report", tube, "--sealed"), ("deliver", "--list", "--json"),
        ("release", tube, "--provisional", "--reason", "night"),
    )  # fmt: skip
    return {" ".join(way): "".join(house.run(*way, who="other")[1:]) for way in ways}


async def shown(here: Seat, tube: str) -> str:
    """Everything on every screen that shows a sample, an order or a list."""
    seen = []
    for screen in (("sample", tube), ("order", "O01-0000001"), ("release",), ("queue",), ("results", tube)):
        await here.app.open(*screen)
        await here.settle()
        strips = here.app.screen._compositor.render_strips()
        seen.append("\n".join(strip.text for strip in strips))
    return "\n".join(seen)


async def test_a_reactive_test_is_told_to_nobody_else(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.run("people", "add", "other", "Other Technician", "--role", "technician", who="super")
    (tube,) = house.order("HIV", "NA", priority="stat", location="Ward 3")
    house.run("receive", tube, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "NA", "value": "140"}))
    before = asked(house, tube)
    for stage in ("one kit", "three kits", "released"):
        if stage == "one kit":
            assert house.run("record", who="tech", given=kit(tube, "Determine 12")).code == 0
        elif stage == "three kits":
            given = kit(tube, "Unigold 7") + kit(tube, "Comb-Aids 3")
            assert house.run("record", who="tech", given=given).code == 0
        else:
            assert house.run("release", tube, "--print", who="path").code == 0
        said = asked(house, tube)
        assert [way for way, text in said.items() if "reactive" in text.casefold()] == []
        if stage == "one kit":
            # The queue does not even tell it from a test that was not done.
            assert said["queue --json"] == before["queue --json"]
        async with seat(house.home, machine, "other", (100, 40)) as here:
            assert "reactive" not in (await shown(here, tube)).casefold().replace(CHOICES, "")
    house.run("print", "--once")
    papers = sorted(path.name for path in (house.home / "paper").glob("*O01-0000001*.png"))
    assert papers == ["report-O01-0000001-v2.png", "sealed-O01-0000001-v2.png", "slip-O01-0000001.png"]
    assert "Reactive" in house.run("report", tube, "--sealed", who="path").out
    sealed = house.run("deliver", "--handed", tube, who="tech")
    assert sealed.err == "labkiosk: Who took it? Type the name, or scan the badge.\n"
    assert house.run("verify").code == 0
