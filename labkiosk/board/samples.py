"""Everything about a tube."""

import json
from typing import NamedTuple

from labkiosk.journal.connection import Connection
from labkiosk.rules.priority import MINUTE


class Sample(NamedTuple):
    """One tube. Times are ms UTC; ``number`` is on its label now, ``id`` was on its first.

    ``mark`` and ``minute`` are those of ``facts.order.SamplePlan``, ``load_at`` is when the load was taken;
    ``collected_at`` and ``collected_by`` are the tube's own, None and empty where only its order may have them;
    ``ward`` is the patient's of now, ``aliquot_of`` the tube that it was poured from.
    """

    id: str
    number: str
    order: str
    patient: str
    priority: str
    head_start: int
    specimen: str
    container: str
    container_name: str
    cap: str
    part: int
    parts: int
    state: str
    day: str
    at: int
    received_at: int | None
    conditions: tuple[str, ...]
    reason: str
    replaces: str | None
    replaced_by: str | None
    mark: str
    minute: int | None
    load_at: int | None
    collected_at: int | None
    collected_by: str
    ward: str
    aliquot_of: str | None

    @property
    def tubeless(self) -> bool:
        """Whether its tests are done on the patient, so that there is a number and no tube."""
        return not self.container

    @property
    def tube(self) -> str:
        """Which tube of its order it is, in words."""
        if self.tubeless:
            return self.container_name
        return f"{self.part}/{self.parts} {self.mark}{self.mark and ', '}{self.container_name}"

    @property
    def draw_at(self) -> int | None:
        """When a tube of a timed collection is to be drawn, in ms UTC, once its load is known."""
        if self.load_at is None or not self.minute:
            return None
        return self.load_at + self.minute * MINUTE


class AskedTest(NamedTuple):
    """A test of a sample: open, diverted, held, recorded, provisional, interim, released, rejected, cancelled or moved.

    ``reason`` says why it is closed; of a diverted one, the laboratory that has it; of one that goes on, what must
    stand beside its result, if anything. Of a test that was added on, ``note`` is what the report says of that,
    and ``added_at`` when it was (ms UTC).
    """

    code: str
    name: str
    section: str
    bench: str
    state: str
    reason: str
    note: str = ""
    added_at: int | None = None


class Result(NamedTuple):
    """A test's latest value, as ``facts.results.Entry`` has it, its validation and its release.

    ``amends`` is the version in which a value went out whose place this one takes, 0 where there is none; ``looked``
    says that somebody looked at why it was held, and accepted it.
    """

    test: str
    value: str
    unit: str
    number: str | None
    own_unit: str
    flag: str
    reference: str
    example: bool
    needs: tuple[str, ...]
    comment: str
    at: int
    actor: str
    version: int | None
    provisional: bool
    released_at: int | None
    released_by: str | None
    sealed: bool = False
    kits: tuple[str, ...] = ()
    laboratory: str = ""
    theirs: bool = False
    calculated: str = ""
    dilution: str = ""
    raw: str = ""
    method: str = ""
    held: tuple[str, ...] = ()
    steps: int = 1
    validated_at: int | None = None
    validated_by: str | None = None
    amends: int = 0
    interim: bool = False
    delta: str = ""
    looked: bool = False

    @property
    def awaits_validation(self) -> bool:
        """Whether a technician is to validate it before it may be released."""
        return self.steps > 1 and self.validated_at is None


def _sample(row: tuple) -> Sample:  # type: ignore[type-arg]
    return Sample._make((*row[:16], tuple(json.loads(row[16])), *row[17:27]))


def sample(conn: Connection, sample_id: str) -> Sample | None:
    """One sample by its id."""
    row = conn.execute("SELECT * FROM sample WHERE key = ?", (sample_id,)).fetchone()
    return _sample(row) if row else None


