"""Where a scanned tube opens, for whom, and at which bench."""

from pathlib import Path

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.intake import register
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from labkiosk.tui.next_step import next_step, order_in
from tests.tui.desks import StillClock, lab, new_home


def test_a_tube_through_its_whole_life(tmp_path: Path) -> None:
    clock = StillClock()
    with lab(new_home(tmp_path, clock), clock) as desk:
        asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        placed = register(desk, OrderRequest(patient=asha, tests=("NA", "K")))
        number = placed.samples[0].sample

        def step(role: str, bench: str | None = None) -> tuple[str, str]:
            desk.sign_in(role)
            found = next_step(desk, sample_of(desk.conn, number), bench)
            assert found.number == number
            return found.screen, found.said

        assert step("phleb") == ("receive", "")
        desk.sign_in("tech")
        receive(desk, number)
        assert step("phleb")[1] == "Sample 0016 is at the bench: a technician records it."
        assert step("tech") == ("results", "")
        assert step("tech", "CHEM") == ("results", "")
        assert step("tech", "HAEM") == ("sample", "Sample 0016 belongs to Biochemistry: take it there.")
        desk.sign_in("tech")
        record(desk, number, [Given(test="NA", value="140")])
        assert step("path", "CHEM") == ("results", "")
        desk.sign_in("tech")
        record(desk, number, [Given(test="K", value="4.1")])
        assert step("tech") == ("sample", "Sample 0016 waits for release by a pathologist.")
        assert step("path", "HAEM") == ("release", "")
        desk.sign_in("path")
        release(desk, [number])
        assert step("path") == ("sample", "Sample 0016 is reported: nothing is left to do on it.")


def test_a_rejected_tube_opens_as_it_is(tmp_path: Path) -> None:
    clock = StillClock()
    with lab(new_home(tmp_path, clock), clock) as desk:
        asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        number = register(desk, OrderRequest(patient=asha, tests=("NA",))).samples[0].sample
        other = reject(desk, number, "UNLABELLED").replacement
        said = next_step(desk, sample_of(desk.conn, number), None)
        assert said == ("sample", number, f"Sample 0016 was rejected: {other} is expected instead.")


def test_only_papers_of_this_laboratory_open_an_order(tmp_path: Path) -> None:
    clock = StillClock()
    with lab(new_home(tmp_path, clock), clock) as desk:
        asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        placed = register(desk, OrderRequest(patient=asha, tests=("NA",)))
        assert order_in(desk, f"LK:CARD:{placed.order}") == placed.order
        assert order_in(desk, f"LK:REPORT:{placed.order}:2") == placed.order
        assert order_in(desk, placed.samples[0].sample) == ""
        for wrong in ("LK:CARD:O01-0000099", "LK:REPORT:", f"LK:OTHER:{placed.order}"):
            with pytest.raises(Refused) as found:
                order_in(desk, wrong)
            assert str(found.value) == f"{wrong} is not a paper of this laboratory: scan the tube."
