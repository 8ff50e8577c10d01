"""Measurements are not run as tests, so that at least what they import must be there."""

import ast
from importlib import import_module

import pytest

from tests.architecture.source import ROOT

BENCHES = sorted((ROOT / "bench").glob("*.py"))


def imported(path):
    """Every name that a measurement takes from the package, with its module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desist"):
            for alias in node.names:
                yield node.module, alias.name


@pytest.mark.parametrize("path", BENCHES, ids=lambda path: path.name)
def test_what_a_measurement_imports_is_there(path):
    for module, name in imported(path):
        held = import_module(module)
        assert hasattr(held, name) or import_module(f"{module}.{name}"), f"{module}.{name}"


def test_the_measurements_are_found():
    assert len(BENCHES) > 10
    assert sum(1 for path in BENCHES for _ in imported(path)) > 40
