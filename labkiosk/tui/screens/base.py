"""What every screen has: title, message line, footer, scanning, and acts that never hold up the keys."""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import ScreenResume
from textual.screen import Screen

from labkiosk.facts.errors import Refused
from labkiosk.tui.commands import EVERYWHERE, Back, Command
from labkiosk.tui.desk import Desk
from labkiosk.tui.widgets.chrome import KeyBar, MessageLine, TitleBar

if TYPE_CHECKING:
    from labkiosk.catalogue import Reason
    from labkiosk.lab.lab import Lab
    from labkiosk.tui.app import Kiosk
    from labkiosk.tui.widgets.question import Asking

# A STAT report that is late on its way: in full, and where the title has no room for that.
_UNDELIVERED = ("NOT DELIVERED", "LATE")

_OVERDUE_S = 1.0

P = ParamSpec("P")
T = TypeVar("T")


class FirstPaint:
    """Knows whether it stands on the terminal yet; until then the app drops every key."""

    painted = False
    _styled = False
    _waits_since = 0.0

    def on_screen_resume(self, event: ScreenResume) -> None:
        # A kept screen has its styles since it was made; Textual would work them all out again, in 2 ms.
        if self._styled:
            event.refresh_styles = False
        self._styled = True
        self.wait_for_paint()

    def wait_for_paint(self) -> None:
        """What stands now is other than what the person saw: drop the keys until they can see it."""
        self.painted = False
        self._waits_since = monotonic()
        assert isinstance(self, Screen)
        self.call_after_refresh(self._note_paint)

    def is_seen(self) -> bool:
        """Whether it stands on the terminal; where that is long overdue, it is asked anew.

        The word that it was painted goes by way of the screen on top then, and is lost when that one goes.
        """
        if not self.painted and monotonic() - self._waits_since > _OVERDUE_S:
            self.wait_for_paint()
        return self.painted

    def on_screen_suspend(self) -> None:
        self.painted = False

    def _note_paint(self) -> None:
        self.painted = True


