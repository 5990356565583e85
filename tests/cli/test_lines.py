"""Orders and results as JSON lines: strict, bounded, each line by itself."""

import json
import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.cli.running import House
from tests.support.teller import LABKIOSK

GOOD = '{"patient": {"name": "Asha Devi", "sex": "F", "age": "51 y"}, "tests": ["K"]}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{}", "Object missing required field `patient`."),
        ('{"patient": {"name": "A"}}', "Object missing required field `tests`."),
        ('{"patient": {"name": "A", "nam": 1}, "tests": ["K"]}', "Object contains unknown field `nam` - at `$.patient`."),
        ('{"patient": {"name": 7}, "tests": ["K"]}', "Expected `str | null`, got `int` - at `$.patient.name`."),
        ('{"patient": {"name": "A"}, "tests": "K"}', "Expected `array`, got `str` - at `$.tests`."),
        ('{"patient": {"name": "A"}, "tests": ["K"], "priority": "now"}', "Invalid enum value 'now' - at `$.priority`."),
        ('{"tests": ["K"], "patient": {"name": "A"}, "tests": ["NA"]}', "Object contains `tests` twice."),
        ('{"patient": {"name": "A"}, "tests": []}', "No tests: name at least one test or panel."),
        ('{"patient": {"name": " "}, "tests": ["K"]}', "Name is missing. Type it."),
        ('{"patient": {"name": "A\\u001b[1m"}, "tests": ["K"]}', "Name has a control character (\\x1b). Type it again without it."),
        ('{"patient": {"id": "P01-9"}, "tests": ["K"]}', "Patient P01-9 is not known here: search by name or number."),
        ("[]", "Expected `object`, got `array`."),
        ("{", "The line is not JSON."),
        ('{"patient": NaN}', "The line is not JSON."),
        ("[" * 100_000, "The line is nested too deeply."),
        ('"' + "x" * (1 << 20), "The line is longer than 1048576 bytes."),
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_line_is_refused_by_name_and_the_others_are_done(house: House, line: str, said: str) -> None:
    done = house.run("register", who="phleb", given=f"{GOOD}\n{line}\n\n{GOOD}\n")
    assert (done.code, done.err) == (1, f"line 2: {said}\n")
    assert [answer["order"] for answer in done.lines] == ["O01-0000001", "O01-0000002"]
    assert house.run("counts", "--json").lines[0]["registered"] == 2


def test_invalid_utf_8_is_refused(house: House) -> None:
    done = house.run("register", given=b'{"patient": {"name": "\xff"}, "tests": ["K"]}\n')
    assert (done.code, done.out, done.err) == (1, "", "line 1: The line is not JSON.\n")


def test_the_answer_to_an_order(house: House, tmp_path: Path) -> None:
    file = tmp_path / "orders"
    file.write_bytes(
        b"\xef\xbb\xbf" + GOOD.replace('"K"', '"k", "HB", "K"').encode() + b"\r\n" + GOOD.encode()
    )
    done = house.run("register", file, who="phleb")
    assert done == (
        0,
        '{"order": "O01-0000001", "patient": "P01-0000001", "samples": ['
        '{"sample": "010000000016", "container": "SST", "tests": ["K"]}, '
        '{"sample": "010000000027", "container": "EDTA", "tests": ["HB"]}], "similar": []}\n'
        '{"order": "O01-0000003", "patient": "P01-0000003", "samples": ['
        '{"sample": "010000000034", "container": "SST", "tests": ["K"]}], "similar": ["P01-0000001"]}\n',
        "",
    )


def test_a_file_that_is_not_there(house: House) -> None:
    assert house.run("register", "/none") == (
        1,
        "",
        "labkiosk: /none cannot be read: No such file or directory.\n",
    )


def test_each_answer_is_out_before_the_next_line_is_read(house: House) -> None:
    with subprocess.Popen(
        [*LABKIOSK, "register", "--home", house.home, "--as", "phleb"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    ) as child:
        assert child.stdin is not None and child.stdout is not None
        impatience = threading.Timer(30, child.kill)
        impatience.start()
        for number in (1, 2, 3):
            child.stdin.write(GOOD + "\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["order"] == f"O01-000000{number}"
            assert house.run("counts", "--json").lines[0]["registered"] == number
        child.stdin.close()
        assert child.wait() == 0
        impatience.cancel()


def _record(house: House, *lines: str) -> tuple[int, str, str]:
    return house.run("record", who="tech", given="\n".join(lines))


def test_a_number_is_taken_as_it_is_written(house: House) -> None:
    sample = house.order("K", "NA", "CREA")[0]
    house.run("receive", sample, who="tech")
    done = _record(
        house,
        f'{{"sample": "{sample}", "test": "K", "value": 4.10}}',
        f'{{"sample": "{sample}", "test": "CREA", "value": 0.70, "unit": "mg/dL"}}',
        f'{{"sample": "{sample}", "test": "NA", "value": 1E2}}',
        f'{{"sample": "{sample}", "test": "NA", "value": 0.699999999999999956}}',
        f'{{"sample": "{sample}", "test": "NA", "value": 161.0, "again": 161.00}}',
    )
    assert done == (
        1,
        f'{{"sample": "{sample}", "test": "K", "value": "4.10", "unit": "mmol/L", "flag": "",'
        ' "reference": "3.5–5.1", "state": "recorded", "needs": ["release"], "comment": ""}\n'
        f'{{"sample": "{sample}", "test": "CREA", "value": "0.70", "unit": "mg/dL", "flag": "",'
        ' "reference": "≤ 1.30", "state": "recorded", "needs": ["release"], "comment": ""}\n'
        f'{{"sample": "{sample}", "test": "NA", "value": "161.0", "unit": "mmol/L", "flag": "HH",'
        ' "reference": "136–145", "state": "recorded", "needs": ["release"], "comment": ""}\n',
        'line 3: Sodium: "1E2" is not a number. Type it like 7.8, <15 or >1000.\n'
        "line 4: Sodium: 0.699999999999999956 has more than 12 digits. Check it.\n",
    )


def test_a_range_beside_a_value_in_another_unit_names_its_own(house: House) -> None:
    sample = house.order("PLT")[0]
    house.run("receive", sample, who="tech")
    line = json.dumps({"sample": sample, "test": "PLT", "value": "1.5", "unit": "lakh/µL"})
    (answer,) = house.run("record", who="tech", given=line).lines
    assert (answer["unit"], answer["reference"]) == ("lakh/µL", "150–450 10³/µL")
    (shown,) = house.run("sample", sample, "--json").lines[0]["tests"]
    assert shown["reference"] == "150–450 10³/µL"
    assert "1.5 lakh/µL, (150–450 10³/µL)  Platelet count" in house.run("sample", sample).out


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("null", "Expected text or a number, got `null` - at `$.value`."),
        ("true", "Expected text or a number for `value`, `again` and `dilution`."),
        ('["4.1"]', "Expected text or a number for `value`, `again` and `dilution`."),
        ("NaN", "The line is not JSON."),
        ('"4.1", "valu": 1', "Object contains unknown field `valu`."),
        ('"-5"', "Potassium -5 mmol/L is not possible (limit 0 or more). Check the value and the unit."),
    ],
)
def test_a_value_is_refused(house: House, value: str, said: str) -> None:
    sample = house.order("K")[0]
    house.run("receive", sample, who="tech")
    done = _record(house, f'{{"sample": "{sample}", "test": "K", "value": {value}}}')
    assert done == (1, "", f"line 1: {said}\n")
