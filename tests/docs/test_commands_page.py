"""The page of commands is the contract: every option, every key in, every key out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.cli.lines import ResultLine
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from tests.docs.options import NAMES, options
from tests.docs.reading import first_column, json_items, listed_options, options_in, spans
from tests.docs.telling import PAGE, SHARED, fields


def test_every_command_has_its_section_in_order() -> None:
    assert list(PAGE) == [SHARED, *NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_listed_and_no_other_is_named(name: str) -> None:
    assert listed_options(PAGE[name]) == options(name)
    assert options_in(PAGE[name]) <= options(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_with_json_tells_its_keys(name: str) -> None:
    assert bool(list(json_items(PAGE[name]))) == ("--json" in options(name))


def test_the_shared_options_are_shared() -> None:
    assert options_in(PAGE[SHARED]) == {"--home", "--as", "--json"}


def test_the_keys_that_register_takes() -> None:
    assert first_column(PAGE["register"], "Key in") == fields(OrderRequest)
    assert first_column(PAGE["register"], "Key of patient") == fields(PatientRequest)
    assert fields(Ident) <= set(spans(PAGE["register"]))


def test_the_keys_that_record_takes() -> None:
    assert first_column(PAGE["record"], "Key in") == fields(ResultLine)


def test_every_item_about_json_is_held_to_by_a_test_of_its_keys() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_keys_*.py"))
    assert [name for name in NAMES if "--json" in options(name) and f'"{name}"' not in source] == []
    assert set(_labels()) <= {
        "",
        "for each order",
        "for each tube",
        "of a sample",
        "of one culture",
        "with `--organisms` or `--antibiotics`",
        "of a sending",
        "of one worksheet",
        "of the list",
        "with `--remove`",
        "with `--close`",
        "with `--try`",
        "with `--sheet`",
        "of a test done elsewhere, besides",
        "of an unlikely value, besides",
        "of a value that asks for another test, besides",
        "with `--recall`",
        "with `--list`",
        "of an order",
        "once agreed to",
        "of each that is listed",
        "of `stored`",
        "of one rack",
        "with `--empty`",
        "with `--out`",
        "with `--at`",
        "with `--by`",
        "with `--to`",
        "with `--turnaround`",
        "with `--turnaround` and `--by`",
        "with `--print`",
        "with `--returned` or `--handed`",
        *(f"with `--{way}`" for way in ("validate", "auto", "withdraw", "told")),
        "with `--out` or `--print`",
        *(f"each of `{what}`" for what in ("samples", "ids", "reports", "specimens", "groups", "results")),
        *(
            f"each of `{what}`"
            for what in ("benches", "lists", "lines", "isolates", "tested", "stages", "values", "tries")
        ),
        "of what the ward knows",
        *(f"with `--{way}`" for way in ("tried", "taken-by", "slip", "anyway", "escalate")),
        *(f"each of `{what}`" for what in ("tests", "papers", "history", "tubes")),
    }


def _labels() -> Iterator[str]:
    for section in PAGE.values():
        yield from (what for what, _ in json_items(section))
