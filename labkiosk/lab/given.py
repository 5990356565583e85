"""What is given for a test, what is answered, and whose value it is."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from labkiosk.board import orders, patients, samples
from labkiosk.facts.results import Entry
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.when import drawn_at
from labkiosk.rules.age import age_days, age_months
from labkiosk.rules.bands import reference_beside

State = Literal["held", "recorded", "beside", "released"]
Repeat = Literal["", "counts", "beside"]


class Given(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value for a test; ``again`` is the value typed a second time, ``reason`` why an earlier one is replaced,
    ``kit`` the name and lot of what it was read on, for a test that several kits must agree on.

    ``reference`` is the range of the other laboratory that did the test, as it gave it. ``dilution`` is how many times
    the specimen was diluted, for a value that was read in the dilution. ``repeat`` is for a test done a second time:
    this value ``counts``, or it is kept ``beside`` the first, which does, for that ``reason``.
    """

    test: str
    value: str
    unit: str | None = None
    again: str | None = None
    reason: str = ""
    comment: str = ""
    kit: str = ""
    reference: str = ""
    dilution: str = ""
    repeat: Repeat = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a value; ``needs``: ``again`` (type it again), ``second`` (another person types it), ``release``.

    ``laboratory`` is there for a test that another one did; ``held`` and ``delta``, in sentences, where the rules find
    it unlikely; ``follows`` where it asks for another test, and says what became of that.
    """

    sample: str
    test: str
    value: str
    unit: str
    flag: str
    reference: str
    state: State
    needs: tuple[str, ...]
    comment: str = ""
    laboratory: str | msgspec.UnsetType = msgspec.UNSET
    held: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    delta: str | msgspec.UnsetType = msgspec.UNSET
    follows: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whose value it is: what range and flag depend on. ``age`` is in days at collection, ``years`` completed then;
    both are None if not known. Where nobody said it, she is not ``pregnant``."""

    sex: str
    age: int | None
    years: int | None = None
    pregnant: bool = False


def subject_of(lab: Lab, conn: Connection, sample: samples.Sample) -> Subject:
    """The patient as ranges see them: age counted at collection, or at the order where that was not stated."""
    patient = patients.patient(conn, sample.patient)
    order = orders.order(conn, sample.order)
    assert patient is not None and order is not None
    pregnant = patient.sex != "M" and orders.pregnant(conn, order.id) == "yes"
    if patient.birth_date is None:
        return Subject(sex=patient.sex, age=None, pregnant=pregnant)
    birth, drawn = (
        date.fromisoformat(patient.birth_date),
        lab.local(drawn_at(order, samples.drawn(conn, sample))).date(),
    )
    return Subject(
        sex=patient.sex, age=age_days(birth, drawn), years=age_months(birth, drawn) // 12, pregnant=pregnant
    )


def answer(
    sample: samples.Sample, of: Entry | samples.Result, needs: Sequence[str], follows: tuple[str, ...] = ()
) -> Answer:
    """What became of a value that still ``needs`` so much, and what ``follows`` from it."""
    beside = isinstance(of, Entry) and of.repeat == "beside"
    return Answer(
        sample=sample.number,
        test=of.test,
        value=of.value,
        unit=of.unit,
        flag=of.flag,
        reference=reference_beside(of.reference, of.own_unit, of.unit, theirs=of.theirs),
        state="beside" if beside else "held" if needs else "recorded",
        needs=() if beside else tuple(needs) or ("release",),
        comment=of.comment,
        laboratory=of.laboratory or msgspec.UNSET,
        held=of.held or msgspec.UNSET,
        delta=of.delta or msgspec.UNSET,
        follows=follows or msgspec.UNSET,
    )
