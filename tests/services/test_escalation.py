"""A ward that nobody reached: the print worker sends the call on, and a runner takes it there on paper."""

from pathlib import Path

import zxingcpp
from PIL import Image

from labkiosk.board import calls, jobs
from labkiosk.lab.bench import receive
from labkiosk.lab.results import Given, record
from labkiosk.services import spool
from tests.lab.homes import Clock, make, order


def test_nobody_has_to_look_at_a_screen(tmp_path: Path) -> None:
    """The worker goes by the machine's clock: the value is years old for it."""
    with make(tmp_path / "home", Clock()) as lab:
        tube = order(lab, "K", location="ICU").samples[0].sample
        receive(lab, tube)
        record(lab, tube, [Given(test="K", value="6.8", again="6.8")])
        said: list[str] = []
        spool.run(lab.home.folder, once=True, user="root", say=lambda told: said.append(str(told)))
        [call] = calls.of_sample(lab.conn, tube)
        assert [(t.actor, t.how) for t in call.tries] == [("machine:print", "goes to ICU registrar")]
        assert call.state == "open"
        assert said[0].split()[1:3] == ["runner", f"{tube}:"]
        picture = Image.open(lab.home.paper / f"runner-{tube}.png")
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"LK:CALL:{tube}"]
        spool.run(lab.home.folder, once=True, user="root")
        assert len(jobs.of_subject(lab.conn, tube, "runner")) == 1
