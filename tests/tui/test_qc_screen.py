"""Quality control by keys and scans: runs, failures, charts and lots."""

from pathlib import Path
from typing import Any

import pytest

from labkiosk.board import controls, jobs, qc
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.qc import Reading, resolve, run_controls
from labkiosk.lab.qc_lots import Goal, close_lot, name_material, open_lot, set_targets
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from tests.lab.controls import HIGH, LOW, set_up, sodium
from tests.tui.desks import Seat, StillClock, lab, new_home, seat
from tests.tui.pictures import SIZES, Play, looks_the_same
from tests.tui.test_screens import rows

VIAL = f"LK:QC:{LOW}"


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    """Two levels; a good run, a patient's sodium, and a run of which level 1 failed."""
    home = new_home(tmp_path, clock)
    with lab(home, clock, "tech") as desk:
        set_up(desk)
        sodium(desk, "121", "149")
        clock.later(30)
        register(
            desk, OrderRequest(patient=PatientRequest(name="Asha Devi", sex="F", age="51 y"), tests=("NA",))
        )
        receive(desk, "010000000016")
        record(desk, "010000000016", [Given(test="NA", value="140")])
        clock.later(30)
        sodium(desk, "127", "150")
    return home


async def at_qc(here: Seat) -> None:
    await here.press("ctrl+g", "q")
    assert here.top.NAME == "qc"


