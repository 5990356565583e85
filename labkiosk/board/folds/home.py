"""The home's settings."""

from labkiosk.board.folds.rows import Rows
from labkiosk.facts.home import BackedUp, HomeMade, HomeRestored
from labkiosk.journal.read import Told

READS = frozenset({HomeMade.kind, HomeRestored.kind, BackedUp.kind})
TABLES = {"setting": "?1 = 'home'"}


def fold(_subject: str, facts: list[Told]) -> Rows:
    """Kiosk number, site, address, every number that may never be used again, and the last backup."""
    settings: dict[str, str] = {}
    used: set[int] = set()
    for told in facts:
        match told.fact:
            case HomeMade() as made:
                used |= {made.kiosk, *made.used}
                settings |= {"kiosk": str(made.kiosk), "site": made.site, "address": made.address}
            case HomeRestored() as restored:
                used |= {restored.kiosk, restored.was}
                settings["kiosk"] = str(restored.kiosk)
            case BackedUp(to=to):
                settings |= {"backup_at": str(told.at), "backup_to": to}
            case _:
                pass
    settings["used"] = " ".join(f"{n:02}" for n in sorted(used))
    return {"setting": list(settings.items())}
