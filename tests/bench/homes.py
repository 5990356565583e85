"""Homes with a thousand, a hundred thousand or a million orders, each filled once a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from labkiosk.journal.write import Act
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.site import make_home

TWELVE = ("PT", "UREA", "CREA", "UA", "NA", "K", "CL", "CA", "HB", "WBC", "PLT", "RBC")
"""Twelve tests in three tubes."""

FEW, MANY, MILLION = 1_000, 100_000, 1_000_000

_FIRST = """\
Asha Ravi Sunita Mohan Lakshmi Gopal Fatima Imran Kavya Arjun Meena Suresh Anil Pooja Rekha Vijay Deepa
Farhan Geeta Harish Indira Jaya Kiran Latha Manoj Nisha Omkar Parvati Qasim Radha Sanjay Tara Uma Varun"""
_LAST = """\
Devi Kumar Sharma Nair Reddy Khan Iyer Das Singh Patel Gupta Rao Joshi Mehta Bose Pillai Yadav Verma Naidu
Mishra Kulkarni Banerjee Chauhan Desai Fernandes Ghosh Hegde Jain Kaur Lal Menon Ojha Prasad Qureshi"""


class Filling(Lab):
    """A lab whose acts, while it is filled, are all in one transaction: many orders to a commit."""

    _open: Act | None = None

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Every act within is part of this one."""
        with super().act() as self._open:
            yield
        self._open = None

    @contextmanager
    def act(self) -> Iterator[Act]:
        if self._open is None:
            with super().act() as act:
                yield act
        else:
            yield self._open
            self._open.settle()


class Homes:
    """The homes of this run, in a folder that goes with it. ``full`` says that the million was asked for."""

    def __init__(self, folder: Path, *, full: bool) -> None:
        self.folder = folder
        self.full = full
        self._dice = Random(2022)
        self._made: dict[int, Path] = {}

    @property
    def most(self) -> int:
        """Orders in the largest home of this run."""
        return MILLION if self.full else MANY

    def name(self) -> str:
        """Somebody; in a large home there are many of the same name, as in life."""
        return f"{self._dice.choice(_FIRST.split())} {self._dice.choice(_LAST.split())}"

    def request(self) -> OrderRequest:
        """An order of twelve tests for a new patient."""
        mobile = Ident(system="mobile", value=str(self._dice.randrange(7 * 10**9, 10**10)))
        patient = PatientRequest(name=self.name(), sex=self._dice.choice("FM"), age="51 y", ids=(mobile,))
        return OrderRequest(patient=patient, tests=TWELVE, location="Ward 3")

    def of(self, orders: int) -> Path:
        """A home with that many orders, one tube of each received: as many samples open."""
        if orders not in self._made:
            self._made[orders] = self._fill(self.folder / f"home-{orders}", orders)
        return self._made[orders]

    def _fill(self, home: Path, orders: int) -> Path:
        make_home(home, kiosk=1, site="District Hospital", address="Rampur", examples=True, user="bench")
        with Filling(home, badge="tech", user="bench") as lab:
            for _ in range(0, orders, FEW):
                with lab.filling():
                    for _ in range(FEW):
                        made = register(lab, self.request())
                        receive(lab, made.samples[0].sample)
        return home
