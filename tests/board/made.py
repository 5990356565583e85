"""Facts for tests, short to write."""

from msgspec.structs import replace

from labkiosk.facts.addon import Addition, TestsAdded
from labkiosk.facts.aliquot import AliquotMade, Late
from labkiosk.facts.call import Called, CallTaken, ReadBack
from labkiosk.facts.order import OrderPlaced, SamplePlan, SampleTests, TestPlan, TestsCancelled
from labkiosk.facts.patient import Identifier, Identity, PatientRegistered
from labkiosk.facts.results import Entry, ResultsRecorded, ResultsReleased
from labkiosk.facts.sample import SampleReceived, SampleRejected

TUBE, SECOND, THIRD = "010000000016", "010000000027", "020000000013"
BENCHES = {"HB": "HAEM", "ESR": "HAEM", "NA": "CHEM"}
TARGETS = {"HB": 60, "ESR": 90, "NA": 120}


def plan(sample: str = TUBE, *tests: str, part: int = 1, parts: int = 1) -> SamplePlan:
    """A tube with these tests, or with a haemoglobin."""
    return SamplePlan(
        sample=sample, specimen="Blood", container="EDTA", container_name="EDTA tube", cap="lavender",
        part=part, parts=parts,
        tests=tuple(
            TestPlan(code=t, name=f"Test {t}", section="Blood", bench=BENCHES[t], target_min=TARGETS[t])
            for t in tests or ("HB",)
        ),
    )  # fmt: skip


def placed(
    *samples: SamplePlan, order: str = "O01-0000001", patient: str = "P01-0000001", priority: str = "routine"
) -> OrderPlaced:
    """An order for these tubes, with a head start of 10 minutes where it is urgent."""
    return OrderPlaced(
        order=order, patient=patient, priority=priority, head_start_min=10 if priority == "urgent" else 0,
        ward="Ward 3", bed="12", clinician="Dr Rao", note="fever", collected_at=None, collected_by="",
        samples=samples or (plan(),), catalogue="c" * 64,
    )  # fmt: skip


def registered(
    patient: str = "P01-0000001", name: str = "Asha Devi", mobile: str = "9876543210"
) -> PatientRegistered:
    """A woman of 1975 with a mobile number."""
    ids = (Identifier(system="mobile", value=mobile),)
    identity = Identity(name=name, sex="F", birth_date="1975-03-14", ids=ids)
    return PatientRegistered(patient=patient, identity=identity)


def received(sample: str = TUBE, *conditions: str) -> SampleReceived:
    """At the bench."""
    return SampleReceived(sample=sample, conditions=conditions)


def rejected(sample: str = TUBE, *tests: str, instead: SamplePlan | None = None) -> SampleRejected:
    """Clotted; another tube is expected."""
    return SampleRejected(
        sample=sample, tests=tests, reason="Clotted", order="O01-0000001", patient="P01-0000001",
        priority="routine", head_start_min=0, replacement=instead or plan(SECOND), ward="Ward 3",
    )  # fmt: skip


def entry(test: str = "HB", value: str = "7.80", *needs: str) -> Entry:
    """A value in g/dL, low."""
    return Entry(
        test=test, value=value, unit="g/dL", number=value, own_unit="g/dL", flag="L", reference="12-16",
        example=True, needs=needs,
    )  # fmt: skip


def recorded(*entries: Entry, sample: str = TUBE) -> ResultsRecorded:
    """These values, or one haemoglobin."""
    return ResultsRecorded(sample=sample, entries=entries or (entry(),), catalogue="c" * 64)


def released(*tests: str, version: int = 1, provisional: bool = False, sample: str = TUBE) -> ResultsReleased:
    """These tests of the tube, or its haemoglobin."""
    return ResultsReleased(
        order="O01-0000001", version=version, provisional=provisional,
        samples=(SampleTests(sample=sample, tests=tests or ("HB",)),), reason="urgent" if provisional else "",
    )  # fmt: skip


def cancelled(*tests: str, sample: str = TUBE) -> TestsCancelled:
    """No longer wanted."""
    return TestsCancelled(
        order="O01-0000001", samples=(SampleTests(sample=sample, tests=tests),), reason="Ordered twice"
    )


def poured(
    *tests: str, parent: str = TUBE, into: str = SECOND, at: int = 0, late: tuple[Late, ...] = ()
) -> AliquotMade:
    """These tests of a tube, received at a time in ms UTC, go on in another."""
    return AliquotMade(
        parent=parent, child=plan(into, *tests), order="O01-0000001", patient="P01-0000001", priority="routine",
        head_start_min=0, received_at=at, conditions=("Haemolysed",), late=late,
    )  # fmt: skip


def added(*tests: str, sample: str = TUBE, note: str = "", new: tuple[SamplePlan, ...] = ()) -> TestsAdded:
    """More tests of a tube, and tubes that are expected for others."""
    return TestsAdded(
        order="O01-0000001", patient="P01-0000001", priority="routine", head_start_min=0, new=new,
        added=tuple(Addition(sample=sample, test=t, note=note) for t in plan(sample, *tests).tests if tests),
    )  # fmt: skip


def critical(test: str = "HB", value: str = "4.1", *needs: str, reason: str = "", flag: str = "LL") -> Entry:
    """A value that the ward is told of."""
    return replace(entry(test, value, *needs), flag=flag, reason=reason)


def called(n: int = 1, test: str = "HB", sample: str = TUBE) -> Called:
    """The call about that test."""
    return Called(sample=sample, test=test, n=n)


def taken(said: str, n: int = 1, test: str = "HB", sample: str = TUBE) -> CallTaken:
    """Sister Mary in the ICU was told, and read it back."""
    calls = (ReadBack(sample=sample, test=test, n=n, said=said),)
    return CallTaken(calls=calls, taken_by="Mary", role="Sister", phone="4112")
