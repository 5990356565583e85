"""The manual as its reader finds it: pages, sections, and what they name."""

import re
from collections.abc import Iterator

from labkiosk.resources import asset

PAGES = {path.stem: path.read_text("utf-8") for path in sorted(asset("manual").glob("*.md"))}

KEY = r"F[0-9]{1,2}|(?:Ctrl|Shift)\+[A-Z][a-z]*|Enter|Space|Tab|Esc|Up|Down|Left|Right|PgUp|PgDn"
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_ITEM = re.compile(r"^- (.*(?:\n  .*)*)", re.MULTILINE)
_KEY_ITEM = re.compile(rf"({KEY}) ([^:]+): ")
_JSON_ITEM = re.compile(r"JSON((?:[^:`]|`[^`]*`)*): (.*)", re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def sections(page: str) -> dict[str, str]:
    """The text under each heading of the second level, by the heading."""
    _, *rest = _SECTION.split(PAGES[page])
    return dict(zip(rest[::2], rest[1::2], strict=True))


def items(text: str) -> list[str]:
    """The items of its lists, each on one line."""
    return [" ".join(item.split()) for item in _ITEM.findall(text)]


def key_items(text: str) -> set[tuple[str, str]]:
    """The keys that its lists explain, each with its name."""
    return {(m[1], m[2]) for item in items(text) if (m := _KEY_ITEM.match(item))}


def keys_in(text: str) -> set[str]:
    """Every function key, and every key with Ctrl, that is named anywhere."""
    return set(re.findall(r"\bF[0-9]{1,2}\b|\bCtrl\+[A-Z]\b", text))


def spans(text: str) -> list[str]:
    """What stands in backquotes, each on one line."""
    return [" ".join(span.split()) for span in _SPAN.findall(text)]


def options_in(text: str) -> set[str]:
    """Every option that is named anywhere."""
    return set(_OPTION.findall(text))


def listed_options(text: str) -> set[str]:
    """The options that have an item of their own, or stand in the item that begins with "Options"."""
    found: set[str] = set()
    for item in items(text):
        if item.startswith("Options:"):
            found |= options_in(item)
        elif item.startswith("`--"):
            found.add(_OPTION.findall(item)[0])
    return found


def json_items(text: str) -> Iterator[tuple[str, set[str]]]:
    """Each item about JSON: of what, and the keys."""
    for item in items(text):
        if found := _JSON_ITEM.fullmatch(item):
            yield found[1].strip(" ,"), set(spans(found[2]))


def first_column(text: str, heading: str) -> set[str]:
    """The names in the first column of the table with that heading."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            return {row.split("|")[1].strip(" `") for row in iter(lambda: next(lines, ""), "")}
    raise LookupError(heading)
