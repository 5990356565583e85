"""Paper printed ahead: numbers that are never given twice, and forms of the catalogue."""

from labkiosk.board import counts, jobs
from labkiosk.board.rebuild import differences
from labkiosk.lab.alias import bind
from labkiosk.lab.blank import blank_forms, blank_labels
from labkiosk.lab.blank_data import request_data
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.services.paper import draw_paper
from tests.lab.homes import order
from tests.lab.refusals import refused


def test_blank_numbers_and_samples_share_one_series(lab: Lab) -> None:
    first = order(lab, "K").samples[0].sample
    blank = blank_labels(lab, 3)
    last = order(lab, "HB").samples[0].sample
    assert sorted({first, *blank, last}) == [first, *blank, last]
    assert counts.counts(lab.conn).registered == 2
    assert list(differences(lab.conn)) == []


def test_each_blank_label_prints_once_and_reads_back(lab: Lab) -> None:
    numbers = blank_labels(lab, 2)
    asked = [jobs.of_subject(lab.conn, n) for n in numbers]
    assert [[(j.form, j.copy, j.state) for j in papers] for papers in asked] == [[("blank", 0, "queued")]] * 2
    names = [draw_paper(lab, papers[0]).name for papers in asked]
    assert names == [f"blank-{n}" for n in numbers]


def test_a_blank_label_whose_number_is_on_a_tube_does_not_print(lab: Lab) -> None:
    (number,) = blank_labels(lab, 1)
    bind(lab, order(lab, "K").samples[0].sample, number)
    with refused("not printed: a tube carries this number already."):
        page(lab, jobs.of_subject(lab.conn, number)[0])


def test_every_colour_form_is_drawn_from_the_catalogue(lab: Lab) -> None:
    for colour in lab.catalogue.presets:
        (sheet,) = blank_forms(lab, colour.upper(), 1)
        (paper,) = jobs.of_subject(lab.conn, sheet)
        data = request_data(lab, paper)
        assert [code for code, _ in data.tests] == list(lab.catalogue.presets[colour].items)
        assert (data.sheet, data.title) == (sheet, lab.catalogue.presets[colour].name)
        assert draw_paper(lab, paper).name == f"request-{sheet}"
    assert list(differences(lab.conn)) == []


def test_each_copy_of_a_form_has_a_number_of_its_own(lab: Lab) -> None:
    assert blank_forms(lab, "pink", 2) == ("F01-0000001", "F01-0000002")
    assert blank_forms(lab, "blue", 1) == ("F01-0000003",)


def test_what_cannot_be_printed_is_refused(lab: Lab) -> None:
    with refused("There is no green form: use yellow, pink or blue."):
        blank_forms(lab, "green", 1)
    for count in (0, 501):
        with refused("From 1 to 500 at once: give another number."):
            blank_labels(lab, count)
