"""From the board to what each paper says."""

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from labkiosk.board import jobs, orders, patients, samples
from labkiosk.catalogue import Catalogue
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job
from labkiosk.forms.media import LABEL_50, ROLL_80, Media
from labkiosk.lab.drawn import collected_at, collected_by
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import FORMS, called
from labkiosk.lab.scan import CLOSED, is_blank
from labkiosk.lab.site import site_and_address
from labkiosk.lab.when import drawn_at
from labkiosk.rules.age import age_text
from labkiosk.rules.baby import order_words
from labkiosk.rules.words import bed_words

if TYPE_CHECKING:
    from labkiosk.forms.label import LabelData
    from labkiosk.forms.page import Page
    from labkiosk.forms.slip import SlipData

Asked = Job | jobs.Paper
"""A paper to draw: as it is being asked for, or as the board has it."""

NOT_STATED = "not stated"

# Of a patient's numbers, the one that a ward knows best; a mobile number is a whole family's.
_SHOWN = {"hospital": "UHID", "abha": "ABHA", "other": "ID"}


class Whose(NamedTuple):
    """A patient as paper shows them."""

    name: str
    id: str
    sex: Literal["F", "M", "O", "U"]
    age: str
    born: str
    baby: str


def page(lab: Lab, job: Asked, media: Media | None = None) -> "Page":
    """The page of a job, from what the board says now, laid out for that paper or for what is usual.

    Raises Refused when it may not be printed any more, or lacks something that it must carry, and when it does
    not go on such paper.
    """
    on_tube = FORMS[job.form].on_tube
    media = media or (LABEL_50 if on_tube else ROLL_80)
    if media.die_cut != on_tube and not FORMS[job.form].anywhere:
        raise Refused(
            f"not printed: a {called(job.form)} does not go on {media.words}: choose another printer for it."
        )
    # Each is read only when such a paper is drawn.
    form = getattr(import_module(f"labkiosk.forms.{job.form}"), job.form)
    data = getattr(import_module(f"labkiosk.lab.{FORMS[job.form].data}"), f"{job.form}_data")
    return cast("Page", form(data(lab, job), media))


def label_data(lab: Lab, job: Asked) -> "LabelData":
    """What a tube's label says. Raises Refused for a label in whose place a newer one was asked for."""
    from labkiosk.forms.label import LabelData

    sample = sample_for(lab, job)
    if _is_replaced(lab, job):
        raise Refused("not printed: the tube has a new number since, and a label of its own for it.")
    if sample.state == "cancelled":
        raise Refused("not printed: every test of this tube is cancelled.")
    if not job.reason and is_blank(lab.conn, sample.number):
        raise Refused("not printed: the tube carries a blank label with its number.")
    order = order_for(lab, sample.order)
    whose = whose_of(lab, order)
    open_tests = [t.code for t in samples.tests(lab.conn, sample.id) if t.state not in (*CLOSED, "moved")]
    return LabelData(
        number=sample.number,
        patient_name=whose.name,
        patient_id=whose.id,
        sex=whose.sex,
        age=whose.age,
        born=whose.born,
        collected=collected(lab, order, sample),
        collector=collector(lab, order, sample),
        priority=cast(Literal["stat", "urgent", "routine"], sample.priority),
        container=sample.container,
        cap=sample.cap,
        tests=untold_codes(lab, open_tests),
        part=f"{sample.part}/{sample.parts}",
        baby=whose.baby,
        mark=sample.mark,
        ward=order.ward or "ward not stated",
        training=lab.training,
        relabelled=sample.number != sample.id,
        copy=job.copy,
        made=_made(lab, job),
    )


_LATE_MS = 10 * 60_000


def _made(lab: Lab, job: Asked) -> str:
    """When a label was asked for, where it leaves the printer long after: ``07:12``, with the day where that is past.

    The tube may have been drawn and labelled by hand since.
    """
    if isinstance(job, Job) or lab.time().at - job.at <= _LATE_MS:
        return ""
    at = lab.local(job.at)
    return f"{at:%H:%M}" if at.date() == lab.today() else f"{at:%d %b %H:%M}"


def slip_data(lab: Lab, job: Asked) -> "SlipData":
    """What the slip for the patient's card says."""
    from labkiosk.forms.slip import SlipData

    order = order_for(lab, job.subject)
    if _is_replaced(lab, job):
        raise Refused("not printed: the patient was corrected since, and a new slip prints for the card.")
    whose = whose_of(lab, order)
    made = samples.of_order(lab.conn, order.id)
    if all(s.state == "cancelled" for s in made):
        raise Refused("not printed: every test of this order is cancelled.")
    tubes = [s for s in made if s.state not in CLOSED]
    codes = [t.code for s in tubes for t in samples.tests(lab.conn, s.id) if t.state not in CLOSED]
    return SlipData(
        lab_name=site_and_address(lab)[0],
        patient_name=whose.name,
        patient_id=whose.id,
        sex=whose.sex,
        age=whose.age,
        order=order.id,
        date=stamp(lab, order.at),
        priority=priority_name(lab, order),
        tests=untold_codes(lab, codes),
        samples=tuple(s.number for s in tubes),
        training=lab.training,
        copy=job.copy,
    )


