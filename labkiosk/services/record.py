"""What a printer's worker puts on record: two papers that follow each other cost one act, not two."""

import time

from labkiosk.facts.base import Fact
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.services.said import Said, Say, trouble

_DISK_S = 5.0


class Record:
    """Facts of one printer. What became of a paper may wait for the next one's beginning; a stop in between makes it
    uncertain, never lost and never printed twice. For one thread.
    """

    def __init__(self, lab: Lab, say: Say) -> None:
        self._lab, self._say = lab, say
        self._owed: list[Fact] = []
        self._unsaid: list[Said] = []

    def append(self, *facts: Fact) -> None:
        """Keep all that is owed, and then these, in one act. Raises Refused from the disk: then all is owed as before."""
        with self._lab.act() as act:
            for fact in (*self._owed, *facts):
                act.append(fact)
        unsaid, self._owed, self._unsaid = self._unsaid, [], []
        for said in unsaid:
            self._say(said)

    def owe(self, fact: Fact, said: Said | None = None) -> None:
        """Keep this in the next act; only once it is kept anything is said of it."""
        self._owed.append(fact)
        self._unsaid += [said] if said else []

    def settle(self) -> None:
        """Keep all that is owed, however long the disk refuses: what became of a paper cannot be found out again."""
        while self._owed:
            try:
                self.append()
            except Refused as refusal:
                self._say(trouble(str(refusal)))
                time.sleep(_DISK_S)
