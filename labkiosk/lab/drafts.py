"""Values that are half typed, kept on their own sample."""

from labkiosk.board import samples
from labkiosk.facts.results import ResultsDrafted
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import is_sensitive
from labkiosk.rules.narrative import clean_lines
from labkiosk.rules.text import clean

_TAKES_A_VALUE = ("open", "diverted", "held", "recorded", "provisional", "interim")


def keep_draft(lab: Lab, number: str, values: dict[str, str]) -> None:
    """Keep half-typed values of a sample, so that a power cut loses none; an empty one clears its draft.

    The key is a test, or a test and behind a stroke which line of its form: ``URICUL/1/CIP``.
    """
    lab.require("record")
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        takes = {t.code for t in samples.tests(act.conn, sample.id) if t.state in _TAKES_A_VALUE}
        # A draft knows no typist: what few may see is not kept half typed.
        takes -= {code for code in takes if is_sensitive(lab, code)}
        standing = samples.drafts(act.conn, sample.id)
        typed = {key: _cleaned(lab, key, v) for key, v in values.items() if key.partition("/")[0] in takes}
        if changed := {c: v for c, v in typed.items() if v != standing.get(c, "")}:
            act.append(ResultsDrafted(sample=sample.id, values=changed))


def _cleaned(lab: Lab, key: str, text: str) -> str:
    test = lab.catalogue.tests.get(key)
    if test is not None and test.kind == "narrative":
        return clean_lines(text, "Text", required=False)
    return clean(text, "Value", limit=2000)
