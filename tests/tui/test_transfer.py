"""Ctrl+W on the screens of an order and of a patient: where the patient lies now."""

from pathlib import Path

from labkiosk.board import orders
from tests.tui.desks import StillClock, seat
from tests.tui.morning import Morning


async def test_an_order_is_moved(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.app.open("order", day.orders[0])
        await here.settle()
        await here.press("ctrl+w", *"Ward 7", "enter", *"12", "f9")
        assert here.said == "Moved to Ward 7, bed 12: O01-0000001."
        assert "Ward 7, bed 12" in here.text(".head")


async def test_a_patients_orders_are_moved_and_esc_leaves_them(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        conn = here.app.desk.lab.conn
        await here.app.open("orders", "P01-0000002")
        await here.settle()
        await here.press("ctrl+w", *"HDU", "escape")
        await here.press("ctrl+w", *"HDU")
        await here.scan(day.waiting)
        assert orders.order(conn, day.orders[1]).ward == "ICU"  # type: ignore[union-attr]
        await here.app.open("orders", "P01-0000002")
        await here.settle()
        await here.press("ctrl+w", *"HDU", "tab", *"3", "f9")
        assert orders.order(conn, day.orders[1])[3:5] == ("HDU", "3")  # type: ignore[index]
