"""Newborn babies: called after their mother, and told apart by the order in which they were born."""

from labkiosk.facts.errors import Refused

MOST = 9


def check_order(baby: int, babies: int) -> None:
    """Raises Refused unless ``baby`` is one of ``babies``, at most 9."""
    if not 1 <= baby <= babies <= MOST:
        raise Refused(f"Baby {baby} of {babies} cannot be: number them from 1, and say how many there are.")


def order_words(baby: int, babies: int) -> str:
    """``Baby 1 of 2``; empty where there is one baby, or it is no baby."""
    return f"Baby {baby} of {babies}" if babies > 1 else ""


def baby_name(mother: str, baby: int, babies: int) -> str:
    """What a baby without a name is called: ``Baby 1 of 2 of Asha Devi``, ``Baby of Asha Devi``."""
    return f"{order_words(baby, babies) or 'Baby'} of {mother}"


def with_order(name: str, baby: int, babies: int) -> str:
    """The name as everybody reads it: one that was given later has the order of birth after it."""
    words = order_words(baby, babies)
    return name if not words or name.startswith(f"{words} of ") else f"{name} ({words.lower()})"


def without_order(name: str, baby: int, babies: int) -> str:
    """The name alone, out of ``with_order``'s."""
    words = order_words(baby, babies)
    return name.removesuffix(f" ({words.lower()})") if words else name
