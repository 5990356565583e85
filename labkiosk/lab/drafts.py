"""Values that are half typed, kept on their own sample."""

from labkiosk.board import samples
from labkiosk.facts.results import ResultsDrafted
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import is_sensitive
from labkiosk.rules.text import clean

_TAKES_A_VALUE = ("open", "diverted", "held", "recorded", "provisional")


def keep_draft(lab: Lab, number: str, values: dict[str, str]) -> None:
    """Keep half-typed values of a sample, so that a power cut loses none; an empty one clears its draft."""
    lab.require("record")
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        takes = {t.code for t in samples.tests(act.conn, sample.id) if t.state in _TAKES_A_VALUE}
        # A draft knows no typist: what few may see is not kept half typed.
        takes -= {code for code in takes if is_sensitive(lab, code)}
        standing = samples.drafts(act.conn, sample.id)
        typed = {c: clean(v, "Value", limit=2000) for c, v in values.items() if c in takes}
        if changed := {c: v for c, v in typed.items() if v != standing.get(c, "")}:
            act.append(ResultsDrafted(sample=sample.id, values=changed))
