"""Who must have looked at a result before it leaves: one person or two, or rules that a pathologist approved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, cast, get_args

from msgspec import Struct, structs

from labkiosk.catalogue.cells import Row

if TYPE_CHECKING:
    from labkiosk.catalogue.model import Test

Auto = Literal["no", "asked", "recorded"]


class Verify(Struct, frozen=True, kw_only=True):
    """``steps``: 1, a pathologist releases; 2, a technician validates before that, who did not enter the value.

    ``auto``: the rules release never, when somebody ``asked``, or by themselves as soon as it is ``recorded``;
    ``approved_by`` is who approved that, never empty where they do.
    """

    steps: int = 1
    auto: Auto = "no"
    approved_by: str = ""


def with_verification(rows: list[Row], tests: Mapping[str, "Test"]) -> dict[str, "Test"]:
    """The tests with what verify.csv says of them, or else of their section; faults are noted on the rows.

    A sensitive test is seen by who typed it and who releases it, so what is said of its section is not of it.
    """
    sections = {test.section for test in tests.values()}
    found: dict[tuple[str, str], Verify] = {}
    for row in rows:
        of = row.one_of("of", ("test", "section"))
        name = row.known("name", tests if of == "test" else sections, of)
        if (of, name) in found:
            row.refuse(f"{of} {name} stands twice")
        found[of, name] = _verify(row)
        if (
            of == "test"
            and name in tests
            and tests[name].sensitive
            and (found[of, name].steps, found[of, name].auto) != (1, "no")
        ):
            row.refuse(f"{name} is sensitive: only who releases sees it, so steps is 1 and auto no")
    ruled = {}
    for code, test in tests.items():
        of_section = None if test.sensitive else found.get(("section", test.section))
        verify = found.get(("test", code)) or of_section
        ruled[code] = structs.replace(test, verify=verify) if verify else test
    return ruled


def _verify(row: Row) -> Verify:
    row.text("source")
    auto = cast(Auto, row.one_of("auto", get_args(Auto)))
    if auto != "no" and not row["approved_by"]:
        row.refuse("approved_by is empty: rules release nothing that no pathologist approved them for")
    return Verify(steps=row.whole("steps", 1, 2), auto=auto, approved_by=row["approved_by"])
