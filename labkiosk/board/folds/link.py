"""How far each proposal is that two patients are one."""

from labkiosk.board.folds.rows import Rows, as_json, conflict
from labkiosk.facts.link import LinkAgreed, LinkProposed, LinkRefused
from labkiosk.journal.read import Told

READS = frozenset({LinkProposed.kind, LinkAgreed.kind, LinkRefused.kind})
TABLES = {"link": "id = ?1", "conflict": "subject = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row: proposed, agreed or refused; nobody agrees to what they proposed themselves."""
    proposed: Told | None = None
    row: tuple[object, ...] = ()
    known, state, ended_at, ended_by = "", "proposed", None, ""
    conflicts: list[tuple[object, ...]] = []
    for told in facts:
        match told.fact:
            case LinkProposed() as of if proposed is None:
                proposed, known = told, of.known
                identity = "" if of.identity is None else as_json(of.identity)
                row = (of.patient, identity, int(of.undo), of.reason, told.at, told.actor)
            case LinkAgreed() as agreed if proposed is not None and state == "proposed":
                if told.actor == proposed.actor:
                    conflicts.append(conflict(subject, told, "agreed to by who proposed it"))
                    continue
                known, state, ended_at, ended_by = agreed.known, "agreed", told.at, told.actor
            case LinkRefused() if proposed is not None and state == "proposed":
                state, ended_at, ended_by = "refused", told.at, told.actor
            case _:
                conflicts.append(conflict(subject, told, "not a proposal that waits"))
    rows = [(subject, known, *row, state, ended_at, ended_by)] if proposed else []
    return {"link": rows, "conflict": conflicts}
