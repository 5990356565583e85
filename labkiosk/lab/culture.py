"""Cultures: read after hours and days, until the last reading is final."""

from typing import cast, get_args

import msgspec

from labkiosk.board import cultures
from labkiosk.board.cultures import Isolate as Standing
from labkiosk.catalogue.cultures import CultureRule
from labkiosk.facts.culture import CultureRead, Isolate
from labkiosk.facts.errors import Refused
from labkiosk.journal.write import Act
from labkiosk.lab.given import Answer
from labkiosk.lab.judging import judge_anew
from labkiosk.lab.lab import Lab
from labkiosk.lab.microbiology import organism_of, rule_of
from labkiosk.lab.staged import Taken, settle, take
from labkiosk.rules.culture import HOUR_MS, Found, hours_read, next_reading, quantity, summary
from labkiosk.rules.text import clean, either

_MOST_ISOLATES = 20
_FLAGS = {"none": "", "abnormal": "A", "critical": "AA"}


class Grown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What grew: an organism by code or name, and how much. ``number`` corrects that isolate; ``struck`` says why it
    counts no more."""

    organism: str = ""
    quantity: str = ""
    number: int | None = None
    struck: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One look at a culture. ``hours`` is told by the clock where None, and never less than at the look before.
    ``final``: None says so of no growth at the last reading, and of nothing else. ``reason``: why what stands is
    corrected."""

    test: str
    found: Found
    final: bool | None = None
    hours: int | None = None
    gram: str = ""
    isolates: tuple[Grown, ...] = ()
    comment: str = ""
    reason: str = ""


def read_culture(lab: Lab, number: str, reading: Reading) -> Answer:
    """Keep a reading of a culture; its line becomes the result, which waits for release as any other.

    Raises Refused for what contradicts what stands, and for a final culture without a reason.
    """
    lab.require("record")
    struck = next((grown.struck for grown in reading.isolates if grown.struck), "")
    reason = clean(reading.reason or struck, "Reason", limit=120)
    with lab.act() as act:
        of = take(lab, act, number, reading.test, "culture", reason)
        last = cultures.culture(act.conn, of.sample.id, of.test.code)
        if last is not None and last.final and not reason:
            raise Refused(f"{of.test.code} is final: give the reason to correct it.")
        rule = rule_of(lab, of.test.code)
        isolates = _isolates(lab, act, of, rule, reading, reason)
        fact = _fact(lab, of, rule, reading, isolates, reason, last.hours if last else 0)
        _refuse_contradiction(reading.found, fact, standing := _after(act, of, isolates))
        act.append(fact)
        judge_anew(lab, act, of, isolates)
        value = summary(reading.found, fact.hours, _lines(act, of, standing), fact.gram)
        flag = _FLAGS[rule.growth] if _is_growth(reading.found, standing) else ""
        example = (bool(flag) and rule.example) or _by_examples(act, of)
        return settle(lab, act, of, value, flag, comment=fact.comment, reason=reason, example=example)


def retold(lab: Lab, act: Act, of: Taken, reason: str) -> Answer:
    """The result's line anew, after something was added to what grew: it is to be released again."""
    last = cultures.culture(act.conn, of.sample.id, of.test.code)
    assert last is not None and of.standing is not None
    standing = cultures.isolates(act.conn, of.sample.id, of.test.code)
    value = summary(cast(Found, last.found), last.hours, _lines(act, of, standing), last.gram)
    return settle(
        lab,
        act,
        of,
        value,
        of.standing.flag,
        comment=last.comment,
        reason=reason,
        example=_by_examples(act, of),
    )


def _isolates(
    lab: Lab, act: Act, of: Taken, rule: CultureRule, reading: Reading, reason: str
) -> tuple[Isolate, ...]:
    standing = {i.number: i for i in cultures.isolates(act.conn, of.sample.id, of.test.code)}
    made: dict[int, Isolate] = {}
    for grown in reading.isolates:
        # Never one that was used, be it struck: a number means the same colony for ever.
        number = max((*standing, *made), default=0) + 1 if grown.number is None else grown.number
        if number > _MOST_ISOLATES or number in made or (grown.number is not None and number not in standing):
            raise Refused(
                f"{of.test.code} has no isolate {number} to correct: leave its number out for a new one."
            )
        made[number] = _isolate(lab, rule, number, grown, standing.get(number), reason)
        twin = next(
            (i for i in standing.values() if i.organism == made[number].organism and not i.struck), None
        )
        if twin is not None and number not in standing and not reason:
            raise Refused(
                f"{twin.name} stands as isolate {twin.number} already: leave it out, type {twin.number} before it, or"
                " give the reason for a second one."
            )
    return tuple(made.values())


