"""What is asked for at intake, key by key, without a screen."""

import pytest

from labkiosk.catalogue import load
from labkiosk.facts.errors import Refused
from labkiosk.tui.screens.intake_basket import Basket, Offer, refuse_number

CATALOGUE = load()


def test_typing_offers_and_a_second_choice_takes_it_out() -> None:
    basket = Basket(CATALOGUE)
    first = basket.offers("kft")[0]
    assert first == Offer("KFT", "Kidney function tests", True, chosen=False)
    basket.toggle("KFT")
    assert basket.offers("kft")[0].chosen
    basket.toggle("KFT")
    with pytest.raises(Refused) as found:
        basket.chosen()
    assert str(found.value) == "No tests yet: type a test or panel and press Enter."


def test_tubes_stand_in_order_of_draw_whatever_was_chosen_first() -> None:
    basket = Basket(CATALOGUE)
    for code in ("GLUR", "HB", "KFT", "PT"):
        basket.toggle(code)
    assert [tube.container.code for tube in basket.tubes()] == ["CIT", "SST", "EDTA", "FLU"]


def test_colour_forms_come_by_key_and_offer_what_is_printed_on_them() -> None:
    basket = Basket(CATALOGUE)
    assert basket.offers("") == []
    seen = []
    for _ in range(4):
        basket.next_form()
        seen.append((basket.form, [offer.code for offer in basket.offers("")][:2]))
    assert seen == [
        ("yellow", ["KFT", "LFT"]),
        ("pink", ["CBC", "ESR"]),
        ("blue", ["BLDCUL", "BC1"]),
        (None, []),
    ]


def test_priority_goes_round() -> None:
    basket = Basket(CATALOGUE)
    seen = []
    for _ in range(3):
        basket.next_priority()
        seen.append(basket.priority)
    assert seen == ["urgent", "stat", "routine"]


def test_a_scan_gone_astray_chooses_no_test() -> None:
    with pytest.raises(Refused):
        refuse_number("010000000016")
    for fine in ("", "17 OHP", "cbc", "t3"):
        refuse_number(fine)
