"""What an order's earlier reports said that its report of now does not."""

from collections.abc import Iterator, Mapping

from labkiosk.board import orders, people, samples
from labkiosk.facts.results import Entry, ResultsRecorded, ResultsReleased
from labkiosk.journal.read import Told, told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import stamp
from labkiosk.lab.report_changes import named_otherwise


class Past:
    """The releases of an order by their version, and what has changed since."""

    def __init__(self, lab: Lab, order: orders.Order) -> None:
        self._lab, self._order = lab, order
        found = told(lab.conn, order.id, frozenset({ResultsReleased.kind}))
        self._releases = [(t, t.fact) for t in found if isinstance(t.fact, ResultsReleased)]
        self.releases = {fact.version: t for t, fact in self._releases}

    def replaced(self, shown: Mapping[str, samples.Result | None], version: int) -> Iterator[str]:
        """The provisional versions before this one of which something shown is final now."""
        for when, fact in self._releases:
            if not fact.provisional or fact.version >= version:
                continue
            tests = [code for part in fact.samples for code in part.tests]
            final = [code for code in tests if (result := shown.get(code)) and not result.provisional]
            if final:
                part = "" if len(final) == len(tests) else f" for {', '.join(final)}"
                who = people.actor_name(self._lab.conn, when.actor, when.at)
                yield f"provisional version {fact.version} of {stamp(self._lab, when.at)} by {who}{part}"

    def corrections(self, *, sealed: bool) -> Iterator[str]:
        """What a paper that is out said otherwise: the patient, and values that were provisional."""
        yield from named_otherwise(self._lab, self._order)
        if not sealed and any(fact.provisional for _, fact in self._releases):
            for sample in self._order.samples:
                yield from self._values(sample)

    def _values(self, sample: str) -> Iterator[str]:
        """Values of a sample that were out as provisional and were replaced."""
        standing: dict[str, Entry] = {}
        out: dict[str, int] = {}
        for each in told(self._lab.conn, sample, frozenset({ResultsRecorded.kind, ResultsReleased.kind})):
            match each.fact:
                case ResultsReleased(samples=parts, version=version):
                    out |= {code: version for part in parts if part.sample == sample for code in part.tests}
                case ResultsRecorded(entries=entries):
                    for entry in entries:
                        if entry.test in out:
                            yield self._changed(standing[entry.test], entry, out.pop(entry.test), each)
                        standing[entry.test] = entry
                case _:
                    pass

    def _changed(self, was: Entry, entry: Entry, version: int, when: Told) -> str:
        who = people.actor_name(self._lab.conn, when.actor, when.at)
        return (
            f"{was.test} was {was.value} {was.unit}".rstrip()
            + f" in provisional version {version}; replaced {stamp(self._lab, when.at)} by {who}: {entry.reason}"
        )