def _isolate(
    lab: Lab, rule: CultureRule, number: int, grown: Grown, before: Standing | None, reason: str
) -> Isolate:
    struck = clean(grown.struck, "Reason", limit=120)
    if before is not None and not grown.organism.strip():
        code, name, is_grown = before.organism, before.name, before.grown
    else:
        organism = organism_of(lab, clean(grown.organism, "Organism", required=True))
        if organism.kind == "none":
            raise Refused(f"{organism.name} is no isolate: read it as no growth.")
        code, name, is_grown = organism.code, organism.name, organism.kind == "organism"
    if before is not None and before.organism != code and not reason:
        raise Refused(f"Isolate {number} is {before.name}: give the reason to call it {name}.")
    amount = clean(grown.quantity, "Quantity", limit=40)
    if before is not None and not amount:
        amount = before.quantity
    return Isolate(
        number=number,
        organism=code,
        name=name,
        quantity=quantity(amount, rule.unit),
        grown=is_grown,
        struck=struck,
    )


def _fact(
    lab: Lab,
    of: Taken,
    rule: CultureRule,
    reading: Reading,
    isolates: tuple[Isolate, ...],
    reason: str,
    before: int,
) -> CultureRead:
    if reading.found not in get_args(Found):
        raise Refused(f"What was found is one of {either(get_args(Found))}.")
    received = of.sample.received_at
    assert received is not None
    hours = _hours(lab, of, rule, reading, reason, before)
    final = reading.final
    if final is None:
        final = reading.found == "none" and hours >= rule.hours[-1]
    after = next_reading(hours, rule.hours) or hours + 24
    return CultureRead(
        sample=of.sample.id,
        test=of.test.code,
        found=reading.found,
        hours=hours,
        final=final,
        next_at=None if final else received + after * HOUR_MS,
        late_min=rule.late_min,
        gram=clean(reading.gram, "Gram stain", limit=200),
        isolates=isolates,
        comment=clean(reading.comment, "Comment", limit=200),
        reason=reason,
        catalogue=lab.catalogue.hash,
    )


def _hours(lab: Lab, of: Taken, rule: CultureRule, reading: Reading, reason: str, before: int) -> int:
    """How long it was incubated. Raises Refused for what cannot be, by the catalogue or since it was drawn."""
    now, received, drawn = lab.time().at, of.sample.received_at, of.sample.collected_at
    assert received is not None
    by_clock = max(before, hours_read(now - received, rule.hours))
    hours = by_clock if reading.hours is None else reading.hours
    if not 0 <= hours <= rule.hours[-1] * 2 + 24:
        raise Refused(f"{of.test.code} after {hours} h: that is not a time at which it is read.")
    if drawn is not None and not reason and drawn + hours * HOUR_MS > now + HOUR_MS:
        since = (now - drawn) // HOUR_MS
        raise Refused(
            f"{of.test.code} after {hours} h: it was drawn {since} h ago. Give the reason if that is right."
        )
    return hours


def _after(act: Act, of: Taken, isolates: tuple[Isolate, ...]) -> list[Standing]:
    """The isolates as they stand once these are kept."""
    standing = {i.number: i for i in cultures.isolates(act.conn, of.sample.id, of.test.code)}
    for i in isolates:
        standing[i.number] = Standing(i.number, i.organism, i.name, i.quantity, i.grown, i.struck)
    return sorted(standing.values())


def _refuse_contradiction(found: Found, fact: CultureRead, standing: list[Standing]) -> None:
    counting = [i for i in standing if not i.struck]
    if found == "none" and (counting or fact.gram):
        what = (
            f"isolate {counting[0].number}, {counting[0].name}, stands"
            if counting
            else "a Gram stain is given"
        )
        raise Refused(f"{fact.test}: no growth, but {what}. Strike it with a reason, or read it as growth.")
    if found == "growth" and not counting:
        raise Refused(
            f"{fact.test}: say what has grown, or read it as positive with what its Gram stain shows."
        )
    if found == "positive" and fact.final:
        raise Refused(f"{fact.test} is not final while what grows is not named.")


def _is_growth(found: Found, standing: list[Standing]) -> bool:
    return found == "positive" or any(i.grown and not i.struck for i in standing)


def _lines(act: Act, of: Taken, standing: list[Standing]) -> list[tuple[str, str]]:
    """Each isolate that counts, with its quantity and against how many antibiotics it was tested."""
    tested = [s.isolate for s in cultures.susceptibilities(act.conn, of.sample.id, of.test.code)]
    counted = {n: f"({tested.count(n)} tested)" for n in tested}
    return [
        (i.name, " ".join(filter(None, (i.quantity, counted.get(i.number, "")))))
        for i in standing
        if not i.struck
    ]


def _by_examples(act: Act, of: Taken) -> bool:
    return any(s.example for s in cultures.susceptibilities(act.conn, of.sample.id, of.test.code))