class KioskScreen(FirstPaint, Screen[None], inherit_bindings=False):
    """A screen of the kiosk. A subclass gives NAME, HEADING, KEYS and ``body``.

    Commands and ``on_scanned`` run in the order of the keys and hold up the next key until they are done, so
    they must never wait for the person: ask with a ``Question`` and its callback.
    """

    NAME: ClassVar[str] = ""
    """Its name in ``screens.make``."""
    HEADING: ClassVar[str] = ""
    PAGE: ClassVar[str] = ""
    """Its page of the manual, where that is not the one of its name."""
    KEPT: ClassVar[bool] = False
    """Whether it is made once and then turned to whatever is opened next: a new screen takes 40 ms."""
    KEYS: ClassVar[tuple[type[Command], ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
        Back.binding(),
    ]

    def __init_subclass__(cls, inherit_bindings: bool = True) -> None:
        if "KEYS" in cls.__dict__:
            cls.BINDINGS = [command.binding() for command in cls.KEYS]
        super().__init_subclass__(inherit_bindings=inherit_bindings)

    def compose(self) -> ComposeResult:
        yield TitleBar(self.HEADING)
        with Vertical(id="body"):
            yield from self.body()
        yield MessageLine()
        yield KeyBar(self.footer())

    def on_mount(self) -> None:
        # Textual calls on_mount of every class in turn, the subclass first, so there is one, and a hook.
        self.show_title()
        self.opened()

    def opened(self) -> None:
        """The screen stands: fill it."""
        self.refreshed()

    def body(self) -> ComposeResult:
        """What stands between title and message line."""
        raise NotImplementedError

    def footer(self) -> tuple[tuple[type[Command], ...], ...]:
        """The footer's lines."""
        return ((*self.KEYS, Back), EVERYWHERE)

    def show_title(self) -> None:
        """Time, person and home, as they are now."""
        home, person = f"{self.desk.number} {self.desk.site}", self.desk.person
        if not self.desk.ready.is_set():
            self.query_one(TitleBar).show(home, ("", ""), ("",))
            return
        lab = self.lab
        now = self.desk.now()
        first = " CLOCK? " if now.doubt else " TRAINING " if lab.training else ""
        first += self._calls(now.at)
        late, overdue = self._undelivered(now.at), self._overdue(now.at)
        stat = [f" !! {late} STAT {said} " if late else "" for said in _UNDELIVERED]
        whole, brief = (f"{first}{each}{overdue}" for each in stat)
        who = f"{person.name} ({person.badge})" if person else "nobody signed in"
        at, badge = lab.local(now.at), person.badge if person else ""
        right = (f"{at:%d %b %H:%M}  {who}", f"{at:%d %b %H:%M}  {badge}", f"{at:%H:%M}  {badge}")
        self.query_one(TitleBar).show(home, (whole, brief), right)

    def _calls(self, now: int) -> str:
        """Wards to be told, with a bell for each that comes and for each that goes on to the next in line."""
        from labkiosk.lab.calls import clock

        found = clock(self.lab, now)
        if found.known - self.desk.calls:
            self.app.bell()
        self.desk.calls = found.known
        late = "!! " if found.escalated else ""
        return f" {late}CALL {found.waiting}, {found.minutes} min " if found.waiting else ""

    def _undelivered(self, now: int) -> int:
        """How many STAT reports are late on their way, with a bell for each new one."""
        from labkiosk.lab.deliver import late_stats

        late = late_stats(self.lab, now)
        if late > self.desk.late:
            self.app.bell()
        self.desk.late = late
        return late

    def _overdue(self, now: int) -> str:
        """What was overdue at this screen's bench when last looked; it looks again once a minute."""
        alarm, bench = self.desk.alarm, self.desk.bench

        async def look() -> None:
            if bench is not None and await alarm.rings(self.desk, bench, now):
                self.kiosk.bell()
            self.kiosk.top.show_title()

        if alarm.wants_look(bench, now):
            self.kiosk.run_worker(look(), group="alarm")
        return alarm.text(bench)

    @property
    def kiosk(self) -> "Kiosk":
        """The app, by its own class."""
        return cast("Kiosk", self.app)

    @property
    def desk(self) -> Desk:
        """The home this screen works in."""
        return self.kiosk.desk

    @property
    def lab(self) -> "Lab":
        """For quick reading on the event loop, never for an act."""
        return self.kiosk.desk.lab

    def say(self, text: str) -> None:
        """Tell the person something, in one line that says what to do next."""
        self.query_one(MessageLine).say(text)

    def refuse(self, text: str) -> None:
        """Tell the person what cannot be done, with a bell."""
        self.app.bell()
        self.query_one(MessageLine).refuse(text)

    @property
    def said(self) -> str:
        """What the person was told last."""
        return self.query_one(MessageLine).text

    async def act(
        self, verb: "Callable[Concatenate[Lab, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Run a verb of the lab; what it answers once that is durable, or None when it was refused and said so."""
        try:
            done = await self.desk.act(verb, *args, **kwargs)
        except Refused as refusal:
            self.refuse(str(refusal))
            return None
        if self.is_attached:
            self.refreshed()
        return done

    def ask(self, question: "Asking[T]", do: "Callable[[T], Awaitable[bool]]") -> None:
        """Ask for what is to be typed, then ``do`` it; where that is refused, ask again with what was typed."""

        async def answered(given: T | None) -> None:
            if given is not None and not await do(given) and self.is_current:
                self.ask(question.again(given), do)

        self.kiosk.push_screen(question, answered)

    async def on_scanned(self, text: str) -> None:
        """A code was scanned here; what it means everywhere is that its sample opens at its next step."""
        await self.kiosk.open_sample(text)

    @property
    def in_hand(self) -> str:
        """The number of the tube that stands here by itself, empty where none does."""
        return ""

    async def on_reason(self, reason: "Reason") -> bool:
        """The barcode of a reason was scanned: whether this screen had a use for it."""
        return False

    def on_answer(self, text: str) -> None:
        """The barcode of a choice test's answer was scanned."""
        self.refuse(f"{text} is an answer of a test: scan the tube first.")

    def on_sign(self, sign: str) -> None:
        """The barcode of a digit or another sign of a value was scanned."""
        self.refuse(f"{sign} is for typing a value: scan the tube first.")

    def refreshed(self) -> None:
        """Somebody committed something: read the board again."""

    def turn_to(self, *args: str) -> None:
        """A kept screen shows what ``args`` name, in place of what stood on it."""
        raise NotImplementedError

    async def leaving(self) -> None:
        """Another screen takes over: keep what is half typed."""

    def chosen(self) -> None:
        """Enter was pressed in an empty scan box."""
