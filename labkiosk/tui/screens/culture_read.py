"""A reading of a culture: what is seen on the plate, one line after the other."""

from labkiosk.board import cultures
from labkiosk.facts.errors import Refused
from labkiosk.lab.culture import Grown, Reading, read_culture
from labkiosk.lab.culture_view import found_words
from labkiosk.lab.microbiology import organism_of, rule_of
from labkiosk.rules.culture import Found, quantity
from labkiosk.tui.fields import Line
from labkiosk.tui.screens.fields import FieldsScreen

_SEEN: tuple[tuple[str, str], ...] = (("n", "No growth"), ("p", "Growth, Gram stain"), ("g", "Growth, named"))
_FOUND: dict[str, Found] = {"No growth": "none", "Growth, Gram stain": "positive", "Growth, named": "growth"}
_LAST = (("y", "yes"), ("n", "no"))
ANSWERS = tuple(said for _, said in (*_SEEN, *_LAST))
"""What is answered by one key."""
_NEW = 3
_NAMED = "its code, or the beginning of its name; 2 ECO where isolate 2 is corrected"


class ReadScreen(FieldsScreen):
    """No growth is one key and F9. What grew has a number of its own for ever."""

    NAME = "culture_read"
    PAGE = "culture"
    HEADING = "Reading"

    def lines(self) -> list[Line]:
        unit = rule_of(self.lab, self.test).unit
        named = [
            line
            for n in range(1, _NEW + 1)
            for line in (
                Line(
                    key=f"organism {n}",
                    label=f"New isolate {n}" if n > 1 else "New isolate",
                    hint=_NAMED,
                    check=self._organism,
                    limit=60,
                ),
                Line(
                    key=f"quantity {n}",
                    label="  how much",
                    hint="such as >10^5, or moderate",
                    check=lambda text: quantity(text, unit),
                    limit=40,
                ),
            )
        ]
        return [
            Line(key="seen", label="Seen", choices=_SEEN),
            Line(key="gram", label="Gram stain", hint="such as Gram-negative bacilli"),
            *named,
            Line(key="last", label="Last reading", choices=_LAST),
            Line(key="comment", label="Comment", hint="for the report"),
            Line(
                key="reason",
                label="Reason",
                hint="why an isolate, or what was reported, is corrected",
                limit=120,
            ),
        ]

    def _organism(self, text: str) -> str:
        number, name = _corrected(text)
        if number is None:
            return organism_of(self.lab, name).name
        if number not in (standing := {i.number: i.name for i in self._standing()}):
            raise Refused(f"There is no isolate {number} to correct.")
        return f"{number} {organism_of(self.lab, name).name if name else standing[number]}"

    def about(self) -> str:
        last = cultures.culture(self.lab.conn, self.sample.id, self.test)
        standing = self._standing()
        before = f"before: {found_words(last.found, last.gram)}" if last else "not read yet"
        grown = "".join(f"; {i.number} {i.name} {i.quantity}".rstrip() for i in standing)
        return f"{self.lab.catalogue.tests[self.test].name}: {before}{grown}"

    def _standing(self) -> list[cultures.Isolate]:
        return [i for i in cultures.isolates(self.lab.conn, self.sample.id, self.test) if not i.struck]

    async def record(self, values: dict[str, str]) -> str:
        grown = tuple(
            Grown(number=number, organism=name, quantity=values[f"quantity {n}"])
            for n in range(1, _NEW + 1)
            for number, name in [_corrected(values[f"organism {n}"])]
            if number is not None or name
        )
        # What stands grows on, unless somebody says otherwise.
        seen = _FOUND.get(values["seen"], "growth" if grown or self._standing() else "none")
        reading = Reading(
            test=self.test,
            found=seen,
            final={"yes": True, "no": False}.get(values["last"]),
            gram=values["gram"],
            isolates=grown,
            comment=values["comment"],
            reason=values["reason"],
        )
        answer = await self.desk.act(read_culture, self.number, reading)
        tell = " Tell the ward now." if answer.flag == "AA" else ""
        return f"{self.test}: {answer.value}. It waits for release.{tell}"


def _corrected(text: str) -> tuple[int | None, str]:
    """The isolate that is corrected, None where it is a new one, and the organism's name; either may be left out."""
    first, _, rest = text.strip().partition(" ")
    return (int(first), rest.strip()) if first.isdecimal() and first.isascii() else (None, text)
