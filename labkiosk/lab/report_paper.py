"""From the board to an order's report, as released up to one of its versions."""

from itertools import groupby

from msgspec import structs

from labkiosk.board import cultures, orders, people, samples
from labkiosk.board.samples import AskedTest, Sample
from labkiosk.facts.results import ResultsReleased
from labkiosk.forms.report_data import Group, ReportData, Result, Specimen
from labkiosk.journal.read import Told
from labkiosk.lab.before_text import before_on_report
from labkiosk.lab.call_words import on_report
from labkiosk.lab.how_made import how_made
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import (
    Asked,
    bed,
    collected,
    order_for,
    priority_name,
    short_codes,
    stamp,
    whose_of,
)
from labkiosk.lab.report_not_done import NotDone, not_done
from labkiosk.lab.report_past import Past
from labkiosk.lab.report_staged import culture_of
from labkiosk.lab.report_then import back_then, made, moved_on, replaced_by
from labkiosk.lab.scan import CLOSED
from labkiosk.lab.site import site_and_address
from labkiosk.lab.timed import after_load
from labkiosk.rules.bands import reference_beside
from labkiosk.rules.value import flag_words

ALONE = "; typed and released by one person"


class _Line:
    """A test of one tube, with its value where the report shows one."""

    def __init__(self, sample: Sample, test: AskedTest, result: samples.Result | None, version: int) -> None:
        self.sample, self.test = sample, test
        self.sealed = result is not None and result.sealed
        out = result is not None and result.version is not None and result.version <= version
        self.result = result if out else None


def report_data(lab: Lab, job: Asked) -> ReportData:
    """What the report of a job says: results released up to its version, and what became of the other tests."""
    return _as_asked(report_of(lab, job.subject, job.version), job)


def sealed_data(lab: Lab, job: Asked) -> ReportData:
    """What the sealed report of a job says: sensitive results alone."""
    return _as_asked(report_of(lab, job.subject, job.version, sealed=True), job)


def _as_asked(data: ReportData, job: Asked) -> ReportData:
    return structs.replace(data, copy=job.copy, original_uncertain=job.doubtful)


def report_of(lab: Lab, order_id: str, version: int, *, sealed: bool = False) -> ReportData:
    """What the report of an order says at one of its versions: its sensitive results if ``sealed``, else the others.

    One that another replaced says what it said then, and by which it was replaced; the latest, what holds now.
    Raises Refused for an order that is not here.
    """
    form = "sealed" if sealed else "report"
    newer = replaced_by(lab, order_id, form, version)
    if newer is None:
        release = moved_on(lab, order_id, form, version)
        if release is None:
            return _latest(lab, order_id, version, sealed=sealed)
        with back_then(lab, order_id, release) as then:
            return _report_of(then, order_id, version, sealed=sealed)
    with back_then(lab, order_id, newer.release) as then:
        data = _report_of(then, order_id, version, sealed=sealed)
    return structs.replace(data, replaced_by=f"version {newer.version} of {stamp(lab, newer.at)}")


def _latest(lab: Lab, order_id: str, version: int, *, sealed: bool) -> ReportData:
    """What a report says now, and when that was, where it is not what was released: two papers of one number differ."""
    said = _report_of(lab, order_id, version, sealed=sealed)
    release = made(lab, order_id, "sealed" if sealed else "report").get(version)
    if release is None:
        return said
    with back_then(lab, order_id, release) as then:
        before = _report_of(then, order_id, version, sealed=sealed)
    if said == before:
        return said
    wrong = said.corrections != before.corrections
    replaces = (*said.replaces, *([f"version {version} as released {before.reported}"] if wrong else []))
    return structs.replace(said, as_of=stamp(lab, lab.time().at), replaces=replaces)


def _report_of(lab: Lab, order_id: str, version: int, *, sealed: bool) -> ReportData:
    order = order_for(lab, order_id)
    whose = whose_of(lab, order)
    every = _lines(lab, order_id, version)
    lines = [line for line in every if _is_sealed(lab, line) == sealed]
    shown = [line for line in lines if line.result]
    past = Past(lab, order)
    releases = past.releases
    lab_name, lab_address = site_and_address(lab)
    names = {line.test.code: line.test.name for line in every}
    return ReportData(
        lab_name=lab_name,
        lab_address=lab_address,
        patient_name=whose.name,
        patient_id=whose.id,
        sex=f"{whose.sex}, pregnant" if orders.pregnant(lab.conn, order.id) == "yes" else whose.sex,
        age=whose.age,
        born=whose.born,
        ward=order.ward or "ward not stated",
        bed=bed(order),
        order=order.id,
        priority=priority_name(lab, order),
        clinician=order.clinician or "clinician not stated",
        note=order.note,
        specimens=_specimens(lab, order, shown or lines),
        groups=_groups(lab, shown, releases),
        reported=stamp(lab, releases[version].at) if version in releases else "",
        version=version,
        pending=_pending(lab, lines),
        cancelled=not_done(
            lab,
            order.id,
            (NotDone(x.sample, x.test, x.result is not None) for x in lines),
            lambda tests: _names(lab, tests),
        ),
        corrections=tuple(past.corrections(names, sealed=sealed)),
        replaces=tuple(
            past.replaced({line.test.code: line.result for line in shown}, version, sealed=sealed)
        ),
        sealed=sealed,
        elsewhere=not sealed and any(x.test.state not in CLOSED for x in every if x not in lines),
        example_ranges=any(x.result.example for x in shown if x.result),
        training=lab.training,
    )


