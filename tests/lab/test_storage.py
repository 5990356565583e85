"""Storage: every tube has one place, and a place has one tube."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from labkiosk.board import jobs, racks, samples
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.history import history
from labkiosk.lab.intake import cancel_order
from labkiosk.lab.lab import Lab
from labkiosk.lab.storage import (
    empty,
    make_rack,
    place_words,
    rack_code,
    rack_of,
    store,
    take,
    tube_lines,
)
from labkiosk.rules.number import sample_number
from labkiosk.services.paper import draw_paper
from tests.lab.homes import Clock, order
from tests.lab.refusals import refused

A, B, C = (sample_number(1, n) for n in (1, 2, 3))
RACK, OTHER = "K01-0000001", "K01-0000002"


@pytest.fixture
def lab(lab: Lab) -> Lab:
    """Three tubes, two of them received; racks of 2 and of 20 in rows of 10."""
    order(lab, "K", "HB", "PT")
    for number in (A, B):
        receive(lab, number)
    make_rack(lab, "Fridge 1", 2)
    make_rack(lab, "Fridge 2", 20, 10)
    return lab


def places(lab: Lab, rack: str = RACK) -> list[tuple[str, int]]:
    return [(p.sample, p.position) for p in racks.content(lab.conn, rack)]


def test_each_tube_takes_the_next_free_position(lab: Lab) -> None:
    assert store(lab, RACK, A) == (A, racks.rack(lab.conn, RACK), 1, "")
    assert store(lab, rack_code(RACK), B).position == 2
    assert places(lab) == [(A, 1), (B, 2)]
    take(lab, A)
    assert places(lab) == [(B, 2)]
    assert store(lab, " fridge 1 ", A).position == 1


def test_a_typed_position(lab: Lab) -> None:
    assert store(lab, OTHER, A, 12).position == 12
    assert tube_lines(lab, samples.of_order(lab.conn, "O01-0000001")[0]) == [
        "STORED in Fridge 2, position 12, row 2 column 2."
    ]
    with refused(f"Position 12 of Fridge 2 is taken by {A[-4:]}."):
        store(lab, OTHER, B, 12)
    with refused("Fridge 2 has positions 1 to 20, not 21."):
        store(lab, OTHER, B, 21)
    with refused(f"Sample {A[-4:]} stands there already: position 12, row 2 column 2."):
        store(lab, OTHER, A)
    assert store(lab, OTHER, A, 13).position == 13
    assert places(lab, OTHER) == [(A, 13)]


def test_a_tube_stored_elsewhere_moves(lab: Lab) -> None:
    store(lab, RACK, A)
    assert store(lab, OTHER, A).came_from == "Fridge 1"
    assert (places(lab), places(lab, OTHER)) == ([], [(A, 1)])
    found = samples.sample(lab.conn, A)
    assert found is not None
    assert [line.text for line in history(lab, found)][-2:] == [
        "Stored in Fridge 1 (K01-0000001), position 1.",
        "Stored in Fridge 2 (K01-0000002), position 1.",
    ]


def test_a_full_rack_says_so(lab: Lab) -> None:
    receive(lab, C)
    store(lab, RACK, A)
    store(lab, RACK, B)
    with refused("Fridge 1 is full (2 tubes): take another rack."):
        store(lab, RACK, C)


def test_any_tube_that_came_may_be_stored_and_no_other(lab: Lab) -> None:
    reject(lab, A, "CLOTTED")
    assert store(lab, RACK, A).position == 1
    with refused(f"Sample {C[-4:]} is not received yet: scan it at receipt first."):
        store(lab, RACK, C)


def test_a_rack_emptied(lab: Lab, clock: Clock) -> None:
    store(lab, RACK, A)
    with refused(f"Tests are still open on {A[-4:]}: do or cancel them first."):
        empty(lab, RACK)
    with refused(f"Tests are still open on {A[-4:]}: do or cancel them first."):
        take(lab, A, discard=True)
    cancel_order(lab, "O01-0000001", "ordered twice")
    clock.turn(10)
    emptied, gone = empty(lab, RACK)
    assert (emptied.name, [p.sample for p in gone], places(lab)) == ("Fridge 1", [A], [])
    rack = racks.rack(lab.conn, RACK)
    assert rack is not None
    assert (rack.emptied_by, lab.local(rack.emptied_at or 0).strftime("%H:%M")) == ("badge:tech", "12:10")
    assert tube_lines(lab, samples.of_order(lab.conn, "O01-0000001")[0]) == [
        "THROWN AWAY 22 Nov 12:10, from Fridge 1."
    ]
    with refused("Fridge 1 is empty already."):
        empty(lab, RACK)
    with refused(f"Sample {A[-4:]} stands in no rack."):
        take(lab, A)
    lab.sign_in("phleb")
    with refused(
        "phleb (phlebotomist) may not work at the bench: ask a technician, a pathologist or a supervisor."
    ):
        empty(lab, RACK)


def test_a_rack_is_found_by_code_id_and_name(lab: Lab) -> None:
    assert {rack_of(lab.conn, t).id for t in (RACK, "lk:rack:k01-0000001", "FRIDGE 1")} == {RACK}
    with refused("Rack K01-0000009 is not known here: labkiosk rack lists them."):
        rack_of(lab.conn, "K01-0000009")
    with refused("Rack Cellar is not known here: labkiosk rack lists them."):
        rack_of(lab.conn, "Cellar")
    make_rack(lab, "fridge 2", 5)
    with refused("2 racks are called Fridge 2: name one of K01-0000002 and K01-0000003."):
        rack_of(lab.conn, "Fridge 2")


def test_what_is_no_rack(lab: Lab) -> None:
    with refused("A rack has 1 to 1000 positions, not 1001."):
        make_rack(lab, "Cellar", 1001)
    with refused("20 positions do not make whole rows of 7."):
        make_rack(lab, "Cellar", 20, 7)


def test_a_place_in_words(lab: Lab) -> None:
    one, two = racks.racks(lab.conn)
    assert place_words(one, 2) == "position 2"
    assert [place_words(two, n) for n in (10, 11)] == [
        "position 10, row 1 column 10",
        "position 11, row 2 column 1",
    ]


def test_its_label_carries_its_code_and_no_sample_s(lab: Lab) -> None:
    (job,) = jobs.of_subject(lab.conn, OTHER, "rack")
    drawn = draw_paper(lab, job)
    assert drawn.name == f"rack-{OTHER}"
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(drawn.png)))
    assert (code.format, code.text) == (zxingcpp.BarcodeFormat.QRCode, "LK:RACK:K01-0000002")
