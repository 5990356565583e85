"""Shows everything known about a sample, with its history."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import table, who

if TYPE_CHECKING:
    from labkiosk.board.samples import AskedTest, Result, Sample
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """The number on the tube."""
    parser.add_argument(
        "sample", metavar="SAMPLE", help="the number on the tube; that of a void label will do"
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Print it."""
    from labkiosk.lab.scan import sample_ever

    with open_lab(args) as lab:
        sample = sample_ever(lab.conn, args.sample)
        if args.json:
            emit(_object(lab, sample))
            return DONE
        for line in _lines(lab, sample):
            say(line)
    return DONE


def _object(lab: "Lab", sample: "Sample") -> dict[str, Any]:
    from labkiosk.board import orders, patients, samples
    from labkiosk.lab.drawn import collected_at
    from labkiosk.lab.history import history
    from labkiosk.lab.timed import warning

    patient, order = patients.patient(lab.conn, sample.patient), orders.order(lab.conn, sample.order)
    return {
        "sample": sample.number,
        "first_number": sample.id,
        "barcodes": samples.aliases(lab.conn, sample.id),
        "state": sample.state,
        "priority": sample.priority,
        "order": sample.order,
        "patient": patient._asdict() | {"born_at": iso(lab, patient.born_at)} if patient else None,
        "ward": order.ward if order else "",
        "pregnant": orders.pregnant(lab.conn, sample.order),
        "specimen": sample.specimen,
        "container": sample.container,
        "part": sample.part,
        "parts": sample.parts,
        "mark": sample.mark,
        "minute": sample.minute,
        "draw_at": iso(lab, sample.draw_at),
        "timing": warning(lab, sample),
        "aliquot_of": sample.aliquot_of,
        "aliquots": [s.number for s in samples.aliquots(lab.conn, sample)],
        "stored": _stored(lab, sample),
        "registered_at": iso(lab, sample.at),
        "collected_at": iso(lab, collected_at(lab.conn, order, sample)) if order else None,
        "received_at": iso(lab, sample.received_at),
        "conditions": list(sample.conditions),
        "reason": sample.reason,
        "replaces": sample.replaces,
        "replaced_by": sample.replaced_by,
        "tests": _tests(lab, sample),
        "drafts": samples.drafts(lab.conn, sample.id),
        "papers": _papers(lab, sample),
        "history": [line._asdict() | {"at": iso(lab, line.at)} for line in history(lab, sample)],
    }


def _papers(lab: "Lab", sample: "Sample") -> list[dict[str, Any]]:
    from labkiosk.board import jobs

    return [
        {"job": j.id, "form": j.form, "state": j.state, "copy": j.copy}
        for j in jobs.of_subject(lab.conn, sample.id)
    ]


def _stored(lab: "Lab", sample: "Sample") -> dict[str, Any] | None:
    from labkiosk.board import racks

    place = racks.place_of(lab.conn, sample.id)
    rack = racks.rack(lab.conn, place.rack) if place else None
    if place is None or rack is None:
        return None
    return {
        "state": place.state,
        "rack": rack.id,
        "name": rack.name,
        "position": place.position,
        "at": iso(lab, place.at),
    }


def _tests(lab: "Lab", sample: "Sample") -> list[dict[str, Any]]:
    from labkiosk.lab.autorelease import in_words
    from labkiosk.lab.sensitive import seen

    tests, results = seen(lab, sample.id)
    against = in_words(lab, sample, results)
    return [_test(lab, test, results.get(test.code), against.get(test.code, "")) for test in tests]


def _test(lab: "Lab", test: "AskedTest", result: "Result | None", against: str) -> dict[str, Any]:
    from labkiosk.rules.bands import reference_beside

    asked = {"test": test.code, "name": test.name, "bench": test.bench, "state": test.state}
    if test.reason:
        asked["reason"] = test.reason
    if result is None:
        return asked
    return asked | {
        "value": result.value,
        "unit": result.unit,
        "flag": result.flag,
        "reference": reference_beside(result.reference, result.own_unit, result.unit, theirs=result.theirs),
        "needs": list(result.needs),
        "comment": result.comment,
        "calculated": result.calculated,
        "dilution": result.dilution,
        "raw": result.raw,
        "method": result.method,
        "laboratory": result.laboratory,
        "held": list(result.held),
        "delta": result.delta,
        "against": against,
        "recorded_at": iso(lab, result.at),
        "recorded_by": result.actor,
        "released_at": iso(lab, result.released_at),
        "released_by": result.released_by,
    }


def _lines(lab: "Lab", sample: "Sample") -> list[str]:
    from labkiosk.board import orders, patients, samples
    from labkiosk.lab.autorelease import in_words
    from labkiosk.lab.history import history
    from labkiosk.lab.sensitive import seen
    from labkiosk.lab.storage import tube_lines
    from labkiosk.lab.timed import warning

    patient, order = patients.patient(lab.conn, sample.patient), orders.order(lab.conn, sample.order)
    assert patient is not None and order is not None
    tests, results = seen(lab, sample.id)
    drafts = samples.drafts(lab.conn, sample.id)
    condition = f", {', '.join(sample.conditions)}" if sample.conditions else ""
    lines = [
        f"Sample {sample.number}  {sample.priority.upper()}  {sample.state}{condition}",
        who(patient, lab.local(order.at).date()),
        f"Order {sample.order}, {order.ward or 'ward not stated'}; {_tube(sample)}",
    ]
    if said := warning(lab, sample):
        lines.append(f"Timing: {said}.")
    if sample.number != sample.id:
        lines.append(f"Relabelled: the label {sample.id} is void.")
    if codes := samples.aliases(lab.conn, sample.id):
        lines.append(f"Found by another system's barcode too: {', '.join(codes)}.")
    if sample.replaces:
        lines.append(f"Taken in place of sample {sample.replaces}.")
    if sample.replaced_by:
        lines.append(f"Sample {sample.replaced_by} is to take its place: {sample.reason}.")
    lines += [*tube_lines(lab, sample)]
    lines += ["", *table([_row(t, results.get(t.code), drafts.get(t.code, "")) for t in tests])]
    lines += [f"{test}  {why}" for test, why in in_words(lab, sample, results).items()]
    lines.append("")
    for at, person, text in history(lab, sample):
        lines += [f"{lab.local(at):%d %b %H:%M}  {person}", f"    {text}"]
    return lines


def _tube(sample: "Sample") -> str:
    if sample.tubeless:
        return "no tube"
    mark = f", {sample.mark}" if sample.mark else ""
    return f"tube {sample.part} of {sample.parts}, {sample.container_name} ({sample.cap}){mark}"


def _row(test: "AskedTest", result: "Result | None", draft: str) -> tuple[str, ...]:
    from labkiosk.lab.history_results import value_text
    from labkiosk.rules.bands import reference_beside

    if result is None:
        said = test.reason or (f"draft {draft}" if draft else "")
    else:
        reference = reference_beside(result.reference, result.own_unit, result.unit, theirs=result.theirs)
        needs = f"needs {' and '.join(result.needs)}" if result.needs else ""
        done_at = f"done at {result.laboratory}" if result.laboratory else ""
        said = ", ".join(p for p in (value_text(result), reference and f"({reference})", done_at, needs) if p)
    return (test.code, test.bench, test.state, f"{said}  {test.name}".strip() if said else test.name)
