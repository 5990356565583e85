"""The runner's slip: critical results that nobody took by telephone, carried to whoever must know."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page, Rule
from labkiosk.forms.setting import several


class Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value; texts are printed as given."""

    test: str
    value: str
    flag: str
    """Letters and words, such as "HH critical high"; empty for a corrected value that is not critical."""
    remark: str = ""
    """That it was corrected, and what was told before."""


class RunnerData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the slip says. ``told`` is empty for sealed results, which no paper of this kind tells."""

    lab_name: str
    whom: str
    ward: str
    bed: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    tail: str
    """The last four digits of the sample's number."""
    told: tuple[Told, ...]
    since: str
    tried: str
    code: str
    """What the QR code says, which opens the call."""
    slip: int = 1


def runner(data: RunnerData, media: Media = ROLL_80) -> Page:
    """The slip; the lower part comes back to the laboratory with the answer."""
    flow = begin(data, media)
    flow.banner("CRITICAL RESULT", 5.2)
    flow.text(f"For {data.whom}", 4.6, bold=True)
    flow.text(several(data.ward, data.bed), 3.6, bold=True)
    flow.rule(0.5)
    flow.text(data.patient_name, 4.4, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age, f"sample {data.tail}"), 3.0)
    flow.rule()
    for one in data.told:
        _told(flow, one)
    if not data.told:
        flow.text("A sealed result. Ring the laboratory now, or come.", 3.6, bold=True)
    flow.rule(0.5)
    flow.text("Tell the doctor now. Then ring the laboratory and read back, or fill this in:", 3.0, bold=True)
    _answer(flow, data)
    flow.gap(1.2)
    beside = [f"Known to the laboratory since {data.since}", data.tried, data.lab_name]
    if data.slip > 1:
        beside.append(f"slip {data.slip}")
    flow.code(data.code, 21, [line for line in beside if line])
    return flow.page()


def _told(flow: Flow, one: Told) -> None:
    flow.text(one.test, 3.2)
    flow.row(Cell(one.value, 4, flow.width - 4 - INSET, 5.6, bold=True))
    if one.flag:
        flow.row(Cell(one.flag, 4, flow.width - 4 - INSET, 3.6, bold=True))
    if one.remark:
        flow.row(Cell(one.remark, 4, flow.width - 4 - INSET, 2.8))
    flow.gap(0.8)


def _answer(flow: Flow, data: RunnerData) -> None:
    asked = ("Taken by, in letters", "Role", *("Value, read back" for _ in data.told), "Date and time")
    for what in asked:
        flow.gap(4.5)
        flow.row(Cell(what, 1, 25, 2.6))
        flow.items.append(Rule(x=26, y=flow.y - 0.5, width=flow.width - 27, height=0.2))
