"""The report as plain text, 80 columns, for the command line."""

import textwrap
from collections.abc import Iterator

from labkiosk.forms.report_data import ELSEWHERE, Group, ReportData, Result, also_abnormal, interim, state_of
from labkiosk.forms.report_staged import LEGEND

WIDTH = 80


def report_text(data: ReportData) -> str:
    """What the printed report says, in its order, each line of at most 80 characters."""
    lines = [*_marks(data), *_head(data), *_critical(data), *_specimens(data)]
    for group in data.groups:
        lines += _group(group)
    for heading, said in (("Still to come", data.pending), ("Not done", data.cancelled)):
        if said:
            lines += ["", heading, *(piece for line in said for piece in _wrap(line, "  "))]
    lines += ["", *_foot(data)]
    return "\n".join(lines) + "\n"


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _marks(data: ReportData) -> Iterator[str]:
    if data.training:
        yield "*** TRAINING: NOT A PATIENT ***"
    if data.replaced_by:
        yield f"*** REPLACED by {data.replaced_by}: do not use ***"
    if data.corrections:
        yield "*** AMENDED: replaces earlier reports ***"
    if data.sealed:
        yield "*** SEALED: to be opened by the requesting clinician ***"
    if any(group.provisional for group in data.groups):
        yield "*** PROVISIONAL: no pathologist has seen the results marked so ***"
    if interim(data):
        yield "*** INTERIM: more to come ***"
    if state_of(data) == "cancelled":
        yield "*** CANCELLED: no result stands ***"
    if data.copy:
        yield f"*** COPY {data.copy} ***"
    if data.original_uncertain:
        yield "The original may not have come out."


def _head(data: ReportData) -> Iterator[str]:
    yield from _wrap(data.lab_name)
    yield from _wrap(data.lab_address)
    yield "=" * WIDTH
    yield from _wrap(data.patient_name)
    yield from _wrap(f"{data.ward}, {data.bed}")
    yield from _wrap(", ".join(p for p in (data.patient_id, data.sex, data.age, f"born {data.born}") if p))
    yield from _wrap(f"Order {data.order}, {data.priority}, for {data.clinician}")
    if data.note:
        yield from _wrap(f"Request: {data.note}")
    for replaced in data.replaces:
        yield from _wrap(f"Replaces {replaced}")
    for correction in data.corrections:
        yield from _wrap(f"Changed: {correction}")


def _critical(data: ReportData) -> Iterator[str]:
    for result in (r for group in data.groups for r in group.results if r.critical):
        yield from _wrap(f"!! {result.flag}: {result.test} {result.value} {result.unit}")
    yield from _wrap(also_abnormal(data))


def _specimens(data: ReportData) -> Iterator[str]:
    yield "-" * WIDTH
    for s in data.specimens:
        yield from _wrap(f"{s.specimen}, {s.container}, sample {s.number}")
        condition = f"; condition: {s.condition}" if s.condition else ""
        yield from _wrap(f"collected {s.collected}, received {s.received}{condition}", "  ")


def _group(group: Group) -> Iterator[str]:
    yield ""
    yield from _wrap(group.section)
    for result in group.results:
        yield from _result(result)
        if group.provisional:
            yield "    PROVISIONAL"
    if group.provisional:
        yield from _wrap(f"PROVISIONAL, why: {group.provisional}", "  ")
    yield from _wrap(f"Released by {group.released_by}, {group.released_at}", "  ")


def _result(result: Result) -> Iterator[str]:
    mark = "*" if result.flag else " "
    if result.culture or result.text:
        yield from _staged(result, mark)
        return
    columns = (f"{mark} {result.test:<26}", f"{result.value:>10}", f"{result.unit:<12}", f"{result.flag:<16}")
    row = " ".join((*columns, result.reference)).rstrip()
    if len(row) <= WIDTH and len(result.test) <= 26:
        yield row
    else:
        yield from _wrap(f"{mark} {result.test}")
        given = " ".join(p for p in (result.value, result.unit, result.flag) if p)
        yield from _wrap(f"{given}  ({result.reference})", "    ")
    if result.previous:
        yield from _wrap(_before(result), "    ")
    done_at = f"done at {result.done_at}" if result.done_at else ""
    for said in (*result.calls, done_at, result.comment, result.words):
        yield from _wrap(said, "    ")


def _staged(result: Result, mark: str) -> Iterator[str]:
    """A culture with what grew, or a text of several lines."""
    culture = result.culture
    yield from _wrap(
        f"{mark} {result.test}{f' ({culture.specimen})' if culture else ''} {result.flag}".rstrip()
    )
    for line in result.text.split("\n") if result.text else ():
        yield from _wrap(line, "    ") or [""]
    if culture:
        yield from _wrap(culture.stage, "    ")
        yield from _wrap("" if culture.isolates else result.value, "    ")
        yield from _wrap(f"Gram stain: {culture.gram}" if culture.gram and culture.isolates else "", "    ")
        for isolate in culture.isolates:
            yield from _wrap(
                " ".join(filter(None, (f"{isolate.number}.", isolate.name, isolate.quantity))), "    "
            )
            for one in isolate.tested:
                note = f"  {one.note}" if one.note else ""
                yield from _wrap(f"{one.letter}  {one.antibiotic:<32} {one.value}{note}".rstrip(), "       ")
        if any(isolate.tested for isolate in culture.isolates):
            by = f" ({', '.join(culture.standards)})" if culture.standards else ""
            yield from _wrap(f"{LEGEND}{by}", "    ")
    before = _before(result) if result.previous else ""
    done_at = f"done at {result.done_at}" if result.done_at else ""
    for said in (before, done_at, result.comment, result.words):
        yield from _wrap(said, "    ")


def _before(result: Result) -> str:
    return f"before: {'; '.join((result.previous, *result.earlier))}"


def _foot(data: ReportData) -> Iterator[str]:
    if data.elsewhere:
        yield ELSEWHERE
    if data.example_ranges:
        yield "EXAMPLE RANGES: not approved by this hospital"
    yield f"Reported {data.reported}, version {data.version} of order {data.order}"
    if data.as_of:
        yield f"As it stood {data.as_of}"
    yield f"{state_of(data).capitalize()} report ends here."
