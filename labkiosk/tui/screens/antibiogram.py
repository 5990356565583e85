"""An antibiogram: a line for each antibiotic, and its letter as soon as the value stands."""

from functools import partial

import msgspec

from labkiosk.board import cultures
from labkiosk.lab.antibiogram import keep_antibiogram
from labkiosk.lab.judging import Disk, judged
from labkiosk.lab.microbiology import antibiogram, antibiotic_of, antibiotics, organisms
from labkiosk.rules.breakpoints import LETTERS, UNITS
from labkiosk.tui.fields import Line
from labkiosk.tui.screens.fields import FieldsScreen

_HINT = "mm, or an MIC behind an m: 21, m 0.5, m >32; a letter of your own behind it: 21 R"
_OTHER_HINT = "another antibiotic by its code, and its value: AZM 14, or AZM m 0.5"
_OTHER = "other"


class AntibiogramScreen(FieldsScreen):
    """The antibiotics that the catalogue has for this organism, and those that were tested beside."""

    NAME = "antibiogram"
    PAGE = "culture"
    HEADING = "Antibiogram"

    def __init__(self, number: str, test: str, isolate: int) -> None:
        super().__init__(number, test)
        self.isolate = isolate
        self.PART = f"{isolate}/"

    def lines(self) -> list[Line]:
        sample, names = self.sample, antibiotics(self.lab)
        (self._mine,) = [
            i for i in cultures.isolates(self.lab.conn, sample.id, self.test) if i.number == self.isolate
        ]
        self._organism = organisms(self.lab)[self._mine.organism]
        standing = {
            s.antibiotic: f"{s.value} {UNITS['mic' if s.method == 'mic' else 'disk']} {s.letter}".strip()
            for s in cultures.susceptibilities(self.lab.conn, sample.id, self.test)
            if s.isolate == self.isolate
        }
        rows = [t.antibiotic for t in antibiogram(self.lab, self._organism, sample.specimen)]
        codes = dict.fromkeys([*rows, *standing])
        return [
            Line(
                key=code,
                label=f"{code} {names.get(code, code)}",
                hint=_HINT,
                check=partial(self._letter, code),
                kept=standing.get(code, ""),
                limit=16,
            )
            for code in codes
        ] + [
            Line(key=_OTHER, label="Another", hint=_OTHER_HINT, check=self._other, limit=60),
            Line(
                key="reason", label="Reason", hint="why it is corrected, or a letter is your own", limit=120
            ),
        ]

    def _letter(self, code: str, text: str) -> str:
        # Why a letter is given is asked for when it is recorded: that line stands below.
        disk = msgspec.structs.replace(_disk(code, text), reason="asked for below")
        found = judged(self.lab, self._organism, self.sample.specimen, disk)
        return " ".join(filter(None, (found.letter or "-", found.note)))

    def _other(self, text: str) -> str:
        code, _, value = text.strip().partition(" ")
        return f"{antibiotic_of(self.lab, code)[1]} {self._letter(code, value)}"

    def about(self) -> str:
        i = self._mine
        return f"{self.lab.catalogue.tests[self.test].name}: {i.number} {i.name} {i.quantity}".rstrip()

    async def record(self, values: dict[str, str]) -> str:
        reason, (other, _, value) = values.pop("reason"), values.pop(_OTHER).partition(" ")
        typed = [(code, text) for code, text in (*values.items(), (other, value)) if text]
        disks = [msgspec.structs.replace(_disk(code, text), reason=reason) for code, text in typed]
        answer = await self.desk.act(keep_antibiogram, self.number, self.test, self.isolate, disks, reason)
        return f"{self.test}: {answer.value}. It waits for release."


def _disk(code: str, text: str) -> Disk:
    """What was typed on a line: a zone, or an MIC behind an m; and a letter that a person gives, behind it or alone."""
    value = text.strip().upper()
    letter = value[-1:] if value[-1:] in LETTERS else ""
    value = value.removesuffix(letter).strip()
    if value.startswith("M"):
        return Disk(antibiotic=code, value=value[1:].strip(), method="mic", letter=letter)
    return Disk(antibiotic=code, value=value, letter=letter)
