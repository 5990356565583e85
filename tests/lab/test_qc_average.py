"""The patients' means over the board, and what they keep from leaving."""

import pytest

from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_average import Mean, mean_words, means
from labkiosk.lab.qc_gate import blocked
from labkiosk.lab.results import Given, record
from tests.lab.homes import Clock, order

HEAD = "test,window,low,high,mean,sd,blocks,source,approved_by,note\n"


def rules(lab: Lab, *rows: str) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "averages.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows))


def patients(lab: Lab, clock: Clock, *values: str) -> None:
    for value in values:
        clock.turn(1)
        number = order(lab, "NA").samples[0].sample
        receive(lab, number)
        record(lab, number, [Given(test="NA", value=value)])


def test_the_last_values_within_limits_make_the_mean(lab: Lab, clock: Clock) -> None:
    rules(lab, "NA,5,136,145,140,1.5,yes,hospital,,", "HB,5,10,20,,,no,hospital,,")
    patients(lab, clock, "137", "120", "143", "143", "146", "143", "142")
    assert means(lab) == [Mean("NA", 5, "141.60", "140.00", False), Mean("HB", 5)]
    assert [mean_words(each) for each in means(lab)] == [
        "NA 141.60, usually 140.00",
        "HB: too few values yet",
    ]
    assert means(lab, "HAEM") == [Mean("HB", 5)]
    assert blocked(lab, lab.conn, "NA") == ""
    patients(lab, clock, "<136", "143")
    assert means(lab, "CHEM") == [Mean("NA", 5, "142.80", "140.00", True)]
    assert blocked(lab, lab.conn, "NA") == "the patients' mean has moved"


def test_it_blocks_only_where_that_is_set(lab: Lab, clock: Clock) -> None:
    rules(lab, "NA,5,136,145,140,1,no,hospital,,")
    patients(lab, clock, "143", "143", "143", "143", "143")
    assert means(lab)[0].moved
    assert blocked(lab, lab.conn, "NA") == ""


def test_ours_watches_a_few_tests_and_blocks_none(lab: Lab) -> None:
    assert {each.test for each in means(lab)} == {"NA", "K", "CL", "CA", "MCV", "MCH", "MCHC"}
    assert blocked(lab, lab.conn, "NA") == ""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("XX,20,1,2,,,no,book,,", "there is no test 'XX'"),
        ("HBSAG,20,1,2,,,no,book,,", "HBSAG is not numeric: it has no mean"),
        ("NA,4,1,2,,,no,book,,", "window '4' must be a whole number from 5 to 200"),
        ("NA,20,2,2,,,no,book,,", "low must be below high, and neither may be empty"),
        ("NA,20,1,2,1,,no,book,,", "give mean and sd, or neither"),
        ("NA,20,1,2,1,0,no,book,,", "sd 0 is not above 0"),
        ("NA,20,1,2,,,no,,,", "source is empty"),
    ],
)
def test_a_fault_is_refused_by_its_row(lab: Lab, row: str, said: str) -> None:
    rules(lab, row)
    with pytest.raises(Exception, match=r"^averages\.csv row 2: ") as caught:
        means(lab)
    assert str(caught.value) == f"averages.csv row 2: {said}"