def _is_replaced(lab: Lab, job: Asked) -> bool:
    """Whether a newer paper was asked for in this one's place."""
    return any(j.version > job.version for j in jobs.of_subject(lab.conn, job.subject, job.form))


def sample_for(lab: Lab, job: Asked) -> samples.Sample:
    """The sample a job is about. Raises Refused where it is not here."""
    sample = samples.sample(lab.conn, job.subject)
    if sample is None:
        raise Refused(f"not printed: sample {job.subject} is not known here.")
    return sample


def order_for(lab: Lab, order_id: str) -> orders.Order:
    """An order by its id. Raises Refused where it is not here."""
    order = orders.order(lab.conn, order_id)
    if order is None:
        raise Refused(f"not printed: order {order_id} is not known here.")
    return order


def whose_of(lab: Lab, order: orders.Order) -> Whose:
    """The patient of an order, aged at its first collection, or at the order where that was not stated."""
    drawn = min(drawn_at(order, s) for s in samples.of_order(lab.conn, order.id))
    return whose_on(lab, order.patient, lab.local(drawn).date())


def whose_on(lab: Lab, patient_id: str, day: date) -> Whose:
    """A patient, aged on a day. Raises Refused for one who is not here."""
    patient = patients.patient(lab.conn, patient_id)
    if patient is None:
        raise Refused(f"not printed: patient {patient_id} is not known here.")
    birth = date.fromisoformat(patient.birth_date) if patient.birth_date else None
    born = "not stated"
    if birth is not None:
        born = f"est. {birth.year}" if patient.birth_estimated else f"{birth:%d %b %Y}"
    return Whose(
        name=patient.name,
        id=_shown_id(patients.identifiers(lab.conn, patient.id), patient.id),
        sex=cast(Literal["F", "M", "O", "U"], patient.sex),
        age="" if birth is None else age_text(birth, day, patient.birth_estimated),
        born=born,
        baby=order_words(patient.baby, patient.babies),
    )


def _shown_id(known: list[patients.Ident], patient_id: str) -> str:
    by_system = {i.system: i.value for i in reversed(known)}
    system = next((s for s in _SHOWN if s in by_system), None)
    if system is None:
        return patient_id
    word, value = _SHOWN[system], by_system[system]
    return value if value.startswith(word) else f"{word} {value}"


def short_codes(catalogue: Catalogue, codes: Iterable[str]) -> tuple[str, ...]:
    """Codes of tests, with a panel's code in place of its tests where all of them are there; largest panels first."""
    short = {code: code for code in codes}
    for panel in sorted(catalogue.panels.values(), key=lambda p: -len(p.tests)):
        if all(short.get(code) == code for code in panel.tests):
            short |= dict.fromkeys(panel.tests, panel.code)
    return tuple(dict.fromkeys(short.values()))


def untold_codes(lab: Lab, codes: Iterable[str]) -> tuple[str, ...]:
    """``short_codes`` for papers that strangers read: of a sensitive test only its bench is told.

    That somebody is asked for an HIV viral load says what they have.
    """
    tests = lab.catalogue.tests
    short = short_codes(lab.catalogue, codes)
    return tuple(dict.fromkeys(tests[c].bench if c in tests and tests[c].sensitive else c for c in short))


def stamp(lab: Lab, at: int) -> str:
    """A time in ms UTC as paper shows it: ``22 Nov 2026 07:10``."""
    return f"{lab.local(at):%d %b %Y %H:%M}"


def collected(lab: Lab, order: orders.Order, sample: samples.Sample) -> str:
    """When a tube was drawn; an aliquot was drawn as its parent was."""
    at = collected_at(lab.conn, order, sample)
    return NOT_STATED if at is None else stamp(lab, at)


def collector(lab: Lab, order: orders.Order, sample: samples.Sample) -> str:
    """Who drew a tube."""
    return collected_by(lab.conn, order, sample) or NOT_STATED


def bed(order: orders.Order) -> str:
    """The bed of an order as paper shows it."""
    return bed_words(order.bed or NOT_STATED)


def priority_name(lab: Lab, order: orders.Order) -> str:
    """The priority as people say it."""
    return lab.catalogue.priorities[order.priority].name
