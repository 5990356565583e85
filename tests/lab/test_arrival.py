"""Tubes that come with their request: counted, received in one act, and found by what they carry."""

import pytest

from labkiosk.board import jobs, samples
from labkiosk.board.rebuild import differences
from labkiosk.facts.errors import Refused
from labkiosk.lab.alias import bind
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.blank import blank_labels
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest, Registered, TubeHere
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_ever, sample_of
from labkiosk.rules.barcode import is_number
from labkiosk.rules.number import sample_number
from tests.lab.homes import ASHA, Clock, order
from tests.lab.refusals import refused

RAVI = PatientRequest(name="Ravi Kumar", sex="M", age="40 y")


def arrived(
    lab: Lab, here: bool | tuple[TubeHere, ...], *tests: str, patient: PatientRequest = ASHA
) -> Registered:
    return register(lab, OrderRequest(patient=patient, tests=tests, arrived=here))


def states(lab: Lab, made: Registered) -> list[str]:
    return [s.state for s in samples.of_order(lab.conn, made.order)]


def facts(lab: Lab) -> int:
    return int(lab.conn.execute("SELECT count(*) FROM journal").fetchone()[0])


def test_all_tubes_are_received_in_the_same_act(lab: Lab) -> None:
    made = arrived(lab, True, "PT", "K", "HB")
    assert states(lab, made) == ["received"] * 3
    order = samples.of_order(lab.conn, made.order)
    assert [s.received_at for s in order] == [order[0].at] * 3
    assert list(differences(lab.conn)) == []


def test_those_that_did_not_come_stay_expected(lab: Lab) -> None:
    made = arrived(lab, (TubeHere(part=3), TubeHere(container="cit")), "PT", "K", "HB")
    assert states(lab, made) == ["received", "expected", "received"]
    assert states(lab, arrived(lab, (), "PT")) == ["expected"]


@pytest.mark.parametrize(
    ("here", "said"),
    [
        ((TubeHere(container="FLU"),), "There is no such tube or it is counted already: FLU. The tests need 1 CIT, 2 SST."),
        ((TubeHere(part=1), TubeHere(part=1)), "There is no such tube or it is counted already: tube 1. The tests need 1 CIT, 2 SST."),
        ((TubeHere(part=0),), "There is no such tube or it is counted already: tube 0. The tests need 1 CIT, 2 SST."),
        ((TubeHere(),), "Name each tube that arrived by its part or by its container."),
        ((TubeHere(part=1, container="SST"),), "There is no such tube or it is counted already: tube 1 SST. The tests need 1 CIT, 2 SST."),
        ((TubeHere(part=1, barcode="HIS-77"), TubeHere(part=2, barcode="HIS-77")), "HIS-77 stands for two tubes: scan each tube's own."),
    ],
)  # fmt: skip
def test_what_the_tests_do_not_need_is_refused_and_nothing_is_kept(
    lab: Lab, here: tuple[TubeHere, ...], said: str
) -> None:
    before = facts(lab)
    with refused(said):
        arrived(lab, here, "PT", "K")
    assert facts(lab) == before


def test_the_window_enters_what_arrived(lab: Lab) -> None:
    lab.sign_in("phleb")
    assert states(lab, arrived(lab, True, "K")) == ["received"]


def test_another_systems_barcode_finds_the_tube_everywhere(lab: Lab) -> None:
    made = arrived(lab, (TubeHere(part=1, barcode=" HIS-77 "),), "K")
    number = made.samples[0].sample
    assert sample_of(lab.conn, "HIS-77").number == sample_ever(lab.conn, "HIS-77").number == number
    record(lab, "HIS-77", [Given(test="K", value="4.1")])
    lab.sign_in("path")
    # By both its numbers at once, it is released once.
    released = release(lab, ["HIS-77", number])
    assert [out.order for out in released] == [made.order]
    assert samples.results(lab.conn, number)["K"].version == 1
    assert samples.conflicts(lab.conn) == []
    assert list(differences(lab.conn)) == []


def test_a_barcode_in_other_letters_is_another(lab: Lab) -> None:
    arrived(lab, (TubeHere(part=1, barcode="HIS-77"),), "K")
    with pytest.raises(Refused, match=r"^Scan again: a sample number has only digits"):
        sample_of(lab.conn, "his-77")


def test_a_barcode_on_two_open_tubes_is_refused_by_name(lab: Lab) -> None:
    first = arrived(lab, (TubeHere(part=1, barcode="HIS-77"),), "K")
    tail = first.samples[0].sample[-4:]
    said = f"Barcode HIS-77 is on a tube already: sample {tail} of Asha Devi. Look at both tubes."
    with refused(said):
        arrived(lab, (TubeHere(part=1, barcode="HIS-77"),), "K", patient=RAVI)
    made = order(lab, "HB", patient=RAVI)
    with refused(said):
        bind(lab, made.samples[0].sample, "HIS-77")


