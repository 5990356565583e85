"""Samples of which there will be no other."""

from labkiosk.catalogue.model import Container

# WHO: a child is a neonate for the first 28 days, birth being day 0.
NEONATE_DAYS = 28


def irreplaceable(container: Container | None, age: int | None) -> str:
    """What cannot be taken again, in words; empty for a sample that can.

    ``container`` is None where the catalogue no longer has it, ``age`` in days at collection, None if not known.
    """
    if container is not None and container.irreplaceable:
        return container.specimen
    return "a neonate's sample" if age is not None and age < NEONATE_DAYS else ""
