"""What an order's earlier reports said that its report of now does not."""

from collections.abc import Iterator, Mapping

from labkiosk.board import orders, people, samples
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.read import Told, told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import stamp
from labkiosk.lab.report_changes import named_otherwise
from labkiosk.lab.report_values import READS, Change, changes


class Past:
    """The releases of an order by their version, and what has changed since."""

    def __init__(self, lab: Lab, order: orders.Order) -> None:
        self._lab, self._order = lab, order
        found = told(lab.conn, order.id, frozenset({ResultsReleased.kind}))
        self._releases = [(t, t.fact) for t in found if isinstance(t.fact, ResultsReleased)]
        self.releases = {fact.version: t for t, fact in self._releases}

    def replaced(
        self, shown: Mapping[str, samples.Result | None], version: int, *, sealed: bool
    ) -> Iterator[str]:
        """The earlier reports in whose place this version stands: provisional ones of which something shown is final
        now, and the one that it amends."""
        provisional = set()
        for when, fact in self._releases:
            if not fact.provisional or fact.version >= version:
                continue
            tests = [code for part in fact.samples for code in part.tests]
            final = [code for code in tests if (result := shown.get(code)) and not result.provisional]
            if final:
                provisional.add(fact.version)
                part = "" if len(final) == len(tests) else f" for {', '.join(final)}"
                yield f"provisional version {fact.version} of {stamp(self._lab, when.at)} by {self._who(when)}{part}"
        before = self._before(version, "sealed" if sealed else "report")
        if before is not None and before[1].version not in provisional:
            yield f"version {before[1].version} of {stamp(self._lab, before[0].at)}"

    def _before(self, version: int, form: str) -> tuple[Told, ResultsReleased] | None:
        """The report that this version amends; None where it amends none."""
        found = self.releases.get(version)
        if found is None or not isinstance(found.fact, ResultsReleased):
            return None
        if found.fact.samples and not (found.fact.amended or found.fact.withdrawn):
            return None
        alike = [r for r in self._releases if r[1].version < version and form in r[1].forms]
        return max(alike, key=lambda r: r[1].version, default=None)

    def corrections(self, names: Mapping[str, str], *, sealed: bool) -> Iterator[str]:
        """What a paper that is out said otherwise, in words: the patient, and values, by the ``names`` of their tests."""
        yield from named_otherwise(self._lab, self._order)
        every = (
            change
            for sample in self._order.samples
            for change in changes(told(self._lab.conn, sample, READS), sample)
        )
        for change in sorted(every, key=lambda c: c.when.at):
            if change.was.sealed == sealed:
                yield self._words(change, names.get(change.was.test, change.was.test))

    def _words(self, change: Change, name: str) -> str:
        was = f"{change.was.value} {change.was.unit}".rstrip()
        by = f"{stamp(self._lab, change.when.at)} by {self._who(change.when)}: {change.why}"
        if change.entry is None:
            version = f"{'provisional ' * change.by.provisional}version {change.by.version}"
            return f"{name} {was} of {version} withdrawn {by}"
        if change.what:
            return f"{name}: {change.what}, corrected {by}"
        # One unit says it for both where they share it.
        old = change.was.value if change.was.unit == change.entry.unit else was
        return f"{name} {old} -> {change.entry.value} {change.entry.unit}".rstrip() + f", corrected {by}"

    def _who(self, when: Told) -> str:
        return people.actor_name(self._lab.conn, when.actor, when.at)
