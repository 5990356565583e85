"""A culture on the command line, for programs and for people."""

from typing import Any

from labkiosk.board.samples import Sample
from labkiosk.cli.common import iso, say
from labkiosk.cli.table import table
from labkiosk.lab.culture_view import found_words, whole_culture
from labkiosk.lab.lab import Lab
from labkiosk.rules.culture import span


def as_object(lab: Lab, sample: Sample, test: str) -> dict[str, Any]:
    """A culture as ``--json`` has it. Raises Refused where it is not for this actor to see."""
    last, isolates, tested = whole_culture(lab, sample, test)
    return {
        "sample": sample.number,
        "test": test,
        "found": last.found if last else None,
        "hours": last.hours if last else None,
        "final": bool(last and last.final),
        "next_at": iso(lab, last.next_at) if last else None,
        "gram": last.gram if last else "",
        "comment": last.comment if last else "",
        "isolates": [
            {
                "isolate": i.number,
                "organism": i.organism,
                "name": i.name,
                "quantity": i.quantity,
                "struck": i.struck,
                "tested": [
                    {k: v for k, v in s._asdict().items() if k != "isolate"} for s in tested.get(i.number, [])
                ],
            }
            for i in isolates
        ],
    }


def tell(said: dict[str, Any]) -> None:
    """A culture for people: how far it is, and each isolate with what it is susceptible to."""
    if said["found"] is None:
        say(f"{said['sample']} {said['test']}: not read yet")
        return
    stage = "final" if said["final"] else "not final"
    found = found_words(said["found"], said["gram"])
    say(f"{said['sample']} {said['test']}: {found}, read after {span(said['hours'])}, {stage}")
    for isolate in said["isolates"]:
        struck = f"  struck: {isolate['struck']}" if isolate["struck"] else ""
        say(f"  {isolate['isolate']}  {isolate['name']}  {isolate['quantity']}{struck}".rstrip())
        rows = [
            (
                "     ",
                s["letter"] or "-",
                s["name"],
                f"{s['value']} {'mm' if s['method'] == 'disk' else 'mg/L'}" if s["value"] else "",
                "; ".join(filter(None, (s["note"], "" if s["shown"] else "not printed"))),
            )
            for s in isolate["tested"]
        ]
        for line in table(rows):
            say(line)