def _is_sealed(lab: Lab, line: _Line) -> bool:
    known = lab.catalogue.tests.get(line.test.code)
    return line.sealed or (known is not None and known.sensitive)


def _specimens(lab: Lab, order: orders.Order, shown: list[_Line]) -> tuple[Specimen, ...]:
    return tuple(
        Specimen(
            specimen=sample.specimen,
            container=f"{sample.container_name}, {sample.mark}" if sample.mark else sample.container_name,
            number=sample.number,
            collected=collected(lab, order, sample),
            received=stamp(lab, sample.received_at) if sample.received_at is not None else "",
            condition=", ".join(filter(None, (*sample.conditions, after_load(lab, order, sample)))),
        )
        for sample in dict.fromkeys(line.sample for line in shown)
    )


def _lines(lab: Lab, order_id: str, version: int) -> list[_Line]:
    lines = []
    for sample in samples.of_order(lab.conn, order_id):
        results = samples.results(lab.conn, sample.id)
        tests = [t for t in samples.tests(lab.conn, sample.id) if t.state != "moved"]
        lines += [_Line(sample, test, results.get(test.code), version) for test in tests]
    return lines


def _groups(lab: Lab, shown: list[_Line], releases: dict[int, Told]) -> tuple[Group, ...]:
    """One group for each section and release, the sections in the order in which they were asked for."""
    place = {section: i for i, section in enumerate(dict.fromkeys(x.test.section for x in shown))}

    def together(line: _Line) -> tuple[int, int]:
        assert line.result is not None
        return place[line.test.section], line.result.version or 0

    groups = []
    for (_, version), members in groupby(sorted(shown, key=together), together):
        lines = list(members)
        release, first = releases[version], lines[0].result
        assert first is not None and isinstance(release.fact, ResultsReleased)
        groups.append(
            Group(
                section=lines[0].test.section,
                results=tuple(_result(lab, line) for line in lines),
                released_by=_by(lab, release),
                released_at=stamp(lab, release.at),
                provisional=_why(release, lines) if first.provisional else "",
            )
        )
    return tuple(groups)


def _by(lab: Lab, release: Told) -> str:
    """Who answers for a release: a person, or whoever approved the rules that released."""
    fact = release.fact
    assert isinstance(fact, ResultsReleased)
    actor = f"rules:{fact.approved_by}" if fact.auto else release.actor
    return people.actor_name(lab.conn, actor, release.at)


def _why(release: Told, lines: list[_Line]) -> str:
    """Why it is provisional, and whether anybody but the one who typed it has seen it."""
    assert isinstance(release.fact, ResultsReleased)
    alone = any(line.result and line.result.actor == release.actor for line in lines)
    return f"{release.fact.reason}{ALONE if alone else ''}"


def _result(lab: Lab, line: _Line) -> Result:
    found = line.result
    assert found is not None
    known = lab.catalogue.tests.get(found.test)
    past = before_on_report(lab, line.sample, found)
    return Result(
        test=line.test.name,
        value=found.value,
        unit=found.unit,
        flag=flag_words(found.flag),
        reference=reference_beside(found.reference, found.own_unit, found.unit, theirs=found.theirs)
        or "no range",
        previous=past[0] if past else "",
        earlier=past[1:],
        comment="; ".join(
            s for s in (found.comment, line.test.reason, line.test.note, *how_made(found)) if s
        ),
        words=known.words if known else "",
        calls=on_report(lab, line.sample.id, found.test),
        done_at=f"{found.laboratory}, its own range" if found.theirs else found.laboratory,
        culture=culture_of(lab.conn, line.sample, found.test),
        text=cultures.narrative(lab.conn, line.sample.id, found.test),
    )


def _pending(lab: Lab, lines: list[_Line]) -> tuple[str, ...]:
    """Names of what is still to come, a whole panel by its own; what is elsewhere test by test, with the place."""
    wanted = [x.test for x in lines if not x.result and x.test.state not in CLOSED]
    here = [t for t in wanted if t.state != "diverted"]
    away = [f"{t.name}: sent to {t.reason}" for t in wanted if t.state == "diverted"]
    growing = [f"{x.test.name}: a later reading" for x in lines if x.result and x.result.interim]
    return (*_names(lab, here), *away, *growing)


def _names(lab: Lab, tests: list[samples.AskedTest]) -> list[str]:
    """Names of tests, a whole panel by its own."""
    names = {t.code: t.name for t in tests}
    names |= {code: panel.name for code, panel in lab.catalogue.panels.items()}
    return [names[code] for code in short_codes(lab.catalogue, [t.code for t in tests])]
