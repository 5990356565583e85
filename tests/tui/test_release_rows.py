"""Who releases compares values: what is in another unit says so."""

from pathlib import Path

from labkiosk.lab.bench import receive
from labkiosk.lab.release import release
from labkiosk.lab.results import Given, record
from labkiosk.tui.screens.release_rows import Rest, Value, value_row, values_of
from tests.lab.homes import Clock, make, order


def test_range_and_earlier_value_name_their_unit_where_it_is_another(tmp_path: Path) -> None:
    clock = Clock()
    with make(tmp_path / "home", clock) as lab:
        for value, unit in (("180", "10³/µL"), ("1.9", "lakh/µL")):
            clock.turn(1)
            number = order(lab, "PLT").samples[0].sample
            lab.sign_in("tech")
            receive(lab, number)
            record(lab, number, [Given(test="PLT", value=value, unit=unit)])
            lab.sign_in("path")
            shown = values_of(lab, number)
            release(lab, [number])
        assert shown == [
            Value("PLT", "1.9 lakh/µL", "", "150–450 10³/µL", "180 10³/µL 22/11", "recorded"),
            Rest("PLT", 0, "range 150–450 10³/µL"),
            Rest("PLT", 1, "before 180 10³/µL 22/11"),
        ]


def test_what_the_columns_cut_stands_whole_below_with_the_comment(tmp_path: Path) -> None:
    with make(tmp_path / "home", Clock()) as lab:
        number = order(lab, "MPTHIN").samples[0].sample
        lab.sign_in("tech")
        receive(lab, number)
        value = "P. falciparum and P. vivax"
        record(lab, number, [Given(test="MPTHIN", value=value, comment="told to Sister Mary")])
        shown = values_of(lab, number)
    assert [value_row(line).cells for line in shown[1:]] == [
        (f"         {value}",),
        ("         comment: told to Sister Mary",),
    ]


def test_of_a_flagged_value_the_ones_before_the_last_stand_below(tmp_path: Path) -> None:
    clock = Clock()
    with make(tmp_path / "home", clock) as lab:
        for value in ("139", "150", "140", "128"):
            clock.turn(24 * 60)
            number = order(lab, "NA").samples[0].sample
            lab.sign_in("tech")
            receive(lab, number)
            record(lab, number, [Given(test="NA", value=value)])
            lab.sign_in("path")
            shown = values_of(lab, number)
            if value == "140":
                assert [line for line in shown if isinstance(line, Rest) and "before that" in line.text] == []
            release(lab, [number])
    assert [line.text for line in shown if isinstance(line, Rest) and "before" in line.text] == [
        "before that 150 H 24/11, 139 23/11"
    ]
    assert value_row(shown[0]).cells[4] == "140 25/11"
