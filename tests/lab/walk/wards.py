"""Wards are rung about what is critical; some answer, some read back wrong, some know already."""

from labkiosk.board import calls
from labkiosk.lab.calling import escalate_calls, print_slip, take_call, try_call, want_call
from tests.lab.walk.base import Base

KNOWN = "test,days,change,unit,source,approved_by,note\nK,3,1,mmol/L,the walk,,\n"


class Wards(Base):
    """Nothing of this changes a count, and nobody who should be told may be forgotten."""

    def act_ring(self) -> None:
        found = calls.open_calls(self.lab.conn)
        if not found:
            return
        number = self.dice.choice(found).number
        self.by(self.anyone(), try_call, number, self.dice.choice(("no answer", "engaged", "")))
        if self.dice.random() < 0.2:
            self.by(self.anyone(), print_slip, number)

    def act_tell(self) -> None:
        found = calls.open_calls(self.lab.conn)
        if not found:
            return
        first = self.dice.choice(found)
        ours = [one for one in found if one.patient == first.patient]
        said = {f"{one.number}:{one.test}": self.dice.choice((one.value, one.value, "5")) for one in ours}
        self.by(self.anyone(), take_call, first.number, "Mary", "Sister", said)

    def act_anyway(self) -> None:
        known, tube = self.nobody_is_forgotten(), self.any_tube()
        if tube:
            self.by(self.anyone(), want_call, self.dice.choice(known) if known else tube.number, "asked")

    def act_wait(self) -> None:
        self.by(self.anyone(), escalate_calls)

    def nobody_is_forgotten(self) -> list[str]:
        """Every critical value that needs nothing more has one call that stands; those that the ward knows of."""
        conn, known = self.lab.conn, []
        told: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for sample, test, value, state, why in conn.execute(
            "SELECT sample, test, value, state, why FROM call ORDER BY sample, test, n"
        ):
            told.setdefault((sample, test), []).append((value, state, why))
        for found in told.values():
            assert [state for _, state, _ in found[:-1] if state == "open"] == []
        for sample, test, value, flag, needs in conn.execute(
            "SELECT sample, test, value, flag, needs FROM result"
        ):
            if needs != "[]" or flag not in ("LL", "HH", "AA"):
                continue
            shown, state, why = told[sample, test][-1]
            assert state in ("open", "taken", "not_needed")
            assert (shown, why != "withdrawn") == (value, True)
            known += [sample] if state == "not_needed" else []
        return known