async def test_the_failure_stands_first_with_the_patients_it_may_concern(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        assert rows(here) == [
            "CHEM   NA       1      4581            127 FAILED 1-3s, 11:00",
            "CHEM   K        1      4581                not run yet",
            "CHEM   K        2      4582                not run yet",
            "CHEM   NA       2      4582            150 good 11:00",
        ]
        assert here.text("#told").split("\n") == [
            "Sodium: Serum control, lot 4581, mean 120, SD 2 mmol/L.",
            "level 1: 127 mmol/L, +3.50 SD, 1-3s, 1-2s",
            "1 value of patients since its last good control: 0016.",
        ]
        await here.press("f9")
        assert here.said == "tech (technician) may not resolve failed QC: ask a pathologist or a supervisor."
        await here.press("down", "f9")
        assert here.said == "K, level 1, has no failure to resolve."
        await here.press("f11")
        assert here.said == "K was not run with this lot yet."


@pytest.mark.parametrize("name", ["qc.csv", "averages.csv"])
async def test_a_file_of_rules_with_a_fault_is_said_and_stops_nothing(
    home: Path, clock: StillClock, name: str
) -> None:
    (home / "catalogue").mkdir()
    (home / "catalogue" / name).write_text("test\n")
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        assert rows(here)[0] == "CHEM   NA       1      4581            127 FAILED 1-3s, 11:00"
        fault = "qc.csv has a fault"
        assert any(line.endswith(fault) for line in rows(here)) == (name == "qc.csv")
        assert here.text("#means").startswith("Patients' means: averages.csv row 1:") == (name != "qc.csv")
        await here.press("enter", *"127.5", "enter", "f9")
        assert here.said.startswith("qc.csv row 1:" if name == "qc.csv" else "NA level 1 FAILED")


async def test_what_has_left_already_is_said(home: Path, clock: StillClock) -> None:
    with lab(home, clock, "path") as desk:
        release(desk, ["010000000016"])
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        assert here.text("#told").split("\n")[2] == (
            "1 value of patients since its last good control (1 released): 0016."
        )


async def test_whoever_may_resolves_it_with_a_reason(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "path") as here:
        await at_qc(here)
        await here.press("f9", *"tea", "tab", *"old vial", "f9")
        assert here.said.startswith("'tea' is not what can be done: name repeated, vial,")
        await here.press("ctrl+u", *"vial", "f9")
        assert here.said == "NA is resolved. Run the control again to see that it is good."
        assert rows(here)[2] == "CHEM   NA       1      4581            127 failed 11:00, resolved"
    with lab(home, clock) as look:
        (point,) = [p for p in qc.run_of(look.conn, "E01-0000002") if p.failed]
        assert (point.action, point.reason, point.resolved_by) == ("vial", "old vial", "badge:path")


async def test_a_vial_scanned_anywhere_opens_its_run(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "tech") as here:
        await here.scan(VIAL)
        assert here.top.NAME == "controls"
        await here.press(*"3.05", "enter")
        assert here.said == "K 3.05. F9 records the run."
        await here.press(*"12 0", "enter")
        await here.press("ctrl+u", *"120.5", "enter")
        await here.scan(f"LK:QC:{HIGH}")
        assert here.said == "Level 2: type what it gave."
        await here.press("enter", *"150", "enter", "f12", *"after service", "f9", "f11", *"A", "f9")
        assert rows(here) == [
            "1        4581         K        3.0 +- 0.1 mEq/L                             3.05",
            "1        4581         NA       120 +- 2 mmol/L                             120.5",
            "2        4582         K        6.0 +- 0.1 mEq/L",
            "2        4582         NA       150 +- 2 mmol/L                               150",
        ]
        assert here.text("#told").split("\n")[1] == "on A   after service"
        await here.press("ctrl+y")
        assert rows(here)[3].endswith("mmol/L")
        await here.press(*"150", "enter", "escape")
        await here.scan(VIAL)
        assert rows(here)[3].endswith("mmol/L                               150")
        await here.press("f12", *"after service", "f9", "f11", *"A", "f9", "f9")
        assert here.said == "3 values recorded, all good. Esc goes back."
        await here.press("f9")
        assert here.said == "Give at least one control's value."
    with lab(home, clock) as look:
        made = qc.run_of(look.conn, "E01-0000003")
        assert [(p.test, p.level, p.value, p.instrument, p.comment) for p in made] == [
            ("K", "1", "3.05", "A", "after service"),
            ("NA", "1", "120.5", "A", "after service"),
            ("NA", "2", "150", "A", "after service"),
        ]


async def test_a_run_is_typed_with_a_scanner_alone(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "tech") as here:
        await here.scan(VIAL, "LK.3", "LK.POINT", "LK.0", "LK.ENTER")
        assert here.said == "K 3.0. F9 records the run."
        await here.scan("LK.1", "LK.2", "LK.CLEAR", "LK.LESS", "LK.1", "LK.ENTER")
        assert here.said == "NA: <1 is no single number. Type one like 7.8."
        await here.scan("LK.1", "LK.2", "LK.1", "LK.ENTER", f"LK:QC:{HIGH}", "LK.DOWN", "LK.1", "LK.9")
        await here.scan("LK.CLEAR", "LK.1", "LK.5", "LK.1", "LK.ENTER")
        assert [row.split()[-1] for row in rows(here)] == ["3.0", "121", "mEq/L", "151"]
        await here.scan("LK.UP", "LK.DOWN", "LK.CLEAR", "LK.RECORD")
        assert here.said == "2 values recorded, all good. Esc goes back."


async def test_a_vial_that_may_not_be_run_says_so_before_anything_is_typed(
    home: Path, clock: StillClock
) -> None:
    with lab(home, clock, "tech") as desk:
        close_lot(desk, LOW, "leaked")
    clock.later(24 * 60 * 140)
    async with seat(home, clock, "tech") as here:
        await here.scan(VIAL)
        assert here.said == "Lot 4581 is no more in use (leaked): open a new one."
        await at_qc(here)
        await here.press("enter")
        assert here.said == "Lot 4582 expired on 2027-03-31: open a new one."
        await here.press("down", "enter")
        assert here.said == "Lot 4581 is no more in use (leaked): open a new one."
        assert here.top.NAME == "qc"
        await here.scan(f"LK:QC:{HIGH}")
        assert here.said == "Lot 4582 expired on 2027-03-31: open a new one."


async def test_a_run_that_fails_says_so_at_once(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        await here.press("enter", *"127.5", "enter", "f9")
        assert here.said == (
            "NA level 1 FAILED: 1-3s, 2-2s. 1 value of patients since its last good control: Esc shows them."
        )
        await here.scan("LK:QC:V01-0000009")
        assert here.said == "No control lot LK:QC:V01-0000009 is in use here: labkiosk qc lots lists them."
        await here.scan("010000000016")
        assert here.top.NAME in ("sample", "results")


async def test_the_chart_is_walked_and_printed(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        await here.press("f11")
        assert here.top.NAME == "levey"
        lines = here.text("#chart").split("\n")
        assert lines[0] == "Sodium   1 level 1  2 level 2   X failed  x resolved  ! warned  | new lot"
        assert lines[1:3] == [" >3s    1", " +3s =".ljust(80, "=")]
        assert lines[16:] == [
            "        ^",
            "22 Nov 11:00  level 1: 127 mmol/L, +3.50 SD, 1-3s, 1-2s; level 2: 150 mmol/L,", "+0.00 SD",
            "NOT RESOLVED",
        ]  # fmt: skip
        await here.press("left", "left")
        assert here.text("#chart").split("\n")[16:] == [
            "      ^ X", "22 Nov 10:00  level 1: 121 mmol/L, +0.50 SD; level 2: 149 mmol/L, -0.50 SD",
        ]  # fmt: skip
        await here.press("right", "right", "f11")
        assert here.said == "The chart will print."
    with lab(home, clock) as look:
        assert [job.form for job in jobs.of_subject(look.conn, "N01-0000001", "levey")] == ["levey"]


async def test_the_run_pointed_at_is_corrected(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "super") as here:
        await at_qc(here)
        await here.press("f11", "f12", *"4", "tab", *"120", "tab", *"slip", "f9")
        assert here.said == "Type a level of this run: 1 or 2."
        await here.press("ctrl+u", *"1", "f9")
        assert here.said == ("Corrected. level 1: 120 mmol/L, +0.00 SD, corrected from 127 mmol/L (slip)")
        assert here.text("#chart").split("\n")[17:] == [
            "22 Nov 11:00  level 1: 120 mmol/L, +0.00 SD, corrected from 127 mmol/L (slip);",
            "level 2: 150 mmol/L, +0.00 SD",
        ]


async def test_two_kiosks_that_type_one_run_keep_it_once(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "tech") as one, seat(home, clock, "super") as two:
        for here in (one, two):
            await here.scan(VIAL)
            await here.press(*"3.05", "enter", *"120", "enter", "f9")
        assert one.said == "2 values recorded, all good. Esc goes back."
        said = "Recorded at 11:00 already, by Example Technician. Measured twice: say so as a comment."
        assert two.said == said
        await two.press("f9", "f9")
        assert two.said == said
        await two.scan(VIAL)
        await two.press("down", *"121", "enter", "f9")
        assert two.said == "2 values recorded, all good. Esc goes back."
        await one.scan(VIAL)
        await one.press(*"3.05", "enter", *"121", "enter", "f9")
        assert one.said.startswith("Recorded at 11:00 already, by Example Supervisor.")


async def test_a_lot_is_taken_into_use_with_its_targets_and_closed(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        await here.press("f12", *"Urine", "tab", *"1", "tab", *"77", "tab", *"2027-13-01", "f9")
        assert here.said == "Type the expiry date like 2027-03-31."
        await here.press("tab", "tab", "tab", "ctrl+u", *"2027-12-01", "f9")
        await here.press(*"crea", "tab", *"1.1", "tab", *"0.1", "f9")
        assert here.said == "Lot 77: the target of CREA is kept."
        await here.press("escape")
        assert rows(here)[1] == "CHEM   CREA     1      77                  not run yet"
        await here.press("down", "ctrl+e", *"urea", "f9", "escape")
        assert rows(here)[4].startswith(
            "CHEM   UREA     1      77                  no target yet, not run yet"
        )
        await here.press("ctrl+d", *"leaked", "f9")
        assert here.said == "Lot 77 is no more in use."
        assert len(rows(here)) == 4
    with lab(home, clock) as look:
        (lot,) = controls.lots(look.conn, closed=True)
        assert (lot.number, lot.expires, lot.reason, lot.material.name) == (
            "77",
            "2027-12-01",
            "leaked",
            "Urine",
        )


async def test_three_levels_that_failed_are_said_in_few_words_with_what_was_done(
    home: Path, clock: StillClock
) -> None:
    with lab(home, clock, "tech") as desk:
        lot = open_lot(desk, name_material(desk, "Serum control", "3").id, "4583", "2027-01-01")
        set_targets(desk, lot.id, [Goal("NA", "170", "2")])
        clock.later(30)
        given = [Reading(lot, "NA", value) for lot, value in ((LOW, "127"), (HIGH, "157"), (lot.id, "177"))]
        run = run_controls(desk, given)[0].run
    with lab(home, clock, "path") as desk:
        resolve(desk, run, (), "other", "The electrode was changed, and " + "rinsed twice, " * 9)
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        at = next(n for n, line in enumerate(rows(here)) if " NA " in line)
        await here.press(*["down"] * at, "f11")
        lines = here.text("#chart").split("\n")
        assert lines[0].rstrip() == "Sodium   1 level 1  2 level 2  3 level 3"
        assert lines[17:] == [
            "22 Nov 11:30  1: 127 +3.50 1-3s 2-2s 1-2s; 2: 157 +3.50 1-3s 2-2s 1-2s; 3: 177",
            "+3.50 1-3s 2-2s 1-2s",
            "Something else: The electrode was changed, and rinsed twice, rinsed twice, rins>",
        ]  # fmt: skip
        assert here.top.query_one("#chart").region.height == 20


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x %s", "क्षत्रिय"])
async def test_names_that_are_markup_stand_as_they_are(home: Path, clock: StillClock, name: str) -> None:
    with lab(home, clock, "tech") as desk:
        made = open_lot(desk, name_material(desk, name, name[:12]).id, name, "2027-01-01")
        set_targets(desk, made.id, [Goal("UREA", "30", "2")])
        run_controls(desk, [Reading(made.id, "UREA", "31")], instrument=name, comment=name)
    async with seat(home, clock, "tech") as here:
        await at_qc(here)
        at = next(n for n, line in enumerate(rows(here)) if "UREA" in line)
        await here.press(*["down"] * at)
        assert name in here.text("#told")
        await here.press("f11")
        assert name in here.text("#chart")
        await here.press("escape", "enter")
        assert name in here.text("#told")
        await here.press("escape", "ctrl+d", *"gone", "f9")
        assert here.said == f"Lot {name} is no more in use."


async def listing(here: Seat) -> None:
    await at_qc(here)


async def running(here: Seat) -> None:
    await here.scan(VIAL)
    await here.press(*"3.05", "enter")


async def charting(here: Seat) -> None:
    await at_qc(here)
    await here.press("f11")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("play", [listing, running, charting], ids=lambda p: p.__name__)
def test_a_qc_picture(
    snap_compare: Any, home: Path, clock: StillClock, play: Play, size: tuple[int, int]
) -> None:
    looks_the_same(snap_compare, home, clock, size, play)
