"""The ground floor takes values and gives judgements; nothing else goes in or comes out."""

import ast
import sys

import pytest

from tests.architecture.source import sources

ALLOWED = {
    "__future__",
    "bisect",
    "collections",
    "collections.abc",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "graphlib",
    "heapq",
    "itertools",
    "math",
    "operator",
    "re",
    "statistics",
    "string",
    "types",
    "typing",
    "unicodedata",
}
"""Modules without storage, clock or randomness. ``datetime`` has a clock: see ``CLOCKS``."""
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}
BUILTINS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint"}
GROUND_FLOOR = [each for each in sources() if each.floor == "programme"]


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module


def test_the_allow_list_names_modules_of_the_standard_library_alone():
    assert {name.partition(".")[0] for name in ALLOWED} <= sys.stdlib_module_names


@pytest.mark.parametrize("source", GROUND_FLOOR, ids=lambda each: each.name)
def test_the_ground_floor_stands_on_nothing_that_stores_tells_time_or_draws_lots(source):
    own = {"desist"}
    foreign = {
        name
        for name in imports(source.tree)
        if name not in ALLOWED | own and not name.startswith("desist.programme")
    }

    assert not foreign, f"{source.name} imports {sorted(foreign)}"


@pytest.mark.parametrize("source", GROUND_FLOOR, ids=lambda each: each.name)
def test_the_ground_floor_takes_nothing_from_the_package_but_its_version(source):
    used = {
        node.attr
        for node in source.nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "desist"
    }

    assert used <= {"__version__"}


@pytest.mark.parametrize("source", GROUND_FLOOR, ids=lambda each: each.name)
def test_the_ground_floor_asks_no_clock_and_opens_nothing(source):
    calls = [node.func for node in source.nodes if isinstance(node, ast.Call)]
    clocks = {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCKS
    builtins = {call.id for call in calls if isinstance(call, ast.Name)} & BUILTINS

    assert not clocks | builtins


@pytest.mark.parametrize("source", GROUND_FLOOR, ids=lambda each: each.name)
def test_the_values_of_the_ground_floor_are_frozen_and_written_with_names(source):
    for node in source.nodes:
        if not isinstance(node, ast.ClassDef):
            continue
        for decorator in node.decorator_list:
            name = decorator.func if isinstance(decorator, ast.Call) else decorator
            if getattr(name, "id", "") != "dataclass":
                continue
            given = {each.arg for each in getattr(decorator, "keywords", ())}
            assert {"frozen", "kw_only"} <= given, f"{node.name} in {source.name}"
