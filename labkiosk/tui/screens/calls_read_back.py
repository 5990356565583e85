"""What a listener reads back of a call, typed as it is heard."""

from labkiosk.lab.calls import PhoneCall
from labkiosk.tui.widgets.question import AskEach


class ReadBack(AskEach):
    """While it stands, no value is to be seen behind it."""

    def on_mount(self) -> None:
        """Out of sight."""
        self._hide(True)

    def on_unmount(self) -> None:
        """There again, however this was closed."""
        self._hide(False)

    def _hide(self, hides: bool) -> None:
        for screen in self.app.screen_stack:
            screen.set_class(hides, "hides")


def read_back_keys(call: PhoneCall) -> tuple[str, ...]:
    """By what each value of a call is read back: its test, and its tube's number where two have the same test."""
    tests = [one.test for one in call.calls]
    return tuple(one.test if tests.count(one.test) == 1 else f"{one.number}:{one.test}" for one in call.calls)
