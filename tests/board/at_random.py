"""Facts at random, about few subjects so that they meet; most of them make no sense."""

from hypothesis import strategies as st
from msgspec.structs import replace

from labkiosk.facts.alias import AliasBound
from labkiosk.facts.amend import HolderTold
from labkiosk.facts.batch import BatchClosed, BatchMade, BatchTakenOut
from labkiosk.facts.blank import FormsNumbered, LabelsMinted
from labkiosk.facts.call import (
    Called,
    CallEscalated,
    CallNotNeeded,
    CallTaken,
    CallTried,
    CallWanted,
    ReadBack,
)
from labkiosk.facts.collection import Collected, NotDrawn
from labkiosk.facts.culture import CultureRead, CultureTested, Isolate, Susceptibility
from labkiosk.facts.delivery import Delivered, Handed, SheetMade
from labkiosk.facts.divert import DivertRecalled, DivertSent
from labkiosk.facts.home import HomeMade, HomeRestored
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.link import LinkAgreed, LinkProposed, LinkRefused
from labkiosk.facts.narrative import NarrativeWritten
from labkiosk.facts.order import SampleTests, TestsCancelled
from labkiosk.facts.paper import (
    Job,
    PaperAsked,
    PaperConfirmed,
    PaperRefused,
    PaperSending,
    PaperUncertain,
    PaperUnsent,
)
from labkiosk.facts.patient import Birth, Identifier, Identity, PatientCorrected, PatientRegistered
from labkiosk.facts.person import PersonAdded, PersonLeft
from labkiosk.facts.printer import PrinterRemoved, PrinterSetUp, PrinterState
from labkiosk.facts.priority import PriorityRaised
from labkiosk.facts.qc import (
    ControlsRun,
    FailureResolved,
    LotClosed,
    LotOpened,
    MaterialNamed,
    Measured,
    RunCorrected,
    Target,
    TargetsSet,
)
from labkiosk.facts.results import (
    Confirmation,
    Entry,
    Had,
    Reassessment,
    ResultsConfirmed,
    ResultsDrafted,
    ResultsReassessed,
    ResultsRecorded,
    ResultsReleased,
    ResultsValidated,
)
from labkiosk.facts.sample import SampleReceived, SampleRelabelled
from labkiosk.facts.storage import RackEmptied, RackMade, SampleStored, SampleTaken
from labkiosk.facts.timed import LoadTaken
from labkiosk.facts.transfer import PatientMoved
from tests.board.arrivals import Said
from tests.board.made import added, placed, plan, poured, rejected

samples = st.sampled_from(["010000000016", "010000000027", "020000000013"])
numbers = st.sampled_from(["010000000027", "010000000034", "020000000020"])
orders = st.sampled_from(["O01-0000001", "O02-0000001"])
patients = st.sampled_from(["P01-0000001", "P02-0000001"])
batches = st.sampled_from(["W01-0000001", "W02-0000001"])
links = st.sampled_from(["M01-0000001", "M02-0000001"])
jobs = st.sampled_from(["J01-0000001", "J01-0000002", "J02-0000001"])
devices = st.sampled_from(["T01-0000001", "T02-0000001"])
controls = st.sampled_from(["C01-0000001", "C02-0000001"])
lots = st.sampled_from(["V01-0000001", "V02-0000001"])
runs = st.sampled_from(["E01-0000001", "E02-0000001"])
racks = st.sampled_from(["K01-0000001", "K02-0000001"])
sheets = st.sampled_from(["D01-0000001", "D02-0000001"])
reports = st.lists(
    st.builds(Handed, order=orders, form=st.sampled_from(["report", "sealed"]), version=st.integers(1, 4)),
    max_size=3,
).map(tuple)
badges = st.sampled_from(["t1", "t2", "B:t1", ""])
codes = st.lists(st.sampled_from(["HB", "ESR", "NA"]), unique=True, max_size=3).map(tuple)
words = st.sampled_from(["", "x", "Asha", "आशा देवी", "-"])
flags = st.sampled_from(["", "H", "LL", "HH", "AA"])
needs = st.lists(st.sampled_from(["again", "second"]), unique=True).map(tuple)

