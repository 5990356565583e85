"""``labkiosk link``: two badges, one after the other."""

import json

from tests.cli.running import House


def _registered(house: House, patient: dict[str, object]) -> dict[str, str]:
    line = json.dumps({"patient": patient, "tests": ["K"]})
    (made,) = house.run("register", who="phleb", given=line).lines
    return {"patient": made["patient"], "sample": made["samples"][0]["sample"]}


def test_two_people_say_who_it_is(house: House) -> None:
    asha = _registered(house, {"name": "Asha Devi", "sex": "F"})
    unknown = _registered(house, {"unknown": True})
    name = house.run("patients", "find", unknown["patient"], "--json").lines[0]["name"]
    both = f"{name} (P01-0000002) is Asha Devi (P01-0000001)"
    words = ("link", "propose", unknown["patient"], asha["patient"], "--reason", "her son came")
    assert house.run(*words).err.startswith("labkiosk: ")
    assert house.run(*words, who="phleb") == (
        0,
        "Proposed as M01-0000001. A second person agrees: labkiosk link agree M01-0000001.\n",
        "",
    )
    assert (
        house.run("link", "list").out == f"M01-0000001 proposed: {both}. Example Phlebotomist: her son came\n"
    )
    assert house.run("link", "agree", "M01-0000001", who="phleb").err == (
        "labkiosk: You proposed this: a second person agrees, by their own badge.\n"
    )
    assert house.run("link", "agree", "m01-0000001", who="tech") == (
        0,
        f"Done: {both}.\nNew labels print for 010000000034; the old ones are void.\n",
        "",
    )
    assert house.run("receive", unknown["sample"], who="tech").code == 1
    assert house.run("patients", "find", name, "--json").lines[0]["name"] == "Asha Devi"

    assert house.run("link", "undo", unknown["patient"], "--reason", "her sister", who="tech").code == 0
    assert house.run(
        "link", "refuse", "M01-0000002", "--reason", "it is her", "--json", who="path"
    ).lines == [{"link": "M01-0000002", "state": "refused"}]


def test_a_name_for_one_who_was_never_here(house: House) -> None:
    unknown = _registered(house, {"unknown": True, "sex": "F"})
    words = ("link", "name", unknown["patient"], "--reason", "papers found")
    assert house.run(*words, who="phleb").err == (
        "labkiosk: Give the name that the patient has: --name TEXT.\n"
    )
    made = house.run(*words, "--name", "Asha Devi", "--age", "40 y", "--json", who="phleb")
    assert made.lines == [{"link": "M01-0000001", "state": "proposed"}]
    agreed = house.run("link", "agree", "M01-0000001", "--json", who="super")
    assert agreed.lines == [
        {"link": "M01-0000001", "state": "agreed", "known": "P01-0000002", "relabelled": ["010000000027"]}
    ]
    assert (
        house.run(
            "patients", "correct", unknown["patient"], "--name", "Usha", "--reason", "x", who="phleb"
        ).code
        == 0
    )
