"""Questions before something that cannot be taken back. Enter, printable keys and scans never consent."""

from typing import ClassVar, Self, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import FirstPaint
from labkiosk.tui.widgets.field import Field

T = TypeVar("T")


class _Dialog(FirstPaint, ModalScreen[T], inherit_bindings=False):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "consent"),
        Binding("escape", "leave"),
    ]

    def __init__(self, text: str, yes: str) -> None:
        super().__init__()
        self._text = text
        self._yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(plain(self._text), markup=False)
            yield from self.fields()
            yield Static(plain(f"F9 {self._yes}    Esc Leave it", "bold"), markup=False)

    def fields(self) -> ComposeResult:
        """What is typed here, if anything."""
        yield from ()

    def action_leave(self) -> None:
        """Close, and do nothing."""
        self.dismiss(None)


class Question(_Dialog[bool]):
    """Gives its callback True for F9 alone; None where it was left or a scan closed it."""

    def action_consent(self) -> None:
        """F9."""
        self.dismiss(True)


class Either(_Dialog[bool]):
    """Gives its callback True for F9 and False for F12; None where it was left or a scan closed it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f12", "other")]

    def __init__(self, text: str, yes: str, other: str) -> None:
        super().__init__(text, f"{yes}    F12 {other}")

    def action_consent(self) -> None:
        """F9."""
        self.dismiss(True)

    def action_other(self) -> None:
        """F12."""
        self.dismiss(False)


class OneOf(_Dialog[str]):
    """Gives its callback what was chosen of two or three: by F9, F11 and F12; None where it was left or a scan closed it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f11", "second"), Binding("f12", "third")]

    def __init__(self, text: str, *choices: tuple[str, str]) -> None:
        """Each choice is what is given, and the words for it."""
        words = "    ".join(
            f"{key} {said}" for key, (_, said) in zip(("", "F11", "F12"), choices, strict=False)
        )
        super().__init__(text, words.strip())
        self._choices = choices

    def action_consent(self) -> None:
        """F9."""
        self._choose(0)

    def action_second(self) -> None:
        """F11."""
        self._choose(1)

    def action_third(self) -> None:
        """F12, where there are three."""
        self._choose(2)

    def _choose(self, number: int) -> None:
        if number < len(self._choices):
            self.dismiss(self._choices[number][0])


class Asking(_Dialog[T]):
    """A question that is answered by typing."""

    def again(self, given: T) -> Self:
        """The same question, with that in its fields already."""
        raise NotImplementedError


class Ask(Asking[str]):
    """Gives its callback the text that was typed, for F9 alone; None where it was left or a scan closed it."""

    def __init__(self, text: str, yes: str, typed: str = "") -> None:
        super().__init__(text, yes)
        self._typed = typed

    def again(self, given: str) -> Self:
        return type(self)(self._text, self._yes, given)

    def fields(self) -> ComposeResult:
        yield Field(limit=120, value=self._typed)

    def action_consent(self) -> None:
        """F9."""
        self.dismiss(self.query_one(Field).value)


class AskEach(Asking[tuple[str, ...]]):
    """``Ask`` for several texts, one field for each of the labels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    AskEach .row { height: 1; }
    AskEach Label { width: 10; }
    """

    def __init__(self, text: str, yes: str, labels: tuple[str, ...], typed: tuple[str, ...] = ()) -> None:
        super().__init__(text, yes)
        self._labels = labels
        self._typed = typed or ("",) * len(labels)

    def again(self, given: tuple[str, ...]) -> Self:
        return type(self)(self._text, self._yes, self._labels, given)

    def fields(self) -> ComposeResult:
        for label, typed in zip(self._labels, self._typed, strict=True):
            with Horizontal(classes="row"):
                yield Label(plain(label), markup=False)
                yield Field(limit=120, value=typed)

    def action_consent(self) -> None:
        """F9."""
        self.dismiss(tuple(field.value for field in self.query(Field)))
