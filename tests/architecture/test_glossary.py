"""The glossary's words are the code's words."""

import ast
import re

import pytest

from desist.catalogue.load import SHIPPED
from tests.architecture.source import ROOT, sources

TEXT = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| term |")
]


def names_in(tree):
    """Everything that a file defines or spells out: names of things, fields, coded values."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.fixture(scope="module")
def known():
    """Names of the code and of the tests of its order, and ids in the catalogue's files."""
    tests = [*ROOT.glob("tests/architecture/*.py"), *ROOT.glob("tests/rulebook/*.py")]
    trees = [source.tree for source in sources()]
    trees += [ast.parse(path.read_text(encoding="utf-8")) for path in tests]
    data = [path.read_text(encoding="utf-8") for path in SHIPPED.rglob("*.toml")]
    ids = {id_ for text in data for id_ in re.findall(r'^id = "([^"]+)"', text, re.MULTILINE)}
    return ids | {name for tree in trees for name in names_in(tree)}


def test_the_glossary_has_the_field_and_the_software():
    assert len(ROWS) > 50
    assert TEXT.index("## The field") < TEXT.index("## This software")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_term_has_a_meaning_and_a_place_in_the_code(row, known):
    _term, meaning, place = row
    (name,) = re.findall(r"^`([^`]+)`$", place)

    assert len(meaning) > 10
    assert name in known


def test_no_term_is_explained_twice():
    terms = [row[0].casefold() for row in ROWS]

    assert len(terms) == len(set(terms))
