"""What an order's earlier reports said that its report of now does not."""

from collections.abc import Iterator, Mapping

from labkiosk.board import orders, people, samples
from labkiosk.facts.patient import Identity, PatientCorrected, PatientRegistered
from labkiosk.facts.results import Entry, ResultsRecorded, ResultsReleased
from labkiosk.journal.read import Told, about, told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import stamp


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
        yield from self._patients()
        if not sealed and any(fact.provisional for _, fact in self._releases):
            for sample in self._order.samples:
                yield from self._values(sample)

    def _patients(self) -> Iterator[str]:
        """Whom the order's earlier reports named, where the patient was corrected after one was released."""
        named, out = "", False
        for each in about(self._lab.conn, [self._order.patient, self._order.id]):
            match each.fact:
                case ResultsReleased(order=of) if of == self._order.id:
                    out = True
                case PatientRegistered(identity=identity):
                    named = _named(identity)
                case PatientCorrected(identity=identity, reason=reason):
                    before, named = named, _named(identity)
                    if out and before != named:
                        yield f"patient was {before}; corrected {stamp(self._lab, each.at)}: {reason}"
                case _:
                    pass

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


def _named(identity: Identity) -> str:
    born = f"born {'~' * identity.birth_estimated}{identity.birth_date}" if identity.birth_date else ""
    own = [i.value for i in identity.ids if i.system != "mobile"]
    return ", ".join(part for part in (identity.name, identity.sex, born, *own) if part)