def test_a_barcode_of_weeks_ago_finds_the_newer_tube(lab: Lab, clock: Clock) -> None:
    old = arrived(lab, (TubeHere(part=1, barcode="HIS-77"),), "K").samples[0].sample
    reject(lab, old, "CLOTTED")
    assert sample_ever(lab.conn, "HIS-77").id == old
    clock.turn(21 * 24 * 60)
    new = arrived(lab, (TubeHere(part=1, barcode="HIS-77"),), "K", patient=RAVI).samples[0].sample
    assert sample_of(lab.conn, "HIS-77").id == new
    assert sample_of(lab.conn, old).id == old
    assert list(differences(lab.conn)) == []


def labels(lab: Lab, made: Registered) -> list[str]:
    return [
        s.sample for s in made.samples if any(j.form == "label" for j in jobs.of_subject(lab.conn, s.sample))
    ]


def test_our_label_prints_or_not_as_the_hospital_sets(lab: Lab) -> None:
    here = (TubeHere(part=1, barcode="HIS-77"), TubeHere(part=2))
    made = arrived(lab, here, "PT", "K")
    assert labels(lab, made) == [s.sample for s in made.samples]
    lab.home.catalogue.mkdir()
    (lab.home.catalogue / "settings.csv").write_text("code,value,note\nbarcode,keep,\n")
    del lab.catalogue
    here = (TubeHere(part=1, barcode="HIS-78"), TubeHere(part=2))
    made = arrived(lab, here, "PT", "K", patient=RAVI)
    assert labels(lab, made) == [made.samples[1].sample]


def test_a_blank_label_is_the_samples_own_number(lab: Lab) -> None:
    one, two = blank_labels(lab, 2)
    with refused(f"Label {one[-4:]} is not bound to an order yet: scan it at intake, for the tube it is on."):
        receive(lab, one)
    made = arrived(lab, (TubeHere(part=2, barcode=one), TubeHere(part=1, barcode="HIS-77")), "PT", "K")
    assert made.samples[1].sample == one
    assert labels(lab, made) == [made.samples[0].sample]
    assert sample_of(lab.conn, one).state == "received"
    with refused(f"Label {one[-4:]} has its tube already: sample {one[-4:]} of Asha Devi."):
        arrived(lab, (TubeHere(part=1, barcode=one),), "K", patient=RAVI)
    later = order(lab, "HB", patient=RAVI).samples[0].sample
    assert bind(lab, later, two).number == two
    with refused(f"Label {two[-4:]} has its tube already: sample {two[-4:]} of Ravi Kumar."):
        bind(lab, made.samples[0].sample, two)
    assert list(differences(lab.conn)) == []


def test_a_number_that_is_no_blank_label_is_refused(lab: Lab) -> None:
    other = sample_number(2, 1)
    with refused(f"{other} is no blank label of this home: print our own label for this tube."):
        arrived(lab, (TubeHere(part=1, barcode=other),), "K")


def test_a_mistyped_number_of_ours_is_no_barcode_of_another_system(lab: Lab) -> None:
    (label,) = blank_labels(lab, 1)
    wrong = label[:-1] + str((int(label[-1]) + 1) % 10)
    made = order(lab, "K")
    for typed in (wrong, f"{wrong[:4]} {wrong[4:8]} {wrong[8:]}"):
        with refused(f"Scan again: check digit wrong in {wrong}."):
            bind(lab, made.samples[0].sample, typed)
    # What begins with the number of no home of this site is another system's.
    strange = next(text for n in range(10) if not is_number(text := f"77000000005{n}"))
    assert bind(lab, made.samples[0].sample, strange).number == made.samples[0].sample


@pytest.mark.parametrize("scanned", ["H104233", "h104233", "9810012345"])
def test_a_patients_number_on_a_tube_tells_no_tube_from_another(lab: Lab, scanned: str) -> None:
    ids = (
        Ident(system="hospital", value="H104233"),
        Ident(system="mobile", value="98100 12345"),
    )
    whose = PatientRequest(name="Ravi Kumar", sex="M", age="40 y", ids=ids)
    before = facts(lab)
    with refused(f"{scanned} is a number of Ravi Kumar, not of a tube: scan the tube's own barcode."):
        arrived(lab, (TubeHere(part=1, barcode=scanned),), "K", patient=whose)
    assert facts(lab) == before


def test_a_tube_that_is_done_with_takes_no_further_code(lab: Lab) -> None:
    number = order(lab, "K").samples[0].sample
    reject(lab, number, "CLOTTED")
    with pytest.raises(Refused, match="was rejected"):
        bind(lab, number, "HIS-77")
