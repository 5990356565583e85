"""What a report showed of a culture or a text, beside the line that stands for it, and what of that is otherwise now."""

from collections.abc import Mapping
from difflib import SequenceMatcher

from labkiosk.facts.culture import CultureRead, CultureTested
from labkiosk.facts.narrative import NarrativeWritten
from labkiosk.journal.read import Told
from labkiosk.rules.breakpoints import UNITS

KINDS = frozenset({CultureRead.kind, CultureTested.kind, NarrativeWritten.kind})

Shown = Mapping[str, str]
"""What is shown, by its name: an isolate by its number, an antibiotic by isolate and name, a text by nothing."""

_TEXT = ""
_HIDDEN = "not reported"


class Details:
    """Of one tube, as far as its facts were told."""

    def __init__(self) -> None:
        self._shown: dict[str, dict[str, str]] = {}

    def of(self, test: str) -> Shown:
        """What would be shown of a test now."""
        return dict(self._shown.get(test, {}))

    def apply(self, told: Told) -> None:
        """Bring them one fact further; only those of ``KINDS`` matter."""
        match told.fact:
            case CultureRead(test=test, isolates=isolates):
                shown = self._shown.setdefault(test, {})
                for each in isolates:
                    name = " ".join(filter(None, (each.name, each.quantity)))
                    shown[f"isolate {each.number}"] = f"withdrawn ({each.struck})" if each.struck else name
            case CultureTested(test=test, isolate=isolate, results=results):
                shown = self._shown.setdefault(test, {})
                for one in results:
                    value = (
                        f"{one.value} {UNITS['mic' if one.method == 'mic' else 'disk']}" if one.value else ""
                    )
                    said = " ".join(filter(None, (one.letter, value)))
                    shown[f"isolate {isolate} {one.name}"] = said if one.shown and said else _HIDDEN
            case NarrativeWritten(test=test, text=text):
                self._shown[test] = {_TEXT: text}
            case _:
                pass


def otherwise(was: Shown, now: Shown) -> str:
    """What was shown and is otherwise now, old and new; what is only new stands in its own place."""
    shown = {name: old for name, old in was.items() if old != _HIDDEN}
    changed = [(name, old, now[name]) for name, old in shown.items() if now.get(name, old) != old]
    return "; ".join(
        _lines(old, new) if name == _TEXT else f"{name} {old} -> {new}" for name, old, new in changed
    )


def _lines(old: str, new: str) -> str:
    """The lines of a text that are otherwise, old and new."""
    before, after = old.split("\n"), new.split("\n")
    said = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone, come = (" ".join(filter(None, part)) for part in (before[a:b], after[c:d]))
            if gone or come:
                said.append(f'"{gone}" -> "{come}"')
    return "; ".join(said)
