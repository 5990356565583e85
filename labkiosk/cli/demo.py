"""Plays a laboratory's main job in a throwaway home: on the screen, or step by step without one."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, FAILED, say, screen_name, user
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.jobs import Paper
    from labkiosk.lab.lab import Lab
    from labkiosk.lab.request import Registered


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to use the screen, and where the papers go."""
    parser.add_argument(
        "--headless", action="store_true", help="play it without a screen, as happens without a terminal"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="put labels and reports there, as PNG and as printer bytes"
    )


def run(args: argparse.Namespace) -> int:
    """Make the home with a morning's work in it, then open the kiosk on it or play the job."""
    from labkiosk.services.morning import make_morning

    if args.out is not None:
        _refuse_unwritable(args.out)
    folder = Path(tempfile.mkdtemp(prefix="labkiosk-demo-"))
    kept = False
    try:
        make_morning(folder / "home", user())
        if args.headless or not (sys.stdin.isatty() and sys.stdout.isatty()):
            kept = True
            return _headless(folder / "home", args.out or folder / "papers")
        return _screen(folder / "home")
    finally:
        if not kept:
            shutil.rmtree(folder)


def _screen(home: Path) -> int:
    from labkiosk.tui.run import run_kiosk

    os.environ["LABKIOSK_LEAVE"] = "1"
    return run_kiosk(home, user(), screen_name())


def _headless(home: Path, out: Path) -> int:
    from labkiosk.lab.lab import Lab

    out.mkdir(parents=True, exist_ok=True)
    say("labkiosk demo: a patient comes to the window, and leaves with a printed report.")
    with Lab(home, badge="phleb", user=user()) as lab:
        code = _Demo(lab, out).play()
    say()
    say(f"Labels and reports: {out}")
    say(f"The home stays until you delete it: {home}")
    say(f"Look further: labkiosk queue --home {home}")
    return code


