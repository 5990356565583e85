"""Control materials, their lots, and what each lot is expected to give."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from labkiosk.board import controls, qc
from labkiosk.board.controls import Lot, Material
from labkiosk.catalogue.model import Test
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.qc import LotClosed, LotOpened, MaterialNamed, Target, TargetsSet
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.qc_vial import lot_of, refuse_closed_lot
from labkiosk.rules.numeric import Reading, parse_reading, plain
from labkiosk.rules.text import clean, printable
from labkiosk.rules.units import find_unit, own_unit

FEWEST = 20
"""Own values from which a mean and an SD are found, at the least: CLSI C24 asks for 20."""


class Goal(NamedTuple):
    """A target as it was typed; without mean and SD they are still to be found from the laboratory's own values."""

    test: str
    mean: str = ""
    sd: str = ""
    unit: str = ""


def name_material(lab: Lab, name: str, level: str, maker: str = "") -> Material:
    """A control material of one level; the same name and level again only changes its maker. Raises Refused."""
    lab.require("qc")
    called = clean(name, "Name of the material", limit=40, required=True)
    at_level = clean(level, "Level", limit=12, required=True)
    with lab.act() as act:
        known = [
            m for m in controls.materials(act.conn) if _same(m.name, called) and _same(m.level, at_level)
        ]
        made = MaterialNamed(
            material=known[0].id if known else act.mint("C"),
            name=called,
            maker=clean(maker, "Maker", limit=40),
            level=at_level,
        )
        act.append(made)
    return Material(made.material, made.name, made.maker, made.level)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def material_of(conn: Connection, text: str, level: str = "") -> Material:
    """The material of that id, or of that name and level. Raises Refused."""
    wanted = text.strip()
    there = controls.materials(conn)
    found = [m for m in there if m.id == wanted.upper()] or [
        m for m in there if _same(m.name, wanted) and (not level.strip() or _same(m.level, level.strip()))
    ]
    if len(found) == 1:
        return found[0]
    shown = printable(wanted, limit=40)
    if found:
        levels = " or ".join(m.level for m in found)
        raise Refused(f"{shown} has levels: say {levels}.")
    raise Refused(f"No control material {shown} is known here: labkiosk qc materials lists them.")


def open_lot(
    lab: Lab,
    material: str,
    number: str,
    expires: str,
    *,
    level: str = "",
    opened: str = "",
    label: bool = True,
) -> Lot:
    """A lot is in use from now on, and the label of its vial prints; dates as ``2027-03-31``. Raises Refused."""
    lab.require("qc")
    called = clean(number, "Lot number", limit=24, required=True)
    today = lab.today()
    last, first = _day(expires, "expiry date"), _day(opened, "day it was opened") if opened.strip() else today
    if last < today:
        raise Refused(f"Lot {called} expired on {last:%d %b %Y}: it cannot be used.")
    if first > today:
        raise Refused(f"Lot {called} cannot have been opened on {first:%d %b %Y}: that has not come yet.")
    with lab.act() as act:
        of = material_of(act.conn, material, level)
        if any(lot.material.id == of.id and _same(lot.number, called) for lot in controls.lots(act.conn)):
            raise Refused(f"Lot {called} of {of.name}, level {of.level}, is in use already.")
        made = act.mint("V")
        act.append(
            LotOpened(
                lot=made, material=of.id, number=called, expires=last.isoformat(), opened=first.isoformat()
            )
        )
        if label:
            act.append(PaperAsked(jobs=(ask(act, "control", made, first=True),)))
        act.settle()
        return lot_of(act.conn, made)


def _day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f"Type the {what} like 2027-03-31.") from None


def close_lot(lab: Lab, lot: str, reason: str) -> Lot:
    """The lot is no more in use; what was run with it stays. Raises Refused."""
    lab.require("qc")
    why = clean(reason, "Reason", limit=120, required=True)
    with lab.act() as act:
        of = lot_of(act.conn, lot)
        refuse_closed_lot(of)
        act.append(LotClosed(lot=of.id, reason=why))
    return of


def numeric_test(lab: Lab, code: str) -> Test:
    """The numeric test of that code. Raises Refused."""
    found = lab.catalogue.expand([code])[0]
    if found.kind != "numeric" or found.code != code.strip().upper():
        raise Refused(
            f"{printable(code.strip().upper(), limit=24)} is no numeric test: it has no mean and no SD."
        )
    return found


def set_targets(lab: Lab, lot: str, goals: Sequence[Goal]) -> Lot:
    """What a lot is expected to give, by the maker's sheet; for what is run from here on. Raises Refused."""
    lab.require("qc")
    with lab.act() as act:
        of = lot_of(act.conn, lot)
        refuse_closed_lot(of)
        if not goals:
            raise Refused("Give at least one target: a test, its mean and its SD.")
        targets = tuple(_target(lab, goal) for goal in goals)
        codes = [target.test for target in targets]
        if twice := next((code for code in codes if codes.count(code) > 1), ""):
            raise Refused(f"{twice} stands there twice: give one target.")
        act.append(TargetsSet(lot=of.id, targets=targets))
    return of


def _target(lab: Lab, goal: Goal) -> Target:
    test = numeric_test(lab, goal.test)
    unit = (find_unit(test, goal.unit) or own_unit(test)).shown
    if bool(goal.mean.strip()) != bool(goal.sd.strip()):
        raise Refused(f"{test.code}: give mean and SD, or neither.")
    if not goal.mean.strip():
        return Target(test=test.code, mean="", sd="", unit=unit)
    average, spread = (
        single(text, f"{test.code} {what}").number for text, what in ((goal.mean, "mean"), (goal.sd, "SD"))
    )
    if spread < 0:
        raise Refused(f"{test.code}: an SD is not below zero.")
    return Target(test=test.code, mean=plain(average), sd=plain(spread), unit=unit)


def single(text: str, what: str) -> Reading:
    """A number without < or >. Raises Refused."""
    reading = parse_reading(text, what)
    if reading.comparator:
        raise Refused(f"{what}: {text.strip()} is no single number. Type one like 7.8.")
    return reading


def target_from_runs(lab: Lab, lot: str, test: str) -> Target:
    """The laboratory's own mean and SD of a test in a lot: of its values so far that no rule rejected.

    Two decimals more than the test is shown with. Raises Refused below FEWEST values.
    """
    from statistics import mean, stdev

    lab.require("qc")
    with lab.act() as act:
        of = lot_of(act.conn, lot)
        refuse_closed_lot(of)
        wanted = numeric_test(lab, test)
        values = [Decimal(p.number) for p in qc.points_of_lot(act.conn, of.id, wanted.code) if not p.failed]
        if len(values) < FEWEST:
            raise Refused(
                f"{wanted.code} has {len(values)} values of lot {of.number}: a mean and an SD take {FEWEST}."
            )
        step = Decimal(1).scaleb(-wanted.decimals - 2)
        found = Target(
            test=wanted.code,
            mean=plain(mean(values).quantize(step, ROUND_HALF_EVEN)),
            sd=plain(stdev(values).quantize(step, ROUND_HALF_EVEN)),
            unit=own_unit(wanted).shown,
            n=len(values),
        )
        act.append(TargetsSet(lot=of.id, targets=(found,)))
    return found
