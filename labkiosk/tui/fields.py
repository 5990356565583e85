"""A form of labelled lines without a screen: which line, what has been typed there, and what it means."""

from collections.abc import Callable

import msgspec

from labkiosk.facts.errors import Refused

Check = Callable[[str], str]
"""What is said beside a line of what was typed there. Raises Refused where it cannot be that."""


class Line(msgspec.Struct, kw_only=True):
    """One line: ``key`` tells it from the others, ``hint`` is asked for while it is typed.

    With ``choices`` (a key and its text each) one press answers it; else it is typed, and ``check`` says beside it
    what that means. ``kept`` is what the laboratory has already.
    """

    key: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    check: Check | None = None
    kept: str = ""
    limit: int = 200
    value: str = ""
    remark: str = ""

    def take(self, text: str) -> None:
        """Another value. Raises Refused, and the line is as before, where it cannot be that."""
        remark = self.check(text) if self.check is not None and text.strip() else ""
        self.value, self.remark = text, remark


class Fields:
    """The lines, and the one being typed."""

    def __init__(self, lines: list[Line], drafts: dict[str, str]) -> None:
        self.lines = lines
        self.at = 0
        self._kept = {line.key: drafts.get(line.key, "") for line in lines}
        for line in lines:
            line.value = self._kept[line.key]
            self._look(line)

    @property
    def line(self) -> Line:
        """The line being typed."""
        return self.lines[self.at]

    def _look(self, line: Line) -> None:
        # A draft was half typed: it may be anything.
        try:
            line.take(line.value)
        except Refused:
            line.remark = "?"

    def go(self, to: int) -> None:
        """To another line; one that is half typed stays as it is, and is marked."""
        self._look(self.line)
        self.at = max(0, min(to, len(self.lines) - 1))

    def type(self, text: str) -> None:
        """Characters typed; of a line with choices one key answers it. Raises Refused."""
        line = self.line
        if line.choices:
            found = next((said for key, said in line.choices if key == text.casefold()), None)
            if found is None:
                raise Refused(f"Press one of: {', '.join(f'{key} {said}' for key, said in line.choices)}.")
            line.take(found)
            self.go(self.at + 1)
        elif len(line.value) + len(text) > line.limit:
            raise Refused("That is too long.")
        else:
            line.value, line.remark = line.value + text, ""

    def pick(self, text: str) -> None:
        """The answer of those words on this line, which stays. Raises Refused where it is none of its answers."""
        answers = [said for _, said in self.line.choices]
        if text not in answers:
            takes = ", ".join(answers) or "what is typed"
            raise Refused(f"{text} is no answer of {self.line.label.strip()}: it takes {takes}.")
        self.line.take(text)

    def erase(self, *, whole: bool = False) -> None:
        """The last character is gone, or all of them; of a choice always the whole."""
        line = self.line
        line.value = "" if whole or line.choices else line.value[:-1]
        line.remark = ""

    def accept(self) -> None:
        """What is typed holds: on to the next line. Raises Refused where it cannot be that."""
        self.line.take(self.line.value)
        self.go(self.at + 1)

    def values(self) -> dict[str, str]:
        """What every line says. Raises Refused, at the line, for the first that cannot be."""
        for at, line in enumerate(self.lines):
            try:
                line.take(line.value)
            except Refused:
                self.at = at
                raise
        return {line.key: line.value.strip() for line in self.lines}

    def unkept(self) -> dict[str, str]:
        """Drafts that differ from those kept; an empty one is to be cleared."""
        return {line.key: line.value for line in self.lines if line.value != self._kept[line.key]}

    def keep(self, drafts: dict[str, str]) -> None:
        """These are kept now."""
        self._kept |= drafts