def _refuse_unwritable(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{out} cannot be written ({error.strerror}): choose another folder.") from None


class _Demo:
    """The job, step by step, told in plain words."""

    def __init__(self, lab: "Lab", out: Path) -> None:
        self.lab, self.out = lab, out
        self.steps = 0

    def play(self) -> int:
        """All of it; 1 when the home does not prove sound at its end."""
        self.home()
        made = self.register()
        self.print_papers(made)
        self.receive(made)
        self.queue()
        self.record(made)
        self.release(made)
        self.report(made)
        return self.prove()

    def step(self, title: str) -> None:
        self.steps += 1
        say()
        say(f"{self.steps}. {title}")

    def refused(self, act: Callable[[], object]) -> None:
        """Do what must not go through, and show what the person would read."""
        try:
            act()
        except Refused as refusal:
            say(f"   Refused: {refusal}")
        else:
            raise RuntimeError("what ought to be refused went through")

    def home(self) -> None:
        from labkiosk.board.counts import counts
        from labkiosk.board.people import people, settings

        self.step("A home is made: one folder, one encrypted database")
        site = settings(self.lab.conn)["site"]
        found = counts(self.lab.conn)
        say(f"   {site}, home 98: everything it prints says TRAINING.")
        say(f"   It holds a morning: {found.registered} samples, {found.pending} still to be done.")
        say(f"   People: {', '.join(f'{p.badge} ({p.role})' for p in people(self.lab.conn))}.")

    def register(self) -> "Registered":
        from labkiosk.lab.intake import register
        from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
        from labkiosk.rules.tubes import plan_tubes

        self.step("The phlebotomist registers a patient and tests")
        patient = PatientRequest(
            name="Meera Joshi", sex="F", age="34 y", ids=(Ident(system="mobile", value="98110 45567"),)
        )
        request = OrderRequest(
            patient=patient,
            tests=("CBC", "KFT"),
            priority="stat",
            location="Emergency",
            bed="5",
            clinician="Dr Bose",
            note="Vomiting, weak since morning",
            collected_at=f"{self.lab.local(self.lab.time().at):%Y-%m-%d %H:%M}",
            collected_by="Sr Mary",
        )
        made = register(self.lab, request)
        say(f"   Meera Joshi, F, about 34 years, STAT, Emergency bed 5: order {made.order}.")
        plans = plan_tubes(self.lab.catalogue.expand(request.tests), self.lab.catalogue)
        for number, plan in zip((s.sample for s in made.samples), plans, strict=True):
            say(f"   Draw {plan.container.name} ({plan.container.cap}), {number}: {len(plan.tests)} tests.")
        return made

    def print_papers(self, made: "Registered") -> None:
        self.step("The print worker draws labels and slip, and reads each barcode back")
        self.printed(*(s.sample for s in made.samples), made.order)

    def printed(self, *subjects: str) -> None:
        """Run the print worker, and copy what it printed about these to where the papers go."""
        from labkiosk.board import jobs
        from labkiosk.services.spool import run as work

        before = {j.id for s in subjects for j in jobs.of_subject(self.lab.conn, s) if j.state == "confirmed"}
        work(self.lab.home.folder, once=True, user=user())
        for paper in (j for s in subjects for j in jobs.of_subject(self.lab.conn, s)):
            if paper.id not in before:
                self.copied(paper)

    def copied(self, paper: "Paper") -> None:
        from labkiosk.services.paper import paper_name

        if paper.state != "confirmed":
            raise Refused(f"The {paper.form} did not print: {paper.said}")
        for suffix in (".png", ".escpos"):
            name = paper_name(self.lab, paper) + suffix
            say(f"   {shutil.copyfile(self.lab.home.paper / name, self.out / name)}")

    def receive(self, made: "Registered") -> None:
        from labkiosk.lab.bench import receive

        self.lab.sign_in("tech")
        self.step("The technician scans the tubes in")
        for sample in made.samples:
            receive(self.lab, sample.sample)
            say(f"   {sample.sample} received.")
        self.refused(lambda: receive(self.lab, made.samples[0].sample))

    def queue(self) -> None:
        from labkiosk.cli import dispatch

        self.step("The worklist: STAT first, and nothing waits for ever")
        dispatch(["queue", "--limit", "6", "--home", str(self.lab.home.folder)])

    def record(self, made: "Registered") -> None:
        from labkiosk.lab.calculated import formula_of
        from labkiosk.lab.results import Given, record
        from labkiosk.lab.scan import sample_of
        from labkiosk.services.morning import usual

        self.step("Results, as the technician types them")
        tube = {test: s.sample for s in made.samples for test in s.tests}
        say("   Neutrophils typed as 610:")
        self.refused(lambda: record(self.lab, tube["NEU"], [Given(test="NEU", value="610")]))
        say("   Potassium 6.9 is critical, so it is typed again, blind; first with a slip:")
        self.refused(lambda: record(self.lab, tube["K"], [Given(test="K", value="6.9", again="9.6")]))
        found = {"K": "6.9", "CREA": "3.1", "UREA": "142", "HB": "9.4", "HCT": "29.2", "RBC": "3.27"}
        for sample in made.samples:
            of = sample_of(self.lab.conn, sample.sample)
            typed = [t for t in sample.tests if not formula_of(self.lab, self.lab.conn, of, t)]
            ordinary = {t: usual(self.lab.catalogue.tests[t], 1) for t in typed}
            values = ordinary | {t: v for t, v in found.items() if t in sample.tests}
            given = [Given(test=t, value=v, again=v) for t, v in values.items()]
            flagged = [a for a in record(self.lab, sample.sample, given) if a.flag]
            said = ", ".join(f"{a.test} {a.value} {a.flag}" for a in flagged)
            say(f"   {sample.sample}: {len(given)} results; flagged: {said}.")

    def release(self, made: "Registered") -> None:
        from labkiosk.lab.release import release

        numbers = [s.sample for s in made.samples]
        self.step("A second person releases")
        self.refused(lambda: release(self.lab, numbers))
        self.lab.sign_in("path")
        for one in release(self.lab, numbers, report=True):
            say(f"   The pathologist released {sum(map(len, one.tests.values()))} results.")

    def report(self, made: "Registered") -> None:
        from labkiosk.lab.papers import print_report

        self.step("The report prints")
        self.printed(made.order)
        self.step("Asked for a second time, it says COPY")
        print_report(self.lab, made.order)
        self.printed(made.order)

    def prove(self) -> int:
        from labkiosk.cli import dispatch

        where = ["--home", str(self.lab.home.folder)]
        self.step("Every sample is counted")
        counted = dispatch(["counts", *where])
        self.step("And nothing was changed or lost")
        return FAILED if dispatch(["verify", *where]) or counted else DONE
