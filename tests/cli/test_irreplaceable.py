"""``labkiosk reject`` of a tube that cannot be taken again: one of two words must be said."""

from tests.cli.running import House

SAID = "Clotted: tested all the same, as CSF cannot be taken again"


def test_csf(house: House) -> None:
    (csf,) = house.order("CSFGLU")
    words = ("reject", csf, "--reason", "CLOTTED")
    assert house.run(*words, who="tech") == (
        1,
        "",
        "labkiosk: Sample 0016 cannot be taken again (CSF): go on with the reason as a comment (--proceed),"
        " or say that it is rejected for good (--irreplaceable).\n",
    )
    assert house.run(*words, "--proceed", who="tech") == (
        0,
        f"Sample {csf} goes on for CSFGLU. Its report will say:\n{SAID}.\n",
        "",
    )
    assert house.run(*words, "--proceed", "--json", who="tech").lines == [
        {
            "sample": csf,
            "tests": ["CSFGLU"],
            "reason": "Clotted",
            "replacement": None,
            "aliquots": [],
            "comment": SAID,
        }
    ]
    assert house.run(*words, "--proceed", "--irreplaceable", who="tech").code == 2
    assert house.run(*words, "--irreplaceable", who="tech").out == (
        f"Rejected CSFGLU of sample {csf}: Clotted.\n"
        "Sample 010000000027 is expected instead: its label and a slip print.\n"
    )