plans = st.builds(
    lambda sample, tests, drawn: replace(plan(sample, *tests), **drawn),
    samples,
    codes,
    st.sampled_from(
        [{}, {}, {"mark": "60 min", "minute": 60}, {"within_min": 30}, {"container": "", "part": 0}]
    ),
)
identities = st.builds(
    Identity,
    name=words,
    sex=st.sampled_from("FMOU"),
    ids=st.lists(st.builds(Identifier, system=st.just("mobile"), value=words), max_size=2).map(tuple),
    birth=st.none() | st.builds(Birth, mother=patients, baby=st.integers(1, 2), babies=st.integers(1, 2)),
)
entries = st.builds(
    Entry, test=st.sampled_from(["HB", "NA", "K"]), value=words, unit=words, number=st.none(), own_unit=words,
    flag=flags, reference=words, example=st.booleans(), needs=needs, steps=st.integers(1, 2), amends=st.integers(0, 3),
    reason=words,
)  # fmt: skip
which = {"sample": samples, "test": st.sampled_from(["HB", "NA"]), "n": st.integers(1, 2)}
calls = st.lists(st.builds(Called, **which), max_size=2).map(tuple)
read_back = st.lists(st.builds(ReadBack, **which, said=words), max_size=2).map(tuple)
isolates = st.builds(
    Isolate, number=st.integers(1, 2), organism=words, name=words, quantity=words, struck=words
)
susceptibilities = st.builds(
    Susceptibility,
    antibiotic=st.sampled_from(["CIP", "GEN"]),
    name=words,
    method=words,
    value=words,
    letter=words,
)
parts = st.lists(st.builds(SampleTests, sample=samples, tests=codes), max_size=2).map(tuple)

controlled = st.lists(
    st.builds(
        Measured,
        lot=lots,
        test=st.sampled_from(["HB", "NA"]),
        value=words,
        unit=words,
        number=words,
        own_unit=words,
        rejects=st.sampled_from([(), ("1-3s",)]),
        unjudged=st.sampled_from(["", "no target"]),
    ),
    max_size=2,
    unique_by=lambda value: (value.lot, value.test),
).map(tuple)

