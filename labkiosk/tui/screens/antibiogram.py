"""An antibiogram: a line for each antibiotic, and its letter as soon as the value stands."""

from functools import partial

from labkiosk.board import cultures
from labkiosk.lab.antibiogram import Disk, judged, keep_antibiogram
from labkiosk.lab.microbiology import antibiogram, antibiotics, organisms
from labkiosk.rules.breakpoints import UNITS
from labkiosk.tui.fields import Line
from labkiosk.tui.screens.fields import FieldsScreen

_HINT = "mm, or an MIC behind an m: m 0.5, m <=0.25, m >32"


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
                limit=12,
            )
            for code in codes
        ] + [Line(key="reason", label="Reason", hint="only where a final culture is corrected", limit=120)]

    def _letter(self, code: str, text: str) -> str:
        found = judged(self.lab, self._organism, self.sample.specimen, _disk(code, text))
        return " ".join(filter(None, (found.letter or "-", found.note)))

    def about(self) -> str:
        i = self._mine
        return f"{self.lab.catalogue.tests[self.test].name}: {i.number} {i.name} {i.quantity}".rstrip()

    async def record(self, values: dict[str, str]) -> str:
        reason = values.pop("reason")
        disks = [_disk(code, text) for code, text in values.items() if text]
        answer = await self.desk.act(keep_antibiogram, self.number, self.test, self.isolate, disks, reason)
        return f"{self.test}: {answer.value}. It waits for release."


def _disk(code: str, text: str) -> Disk:
    """What was typed on a line: a zone, or an MIC behind an m."""
    typed = text.strip()
    if typed[:1] in ("m", "M"):
        return Disk(antibiotic=code, value=typed[1:].strip(), method="mic")
    return Disk(antibiotic=code, value=typed)
