"""The options of every command, asked of its own parser."""

import argparse
from collections.abc import Iterator
from importlib import import_module

from labkiosk.cli import commands

NAMES = [name for name, _ in commands()]


def options(name: str) -> set[str]:
    """The long options of a command and of its verbs, without ``--help``."""
    parser = argparse.ArgumentParser(prog=name)
    import_module(f"labkiosk.cli.{name.replace('-', '_')}").arguments(parser)
    return {
        o for p in _parsers(parser) for a in p._actions for o in a.option_strings if o.startswith("--")
    } - {"--help"}


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _parsers(each)
