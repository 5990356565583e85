"""``labkiosk draft``: half-typed values, kept and shown."""

from tests.cli.running import House


def test_drafts(house: House) -> None:
    (tube,) = house.order("NA", "K")
    assert house.run("draft", tube, who="tech") == (0, "Nothing half typed is kept.\n", "")
    assert house.run("draft", tube, "na=14", "K=4.", who="tech") == (0, "K 4.\nNA 14\n", "")
    assert house.run("draft", tube, "K=", "HB=1", who="tech") == (
        1,
        "NA 14\n",
        "labkiosk: HB takes no half-typed value on this sample: it was not kept.\n",
    )
    assert house.run("draft", tube, "NA", who="tech") == (
        1,
        "",
        "labkiosk: Give each value as TEST=VALUE, not 'NA'.\n",
    )
    assert house.run("draft", tube, "--json", who="tech").lines == [{"sample": tube, "drafts": {"NA": "14"}}]
