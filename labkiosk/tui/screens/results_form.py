"""The results form without a screen: which line, what is asked there, what has been typed so far."""

from labkiosk.facts.errors import Refused
from labkiosk.lab.results import Given
from labkiosk.rules.text import clean
from labkiosk.tui.screens.results_line import Ask, Line

_LIMIT = {
    "dilution": 8,
    "counts": 1,
    "value": 2000,
    "again": 2000,
    "reason": 120,
    "kit": 60,
    "comment": 200,
    "range": 40,
}


class Form:
    """The lines of one sample at one bench, or of the samples on a worksheet, and the line being typed.

    ``entry`` is the text typed so far for what is asked: a value, the same value again (the first is hidden),
    the reason why another is replaced, the kit it was read on, or a comment.
    """

    def __init__(self, lines: list[Line], drafts: dict[str, str]) -> None:
        self.lines = lines
        self.at = 0
        self.ask: Ask = "value"
        self.entry = ""
        self._drafts = dict(drafts)
        self._kept = dict(drafts)
        self.at = next((i for i, line in enumerate(lines) if line.wants_value), 0)
        self._fill()

    @property
    def line(self) -> Line:
        """The line being typed."""
        return self.lines[self.at]

    def go(self, to: int) -> None:
        """To another line; what is half typed here stays, as a draft."""
        self._leave()
        self.at = max(0, min(to, len(self.lines) - 1))
        self._fill()

    def _leave(self) -> None:
        if self.ask != "value":
            self.back()
        elif not self.line.ready:
            self._drafts[self.line.key] = self.entry

    def _fill(self) -> None:
        self.ask = "value"
        self.entry = self.line.typed if self.line.ready else self._drafts.get(self.line.key, "")

    def draft_of(self, line: Line) -> str:
        """What is half typed on a line that is not being typed now."""
        return "" if line.ready else self._drafts.get(line.key, "")

    def type(self, text: str) -> None:
        """Characters typed; a choice test takes one key. Raises Refused where nothing may be typed."""
        line = self.line
        if self.ask == "value":
            line.open_test()
            if line.choices:
                self._choose(text)
                return
            if line.ready:
                line.clear()
                self.entry = ""
        if len(self.entry) + len(text) > _LIMIT[self.ask]:
            raise Refused("That is too long.")
        self.entry += text

    def _choose(self, key: str) -> None:
        found = next((c for c in self.line.choices if c.key.casefold() == key.casefold()), None)
        if found is None:
            keys = ", ".join(f"{c.key} {c.text}" for c in self.line.choices)
            raise Refused(f"Press one of: {keys}.")
        self.line.clear()
        self.entry = found.text
        self.accept()

    def pick(self, text: str) -> None:
        """The answer of those words on this line, which stays. Raises Refused where it is none of its answers."""
        if self.ask != "value":
            raise Refused("Finish this value first, or press Esc.")
        found = next((c for c in self.line.choices if c.text == text), None)
        if found is None:
            answers = ", ".join(c.text for c in self.line.choices) or "a value, digit by digit"
            raise Refused(f"{text} is no answer of {self.line.code}: it takes {answers}.")
        at = self.at
        self.type(found.key)
        if self.ask == "value":
            self.go(at)

    def erase(self, *, whole: bool = False) -> None:
        """The last character is gone, or all of them; of a choice, or of a complete value, always the whole."""
        if self.ask == "value" and (self.line.ready or self.line.choices):
            self.line.clear()
            self.entry = ""
        else:
            self.entry = "" if whole else self.entry[:-1]

    def back(self) -> bool:
        """Leave the question; False when none was asked. A value that was not complete is as if never typed."""
        if self.ask == "value":
            return False
        if self.ask in ("comment", "range", "dilution"):
            self._fill()
            return True
        self.line.forget()
        self._drafts.pop(self.line.key, None)
        self._fill()
        return True

    def accept(self) -> None:
        """What is typed holds: ask what it still needs, or go to the next line. Raises Refused."""
        if self.ask == "value":
            if not self.entry.strip() or self.line.ready:
                self.go(self.at + 1)
                return
            asked = self._take_value()
        elif self.ask == "counts":
            asked = self.line.take_counts(self.entry)
        elif self.ask == "dilution":
            self.line.dilute(self.entry)
            asked = "value"
        elif self.ask == "reason":
            asked = self.line.take_reason(clean(self.entry, "Reason", limit=120))
        elif self.ask == "comment":
            self.line.comment = clean(self.entry, "Comment", limit=200)
            asked = None
        elif self.ask == "kit":
            self.line.take_kit(self.entry)
            asked = None
        elif self.ask == "range":
            self.line.their_range = clean(self.entry, "Range", limit=40)
            asked = None
        else:
            asked = self._take_again()
        if asked is None:
            self._next()
        else:
            self.ask, self.entry = asked, ""

    def _take_value(self) -> Ask | None:
        self._drafts[self.line.key] = self.entry
        return self.line.take(self.entry)

    def _take_again(self) -> Ask | None:
        typed, self.ask, self.entry = self.entry, "value", ""
        try:
            self.line.take_again(typed)
        except Refused:
            self._drafts.pop(self.line.key, None)
            raise
        return None

    def _next(self) -> None:
        after = [i for i in range(self.at + 1, len(self.lines)) if self.lines[i].wants_value]
        before = [i for i in range(self.at) if self.lines[i].wants_value]
        self.ask = "value"
        self.at = (after or before or [self.at])[0]
        self._fill()

    def next_unit(self) -> None:
        """The next unit of the line being typed. Raises Refused where there is one only."""
        if self.ask != "value":
            raise Refused("Finish this value first, or press Esc.")
        self.entry = self.line.typed or self.entry
        self.line.next_unit()

    def comment(self) -> None:
        """Ask for a comment on the value that stands here. Raises Refused where none is typed yet."""
        if self.ask != "value" or not self.line.ready:
            raise Refused("Type the value first, then its comment.")
        self.ask, self.entry = "comment", self.line.comment

    def their_range(self) -> None:
        """Ask for the range of the other laboratory that gave the value that stands here. Raises Refused."""
        if self.ask != "value" or not self.line.ready:
            raise Refused("Type the value first, then its range.")
        if not self.line.laboratory:
            raise Refused(f"{self.line.code} is done here: its range is the catalogue's.")
        self.ask, self.entry = "range", self.line.their_range

    def dilution(self) -> None:
        """Ask in what dilution the value of this line is read. Raises Refused where it is no number."""
        test = self.line.open_test()
        if self.ask != "value":
            raise Refused("Finish this value first, or press Esc.")
        if test.kind != "numeric":
            raise Refused(f"{self.line.code} is no number: it takes no dilution.")
        self.ask, self.entry = "dilution", self.line.dilution

    def repeat(self) -> None:
        """The test of this line was done a second time. Raises Refused where no first value stands."""
        if self.ask != "value":
            raise Refused("Finish this value first, or press Esc.")
        self.line.do_again()
        self.entry = ""

    def complete(self) -> list[Line]:
        """The lines whose values are complete. Raises Refused when one is half way, or none is there."""
        if self.ask != "value":
            raise Refused(f"{self.line.named} is not complete: finish it, or press Esc.")
        if self.entry.strip() and not self.line.ready:
            raise Refused(f"{self.line.named} is half typed: press Enter to keep it, or erase it.")
        half = [x.named for x in self.lines if x is not self.line and self.draft_of(x).strip()]
        if half:
            raise Refused(f"{half[0]} is half typed: go there and press Enter, or erase it.")
        found = [line for line in self.lines if line.ready]
        if not found:
            raise Refused("Nothing is typed yet: type a value and press Enter.")
        return found

    def given(self) -> list[Given]:
        """The complete values as the laboratory records them. Raises Refused as ``complete``."""
        return [line.given() for line in self.complete()]

    def unkept(self) -> dict[str, str]:
        """Drafts that differ from those kept, by the key of their line; an empty one is to be cleared."""
        now = {line.key: line.typed or self.draft_of(line) for line in self.lines if not line.choices}
        if self.ask == "value" and not self.line.ready and not self.line.choices:
            now[self.line.key] = self.entry
        now |= {line.key: line.typed for line in self.lines if line.choices}
        return {code: text for code, text in now.items() if text != self._kept.get(code, "")}

    def keep(self, drafts: dict[str, str]) -> None:
        """These are kept now."""
        self._kept |= drafts

    def update(self, lines: list[Line]) -> list[str]:
        """The lines as the board has them now; what is typed stays where nothing else changed. Returns the others."""
        changed = []
        for at, (was, now) in enumerate(zip(self.lines, lines, strict=True)):
            if (was.state, was.standing) != (now.state, now.standing):
                changed.append(now.named)
                self._drafts.pop(now.key, None)
                self._kept.pop(now.key, None)
                self.lines[at] = now
        if self.line.named in changed:
            self._fill()
        return changed
