"""What a home's database holds, read by nothing of ours: plain SQL over the driver, and JSON."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2


class Witness:
    """One look at a home's journal and at the tables of samples and papers."""

    def __init__(self, home: Path) -> None:
        conn = dbapi2.connect(str(home / "lab.db"))
        conn.execute(f"PRAGMA key=\"x'{(home / 'key').read_text().strip()}'\"")
        try:
            rows = conn.execute("SELECT seq, kind, body FROM journal ORDER BY seq").fetchall()
            self.samples: dict[str, str] = dict(conn.execute("SELECT id, order_id FROM sample"))
            self.jobs: set[tuple[str, str]] = set(conn.execute("SELECT form, subject FROM job"))
        finally:
            conn.close()
        self.numbers = [seq for seq, _, _ in rows]
        self.facts: list[tuple[str, dict[str, Any]]] = [(kind, json.loads(body)) for _, kind, body in rows]
        self.patients = {b["patient"]: b["identity"]["name"] for b in self.told("patient.registered")}
        self.orders = {b["order"]: b for b in self.told("order.placed")}

    def told(self, kind: str) -> list[dict[str, Any]]:
        """The bodies of the facts of one kind, in their order."""
        return [body for k, body in self.facts if k == kind]

    def minted(self) -> list[str]:
        """Every id that was ever given: of patients, orders, samples and papers."""
        given = [b["patient"] for b in self.told("patient.registered")]
        for order in self.told("order.placed"):
            given += [order["order"], *(s["sample"] for s in order["samples"])]
        for asked in self.told("paper.asked"):
            given += [j["job"] for j in asked["jobs"]]
        return given

    def minted_twice(self) -> list[str]:
        """Ids that were given to two."""
        return [name for name, times in Counter(self.minted()).items() if times > 1]

    def gaps(self) -> list[int]:
        """Numbers at which the run of facts is broken."""
        return [n for n, seq in enumerate(self.numbers, start=1) if n != seq]

    def lost(self, name: str, answer: dict[str, Any]) -> list[str]:
        """What of an acknowledged order is not there: its patient, its samples, its labels, its slip."""
        placed = self.orders.get(answer["order"])
        if placed is None:
            return [f"order {answer['order']}"]
        kept = {s["sample"]: [code for code, *_ in s["tests"]] for s in placed["samples"]}
        missing = [] if self.patients.get(answer["patient"]) == name else [f"patient {name}"]
        if kept != {s["sample"]: s["tests"] for s in answer["samples"]}:
            missing.append(f"samples of {answer['order']} in the journal")
        for sample in answer["samples"]:
            if self.samples.get(sample["sample"]) != answer["order"]:
                missing.append(f"sample {sample['sample']}")
            if ("label", sample["sample"]) not in self.jobs:
                missing.append(f"label of {sample['sample']}")
        if ("slip", answer["order"]) not in self.jobs:
            missing.append(f"slip of {answer['order']}")
        return missing