facts = st.one_of(
    st.builds(
        lambda order, patient, plans: placed(*plans, order=order, patient=patient),
        orders,
        patients,
        st.lists(plans, min_size=1, max_size=3),
    ),
    st.builds(TestsCancelled, order=orders, samples=parts, reason=words),
    st.builds(SampleReceived, sample=samples, conditions=st.lists(words, max_size=2).map(tuple)),
    st.builds(lambda s, tests, new: rejected(s, *tests, instead=new), samples, codes, plans),
    st.builds(Collected, sample=samples, at=st.integers(0, 10**13), by=words),
    st.builds(NotDrawn, samples=st.lists(samples, unique=True, max_size=2).map(tuple), reason=words),
    st.builds(AliasBound, sample=samples, code=words),
    st.builds(LabelsMinted, batch=st.just("L01-0000001"), numbers=st.lists(samples, unique=True).map(tuple)),
    st.builds(FormsNumbered, form=words, sheets=st.just(("F01-0000001",))),
    st.builds(SampleKept, sample=samples, tests=codes, comment=words),
    st.builds(
        LoadTaken,
        order=orders,
        load=words,
        taken_at=st.integers(0, 10**13),
        samples=st.tuples(samples),
        reason=words,
    ),
    st.builds(SampleRelabelled, sample=samples, number=numbers, reason=words),
    st.builds(lambda tests, of, into: poured(*tests, parent=of, into=into), codes, samples, samples),
    st.builds(
        lambda tests, of, new: added(*tests, sample=of, new=tuple(new)),
        codes,
        samples,
        st.lists(plans, max_size=1),
    ),
    st.builds(MaterialNamed, material=controls, name=words, maker=words, level=words),
    st.builds(LotOpened, lot=lots, material=controls, number=words, expires=words, opened=words),
    st.builds(LotClosed, lot=lots, reason=words),
    st.builds(
        TargetsSet,
        lot=lots,
        targets=st.lists(
            st.builds(Target, test=st.sampled_from(["HB", "NA"]), mean=words, sd=words, unit=words),
            max_size=2,
        ).map(tuple),
    ),
    st.builds(
        ControlsRun,
        run=runs,
        instrument=words,
        values=controlled,
    ),
    st.builds(RunCorrected, run=runs, values=controlled, reason=words),
    st.builds(FailureResolved, run=runs, tests=codes, action=words, reason=words, good_run=st.booleans()),
    st.builds(RackMade, rack=racks, name=words, positions=st.integers(1, 3)),
    st.builds(SampleStored, sample=samples, rack=racks, position=st.integers(1, 3)),
    st.builds(SampleTaken, sample=samples, rack=racks, discarded=st.booleans()),
    st.builds(RackEmptied, rack=racks, samples=st.lists(samples, max_size=2).map(tuple)),
    st.builds(
        ResultsRecorded, sample=samples, entries=st.lists(entries, max_size=3).map(tuple), catalogue=words
    ),
    st.builds(
        ResultsReassessed,
        sample=samples,
        values=st.lists(
            st.builds(
                Reassessment,
                test=st.sampled_from(["HB", "NA"]),
                flag=flags,
                reference=words,
                example=st.booleans(),
                needs=needs,
            ),
            max_size=2,
        ).map(tuple),
        reason=words,
        catalogue=words,
    ),
    st.builds(
        ResultsConfirmed,
        sample=samples,
        confirmations=st.lists(
            st.builds(
                Confirmation,
                test=st.sampled_from(["HB", "NA"]),
                value=words,
                step=st.sampled_from(["again", "second"]),
            ),
            max_size=2,
        ).map(tuple),
    ),
    st.builds(
        ResultsDrafted, sample=samples, values=st.dictionaries(st.sampled_from(["HB", "NA", "K"]), words)
    ),
    st.builds(
        ResultsReleased,
        order=orders,
        version=st.integers(1, 4),
        samples=parts,
        provisional=st.booleans(),
        forms=st.sampled_from([("report",), ("sealed",), ("report", "sealed")]),
        interim=parts,
        withdrawn=parts,
        tell=st.lists(st.builds(Had, how=words, who=words, version=st.integers(0, 2)), max_size=2).map(tuple),
    ),
    st.builds(ResultsValidated, sample=samples, tests=codes),
    st.builds(HolderTold, order=orders, version=st.integers(1, 4), holder=st.integers(0, 2), who=words),
    st.builds(CallTried, calls=calls, how=words),
    st.builds(CallTaken, calls=read_back, taken_by=words, role=words),
    st.builds(CallNotNeeded, calls=calls, why=words),
    st.builds(CallWanted, calls=calls, reason=words),
    st.builds(CallEscalated, calls=calls, to=words),
    st.builds(
        CultureRead,
        sample=samples,
        test=st.sampled_from(["HB", "NA"]),
        found=st.sampled_from(["none", "positive", "growth"]),
        hours=st.integers(0, 120),
        final=st.booleans(),
        next_at=st.none() | st.integers(0, 10**13),
        late_min=st.integers(0, 9),
        isolates=st.lists(isolates, max_size=2).map(tuple),
        reason=words,
        catalogue=words,
    ),
    st.builds(
        CultureTested,
        sample=samples,
        test=st.sampled_from(["HB", "NA"]),
        isolate=st.integers(1, 2),
        results=st.lists(susceptibilities, max_size=2).map(tuple),
        catalogue=words,
    ),
    st.builds(NarrativeWritten, sample=samples, test=st.sampled_from(["HB", "NA"]), text=words),
    st.builds(SheetMade, sheet=sheets, ward=words, reports=reports),
    st.builds(Delivered, sheet=sheets | st.just(""), reports=reports, taken_by=words),
    st.builds(
        PatientMoved,
        order=orders,
        samples=st.lists(samples, unique=True, max_size=2).map(tuple),
        ward=words,
        bed=words,
        from_ward=words,
        from_bed=words,
    ),
    st.builds(
        PriorityRaised,
        order=orders,
        samples=st.lists(samples, unique=True, max_size=2).map(tuple),
        priority=st.just("stat"),
        head_start_min=st.integers(0, 9),
        targets=st.dictionaries(st.sampled_from(["HB", "NA", "K"]), st.integers(1, 9)),
    ),
    st.builds(DivertSent, sample=samples, tests=codes, to=words, back_min=st.integers(1, 9), number=words),
    st.builds(DivertRecalled, sample=samples, tests=codes, reason=words),
    st.builds(BatchMade, batch=batches, bench=st.sampled_from(["HAEM", "CHEM"]), samples=parts),
    st.builds(BatchTakenOut, batch=batches, sample=samples, reason=words),
    st.builds(BatchClosed, batch=batches, samples=st.lists(samples, max_size=2).map(tuple), reason=words),
    st.builds(
        LinkProposed,
        link=links,
        patient=patients,
        known=st.just("") | patients,
        identity=st.none() | identities,
        undo=st.booleans(),
        reason=words,
    ),
    st.builds(LinkAgreed, link=links, patient=patients, known=patients, undo=st.booleans(), reason=words),
    st.builds(LinkRefused, link=links, patient=patients, reason=words),
    st.builds(PatientRegistered, patient=patients, identity=identities),
    st.builds(PatientCorrected, patient=patients, identity=identities, reason=words),
    st.builds(
        PaperAsked,
        jobs=st.lists(
            st.builds(Job, job=jobs, form=st.sampled_from(["label", "report"]), subject=samples | orders),
            max_size=3,
        ).map(tuple),
    ),
    st.builds(PaperSending, job=jobs, printer=words, digest=words),
    st.builds(PaperUnsent, job=jobs, reason=words),
    st.builds(PaperConfirmed, job=jobs, how=words),
    st.builds(PaperUncertain, job=jobs, reason=words),
    st.builds(PaperRefused, job=jobs, reason=words),
    st.builds(
        PrinterSetUp,
        printer=devices,
        name=words,
        address=words,
        language=words,
        media=words,
        forms=st.lists(words, max_size=2).map(tuple),
        dots=st.sampled_from([0, 576]),
    ),
    st.builds(PrinterState, printer=devices, state=words, reason=words),
    st.builds(PrinterRemoved, printer=devices),
    st.builds(PersonAdded, badge=badges, name=words, role=words),
    st.builds(PersonLeft, badge=badges),
    st.builds(HomeMade, kiosk=st.integers(1, 98), site=words, address=words, used=st.just((1, 2))),
    st.builds(HomeRestored, kiosk=st.integers(1, 98), was=st.integers(1, 98)),
)


@st.composite
def homes(draw: st.DrawFn) -> list[list[Said]]:
    """What two homes said, each with a clock of its own that only grows."""
    said = []
    for kiosk in (1, 2):
        clock, lines = 0, []
        for seq, fact in enumerate(draw(st.lists(facts, max_size=12)), start=1):
            clock += draw(st.integers(1, 3))
            lines.append(Said(kiosk, seq, clock, draw(st.integers(-3000, 3000)), f"badge:t{kiosk}", fact))
        said.append(lines)
    return said


@st.composite
def arrivals(draw: st.DrawFn, said: list[list[Said]]) -> list[list[Said]]:
    """Both homes' facts in batches: each home's in its order, the homes' in any."""
    left = [list(lines) for lines in said]
    batches: list[list[Said]] = []
    while any(left):
        home = draw(st.sampled_from([lines for lines in left if lines]))
        if not batches or draw(st.booleans()):
            batches.append([])
        batches[-1].append(home.pop(0))
    return batches
