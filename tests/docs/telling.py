"""What the page of commands tells, and what a command said."""

import json
from typing import Any

import msgspec

from tests.cli.running import Ran
from tests.docs.reading import json_items, sections

PAGE = sections("commands")
SHARED = "What every command shares"


def fields(struct: type[msgspec.Struct]) -> set[str]:
    return {each.name for each in msgspec.structs.fields(struct)}


def told(name: str, of: str = "", at: int = 0) -> set[str]:
    """The keys that a command's section tells: the ``at``-th of its items for ``of``."""
    return [keys for what, keys in json_items(PAGE[name]) if what == of][at]


def objects(done: Ran) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return done.lines


def only(done: Ran) -> dict[str, Any]:
    (found,) = objects(done)
    return found


def order(*tests: str) -> str:
    return json.dumps({"patient": {"name": "Asha Devi", "sex": "F", "age": "51 y"}, "tests": tests})
