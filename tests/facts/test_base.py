"""Facts as the journal keeps them: strict, in one form, and never reshaped."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest

from labkiosk import facts
from labkiosk.facts.base import Fact, decode, encode
from labkiosk.facts.paper import Job, PaperAsked
from labkiosk.facts.results import ResultsDrafted

KINDS = {
    "addon.added", "alias.bound", "aliquot.made", "amend.told", "blank.forms_numbered", "blank.labels_minted",
    "collection.collected", "collection.not_drawn", "cumulative.asked", "day.summed",
    "barcodes.sheet_made", "batch.closed", "batch.made", "batch.taken_out", "delivery.delivered",
    "delivery.sheet_made", "divert.recalled", "divert.sent", "recollect.list_printed",
    "call.escalated", "call.not_needed", "call.taken", "call.tried", "call.wanted",
    "culture.read", "culture.tested", "narrative.written",
    "home.backed_up", "home.clock_set", "home.made", "home.restored",
    "irreplaceable.kept",
    "link.agreed", "link.proposed", "link.refused",
    "order.placed", "order.tests_cancelled",
    "paper.asked", "paper.confirmed", "paper.refused", "paper.sending", "paper.uncertain", "paper.unsent",
    "patient.corrected", "patient.registered",
    "person.added", "priority.raised", "person.left",
    "pregnancy.stated",
    "printer.removed", "printer.set_up", "printer.state",
    "qc.chart_printed", "qc.corrected", "qc.lot", "qc.lot_closed", "qc.material", "qc.resolved", "qc.run", "qc.targets",
    "reflex.advised", "results.confirmed", "results.drafted", "results.held", "results.reassessed", "results.recorded",
    "results.released", "results.validated",
    "sample.received", "sample.rejected", "sample.relabelled",
    "scanner.removed", "scanner.set_up",
    "storage.emptied", "storage.rack_made", "storage.stored", "storage.taken",
    "shift.handed_over",
    "timed.load_taken",
    "transfer.moved", "worklist.printed",
}  # fmt: skip


def test_every_kind_is_named_for_its_desk_and_none_is_ever_renamed() -> None:
    found = {}
    for file in Path(inspect.getfile(facts)).parent.glob("*.py"):
        desk = import_module(f"labkiosk.facts.{file.stem}") if file.stem != "__init__" else facts
        for thing in vars(desk).values():
            if isinstance(thing, type) and issubclass(thing, Fact) and "kind" in vars(thing):
                found[thing.kind] = thing.__module__.rpartition(".")[2]
    assert set(found) == KINDS
    assert all(kind.startswith(f"{desk}.") for kind, desk in found.items())


def test_a_fact_reads_back_as_it_was_written() -> None:
    fact = PaperAsked(
        jobs=(Job(job="J01-0000001", form="label", subject="010000000016", reason="gerissen ß"),)
    )
    body = encode(fact)
    assert (
        body
        == '{"jobs":[{"job":"J01-0000001","form":"label","subject":"010000000016","reason":"gerissen ß"}]}'
    )
    assert decode("paper.asked", body) == fact


def test_values_that_are_kept_as_text_stay_text() -> None:
    body = encode(ResultsDrafted(sample="010000000016", values={"K": "7.80", "NA": ""}))
    assert body == '{"sample":"010000000016","values":{"K":"7.80","NA":""}}'


@pytest.mark.parametrize("kind", ["person.dreamt", "dream.added", "base.x", "", ".", "..", "person", "\0.x"])
def test_an_unknown_kind_is_an_error_of_value(kind: str) -> None:
    with pytest.raises(ValueError, match=r"^no fact of kind "):
        decode(kind, "{}")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "[]",
        '{"badge":1}',
        '{"badge":"t1","name":"x"}',
        '{"badge":"t1","badges":"t2"}',
        '{"badge":"t1"',
    ],
)
def test_a_body_of_another_shape_is_an_error_of_value(body: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decode("person.left", body)
