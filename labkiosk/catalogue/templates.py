"""templates.csv: texts to begin a narrative result with."""

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue


class Template(Struct, frozen=True, kw_only=True):
    """A text with fields in braces, which are asked for one by one; ``key`` picks it. ``text`` has several lines."""

    code: str
    tests: tuple[str, ...]
    key: str
    name: str
    text: str


def build(rows: list[Row], catalogue: Catalogue) -> tuple[Template, ...]:
    """The templates, in the order of the file; in it a bar ends a line. Faults are noted on the rows."""
    made: list[Template] = []
    for row in rows:
        one = Template(
            code=row.code("code"),
            tests=row.many("tests"),
            key=row["key"],
            name=row.text("name"),
            text="\n".join(line.strip() for line in row.text("text").split("|")),
        )
        if len(one.key) != 1 or not (one.key.isascii() and (one.key.islower() or one.key.isdigit())):
            row.refuse(f"key {one.key!r} must be one digit or lower-case letter")
        if one.text.count("{") != one.text.count("}"):
            row.refuse("text opens a field that it does not close")
        for code in one.tests:
            if not row.ours and (code not in catalogue.tests or catalogue.tests[code].kind != "narrative"):
                row.refuse(f"{code} is no narrative test")
        for other in made:
            if other.code == one.code:
                row.refuse(f"template {one.code} stands twice")
            elif other.key == one.key and set(other.tests) & set(one.tests):
                row.refuse(f"key {one.key!r} picks {other.code} already")
        made.append(one)
    return tuple(made)
