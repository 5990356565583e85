"""What is to be done next with a sample, and on which screen."""

from typing import NamedTuple

from labkiosk.board import cultures, orders, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.batch import batch_of
from labkiosk.lab.calls import call_about, is_call, phone_call
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_vial import is_lot, vial_of
from labkiosk.lab.scan import sample_of
from labkiosk.lab.storage import is_rack, rack_of
from labkiosk.rules.number import last_four
from labkiosk.rules.roles import may
from labkiosk.rules.text import printable

# Only a tube label carries a bare number; these begin the QR of a card and of an order's reports.
_PURPOSES = ("LK:CARD:", "LK:REPORT:", "LK:SEALED:")
_SENT, _WORK = "LK:SENT:", "LK:WORK:"


class Step(NamedTuple):
    """The screen that a sample opens on, and a line that says why where that is not plain."""

    screen: str
    number: str
    said: str = ""


def paper_in(lab: Lab, text: str) -> Step | None:
    """Where the QR of a paper of the bench, of a rack or of a control leads, None for any other text. Raises Refused.

    A runner's slip leads to its call, a worksheet to its grid, a slip that comes back from another laboratory to the
    form for its results.
    """
    if text.startswith(_SENT):
        return _come_back(lab, sample_of(lab.conn, text.removeprefix(_SENT)))
    if text.startswith(_WORK):
        return Step("worksheet", batch_of(lab.conn, text.removeprefix(_WORK)).id)
    if is_call(text):
        return Step("calls", phone_call(lab, lab.conn, text, lab.time().at).number)
    if is_rack(text):
        return Step("storage", rack_of(lab.conn, text).id)
    if is_lot(text):
        return Step("controls", vial_of(lab, text).id)
    return None


def _come_back(lab: Lab, sample: samples.Sample) -> Step:
    if not may(lab.role, "record"):
        return Step("sample", sample.number, "A technician types the results of this slip.")
    return Step("results", sample.number, "Type what the slip says, and compare the name.")


def order_in(lab: Lab, text: str) -> str:
    """The order that the QR of a card or a report is about, empty for any other text. Raises Refused."""
    if not text.startswith("LK:"):
        return ""
    purpose = next((p for p in _PURPOSES if text.startswith(p)), None)
    order = text.removeprefix(purpose).partition(":")[0] if purpose else ""
    if not order or orders.order(lab.conn, order) is None:
        raise Refused(f"{printable(text, limit=40)} is not a paper of this laboratory: scan the tube.")
    return order


def next_step(lab: Lab, sample: samples.Sample, bench: str | None, *, told: bool = False) -> Step:
    """Where a sample is taken up by this person, at this bench or at any where ``bench`` is None.

    ``told``: they have just seen whom they are to tell of it, and go on.
    """
    if sample.state == "expected":
        return Step("receive", sample.number)
    tests = samples.tests(lab.conn, sample.id)
    to_do = {t.bench for t in tests if t.state in ("open", "held", "interim")}
    if not may(lab.role, "release"):
        # A culture that waits for release is read again all the same.
        growing = cultures.growing(lab.conn, sample.id)
        to_do |= {t.bench for t in tests if t.code in growing and t.state in ("recorded", "provisional")}
    if to_do:
        return _at_bench(lab, sample, to_do, bench)
    call = None if told or not may(lab.role, "call") else call_about(lab, lab.conn, sample, lab.time().at)
    if call is not None:
        tail = last_four(sample.number)
        return Step("calls", call.number, f"Tell {call.whom} first. Scan {tail} once more to go on.")
    return _beyond_bench(lab, sample, tests)


def _at_bench(lab: Lab, sample: samples.Sample, to_do: set[str], bench: str | None) -> Step:
    tail = last_four(sample.number)
    if bench is not None and bench not in to_do:
        names = " and ".join(sorted(lab.catalogue.benches[b].name for b in to_do))
        return Step("sample", sample.number, f"Sample {tail} belongs to {names}: take it there.")
    if not may(lab.role, "record"):
        return Step("sample", sample.number, f"Sample {tail} is at the bench: a technician records it.")
    return Step("results", sample.number)


def _beyond_bench(lab: Lab, sample: samples.Sample, tests: list[samples.AskedTest]) -> Step:
    tail = last_four(sample.number)
    to_release = any(t.state in ("recorded", "provisional") for t in tests)
    if to_release and may(lab.role, "release"):
        return Step("release", sample.number)
    if away := dict.fromkeys(t.reason for t in tests if t.state == "diverted"):
        said = f"Sample {tail} is at {' and '.join(away)}. Scan its slip to type the results."
        return Step("sample", sample.number, said)
    if to_release:
        return Step("sample", sample.number, f"Sample {tail} waits for release by a pathologist.")
    if sample.replaced_by is not None:
        said = f"Sample {tail} was rejected: {sample.replaced_by} is expected instead."
        return Step("sample", sample.number, said)
    return Step("sample", sample.number, f"Sample {tail} is {sample.state}: nothing is left to do on it.")