def find(conn: Connection, number: str) -> Sample | None:
    """The sample that carries a number or once carried it; compare ``number`` to know which."""
    sql = "SELECT sample FROM relabel WHERE number = ? ORDER BY sample LIMIT 1"
    row = conn.execute(sql, (number,)).fetchone()
    return sample(conn, row[0] if row else number)


def by_alias(conn: Connection, code: str) -> Sample | None:
    """The sample that was last given this barcode of another system."""
    sql = "SELECT sample FROM alias WHERE code = ? ORDER BY at DESC, sample DESC LIMIT 1"
    row = conn.execute(sql, (code,)).fetchone()
    return sample(conn, row[0]) if row else None


def aliases(conn: Connection, sample_id: str) -> list[str]:
    """The barcodes of other systems that a sample's tube carries."""
    return [
        row[0] for row in conn.execute("SELECT code FROM alias WHERE sample = ? ORDER BY code", (sample_id,))
    ]


def of_order(conn: Connection, order: str) -> list[Sample]:
    """An order's samples in the order of the draw, then those that were asked for later."""
    sql = (
        "SELECT s.* FROM orders o CROSS JOIN json_each(o.samples) e CROSS JOIN sample s ON s.key = e.value"
        " WHERE o.id = ? ORDER BY e.key"
    )
    return [_sample(r) for r in conn.execute(sql, (order,))]


def drawn(conn: Connection, of: Sample) -> Sample:
    """The tube that was drawn from the patient: an aliquot's parent, and so on; the sample itself where it is one."""
    while of.aliquot_of is not None and (parent := sample(conn, of.aliquot_of)) is not None:
        of = parent
    return of


def aliquots(conn: Connection, of: Sample) -> list[Sample]:
    """The tubes that were poured from this one."""
    return [s for s in of_order(conn, of.order) if s.aliquot_of == of.id]


def expected(conn: Connection, *, limit: int = 50, after: str = "") -> list[Sample]:
    """Samples that have a label and have not arrived, the oldest first."""
    sql = "SELECT * FROM sample INDEXED BY sample_expected WHERE state = 'expected' AND key > ? ORDER BY key LIMIT ?"
    return [_sample(r) for r in conn.execute(sql, (after or 0, limit))]


def tests(conn: Connection, sample_id: str) -> list[AskedTest]:
    """A sample's tests in the order of the form."""
    row = conn.execute("SELECT tests FROM sample WHERE key = ?", (sample_id,)).fetchone()
    return [AskedTest(*test) for test in json.loads(row[0])] if row else []


_TRUTHS = tuple(
    map(Result._fields.index, ("example", "provisional", "sealed", "theirs", "interim", "looked"))
)
_LISTS = tuple(map(Result._fields.index, ("needs", "kits", "held")))


def results(conn: Connection, sample_id: str) -> dict[str, Result]:
    """A sample's latest values by test."""
    sql = f"SELECT {', '.join(Result._fields)} FROM result WHERE sample = ?"
    return {row[0]: _result(row) for row in conn.execute(sql, (sample_id,))}


def _result(row: tuple) -> Result:  # type: ignore[type-arg]
    cells = [*row]
    for at in _TRUTHS:
        cells[at] = bool(cells[at])
    for at in _LISTS:
        cells[at] = tuple(json.loads(cells[at]))
    return Result._make(cells)


def drafts(conn: Connection, sample_id: str) -> dict[str, str]:
    """Values half typed, by test."""
    return dict(conn.execute("SELECT test, value FROM draft WHERE sample = ?", (sample_id,)).fetchall())


class Conflict(NamedTuple):
    """A fact that did not fit, for a person to look at."""

    subject: str
    kiosk: int
    seq: int
    said: str


def conflicts(conn: Connection, *, limit: int = 50) -> list[Conflict]:
    """What did not fit, home by home, the newest first."""
    return [
        Conflict(*r)
        for r in conn.execute("SELECT * FROM conflict ORDER BY kiosk, seq DESC LIMIT ?", (limit,))
    ]
