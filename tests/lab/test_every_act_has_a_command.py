"""Everything that changes the home has its command: each verb of the lab is called by a file of the command line."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import labkiosk

ROOT = Path(inspect.getfile(labkiosk)).parent


def trees(room: str) -> Iterator[tuple[str, ast.Module]]:
    for file in sorted((ROOT / room).rglob("*.py")):
        yield file.stem, ast.parse(file.read_text("utf-8"))


def opens_a_transaction(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.With)
        and any(ast.unparse(item.context_expr) == "lab.act()" for item in node.items)
        for node in ast.walk(function)
    )


def called(tree: ast.AST) -> set[str]:
    """The names of the functions that are called or handed over to be called."""
    loaded = (n for n in ast.walk(tree) if isinstance(n, ast.Name | ast.Attribute))
    return {n.id if isinstance(n, ast.Name) else n.attr for n in loaded}


def verbs() -> list[str]:
    return sorted(
        f"{module}.{node.name}"
        for module, tree in trees("lab")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and opens_a_transaction(node)
    )


def of_the_command_line() -> set[str]:
    """``module.function`` of everything that a command imports from the lab, and of what the lab calls for it."""
    found = set()
    for _, tree in trees("cli"):
        names = called(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("labkiosk.lab."):
                module = str(node.module).rpartition(".")[2]
                found |= {
                    f"{module}.{name.name}" for name in node.names if (name.asname or name.name) in names
                }
    return found


def test_there_are_verbs() -> None:
    assert {"intake.register", "bench.receive", "release.release", "papers.answer"} <= set(verbs())


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_has_its_command(verb: str) -> None:
    assert verb in of_the_command_line()
