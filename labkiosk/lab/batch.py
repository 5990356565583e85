"""Batches of a manual bench: made from the head of its queue, printed as a worksheet, and closed."""

import re
from collections.abc import Iterator

from labkiosk.board import batches, queue, samples
from labkiosk.board.batches import Batch, Place
from labkiosk.facts.batch import BatchClosed, BatchMade, BatchTakenOut
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import SampleTests
from labkiosk.facts.paper import Job, PaperAsked
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.scan import sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.text import clean, printable

SIZE = 20
"""Tubes in a batch unless another number is asked for; MOST is the largest."""
MOST = 200
_PAGE = 200
_BATCH = re.compile(r"W[0-9]{2}-[0-9]{7,}")


def is_batch(text: str) -> bool:
    """Whether a text has the form of a batch's id, such as ``W01-0000042``."""
    return _BATCH.fullmatch(text.strip().upper()) is not None


def batch_of(conn: Connection, text: str) -> Batch:
    """The batch of that id. Raises Refused."""
    found = batches.batch(conn, text.strip().upper())
    if found is None:
        raise Refused(f"Worksheet {printable(text, limit=24)} is not known here.")
    return found


def make_batch(lab: Lab, bench: str, *, size: int = SIZE, test: str = "") -> Batch:
    """A batch of the next tubes of a bench that are on no worksheet yet; its worksheet prints.

    ``test`` is the code of the only test to be done, where it is not all that are open there. Raises Refused.
    """
    lab.require("bench")
    code = bench_code(lab, bench)
    only = _test_at(lab, test, code) if test.strip() else ""
    if not 1 <= size <= MOST:
        raise Refused(f"A worksheet holds 1 to {MOST} tubes.")
    with lab.act() as act:
        following = _following(act.conn, code, only)
        taken = tuple(part for part, _ in zip(following, range(size), strict=False))
        if not taken:
            what = f"{only} at {code}" if only else code
            raise Refused(f"Nothing waits for {what} that is on no worksheet yet.")
        made = BatchMade(batch=act.mint("W"), bench=code, samples=taken)
        act.append(made)
        act.append(PaperAsked(jobs=(ask(act, "worksheet", made.batch, first=True),)))
        act.settle()
        return batch_of(act.conn, made.batch)


def bench_code(lab: Lab, text: str) -> str:
    """The code of a bench, however it was typed. Raises Refused with those there are."""
    code = text.strip().upper()
    if code not in lab.catalogue.benches:
        raise Refused(f"No bench {printable(text, limit=24)}: there are {', '.join(lab.catalogue.benches)}.")
    return code


def _test_at(lab: Lab, text: str, bench: str) -> str:
    code = text.strip().upper()
    known = lab.catalogue.tests.get(code)
    if known is None or known.bench != bench:
        raise Refused(f"{printable(code, limit=24)} is no test of {bench}.")
    return code


def _following(conn: Connection, bench: str, only: str) -> Iterator[SampleTests]:
    """Tubes of a bench's queue, next first, each with the tests of it that are to be done on a worksheet."""
    page = queue.following(conn, bench, limit=_PAGE)
    while page:
        for item in page:
            if item.worksheet or (only and only not in item.tests):
                continue
            asked = samples.tests(conn, item.sample)
            codes = tuple(
                t.code for t in asked if t.bench == bench and t.state == "open" and only in ("", t.code)
            )
            if codes:
                yield SampleTests(sample=item.sample, tests=codes)
        page = queue.following(conn, bench, limit=_PAGE, after=page[-1])


def make_batch_of(lab: Lab, asked: str, bench: str | None) -> Batch:
    """A batch as a person types it: how many tubes, a test, a bench, each where it is wanted, like ``10 ESR``.

    Without a bench it is the one of the test, or ``bench``. Raises Refused.
    """
    size, test = SIZE, ""
    for word in asked.upper().split():
        if word.isascii() and word.isdigit():
            size = int(word[:8])
        elif word in lab.catalogue.benches:
            bench = word
        else:
            test = word
    if test in lab.catalogue.tests:
        bench = lab.catalogue.tests[test].bench
    if bench is None:
        raise Refused(f"Which bench? Type it too, such as {next(iter(lab.catalogue.benches))} 20.")
    return make_batch(lab, bench, size=size, test=test)


def still_to_do(conn: Connection, batch_id: str) -> list[Place]:
    """The tubes of a batch at which something is to be done."""
    return [place for place in batches.places(conn, batch_id) if place.to_do]


def take_out(lab: Lab, batch_id: str, number: str, reason: str) -> str:
    """A tube goes back from a batch to the queue of its bench; returns its number. Raises Refused."""
    lab.require("bench")
    why = clean(reason, "Reason", limit=120, required=True)
    with lab.act() as act:
        batch = batch_of(act.conn, batch_id)
        sample = sample_of(act.conn, number)
        if all(place.sample != sample.id for place in still_to_do(act.conn, batch.id)):
            raise Refused(f"Sample {last_four(sample.number)} is not to be done on worksheet {batch.id}.")
        act.append(BatchTakenOut(batch=batch.id, sample=sample.id, reason=why))
    return sample.number


def close_batch(lab: Lab, batch_id: str, reason: str) -> int:
    """Whatever is not done goes back to the queue; returns how many tubes. Raises Refused."""
    lab.require("bench")
    why = clean(reason, "Reason", limit=120, required=True)
    with lab.act() as act:
        batch = batch_of(act.conn, batch_id)
        left = tuple(place.sample for place in still_to_do(act.conn, batch.id))
        if not left:
            raise Refused(f"Worksheet {batch.id} is done: nothing of it is to be closed.")
        act.append(BatchClosed(batch=batch.id, samples=left, reason=why))
    return len(left)


def print_worksheet(lab: Lab, batch_id: str) -> Job:
    """Print a worksheet once more; it says COPY. Raises Refused."""
    lab.require("print")
    with lab.act() as act:
        job = ask(act, "worksheet", batch_of(act.conn, batch_id).id)
        act.append(PaperAsked(jobs=(job,)))
    return job
