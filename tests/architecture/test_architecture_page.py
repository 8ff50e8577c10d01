"""ARCHITECTURE.md says what is there, and all of it."""

import ast
import re
import sys
from fnmatch import fnmatch

import pytest

from desist.catalogue.kinds import FOLDERS
from tests.architecture.source import PACKAGE, ROOT, floors, sources

TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def table(head):
    """The rows below the table head that begins with this column, as lists of cells."""
    lines = iter(TEXT.splitlines())
    for line in lines:
        if line.startswith(f"| {head} |"):
            break
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def code_in(cell):
    return re.findall(r"`([^`]+)`", cell)


FLOORS = {code_in(row[0])[0]: row for row in table("floor")}
GLOBS = [glob for row in table("files") for glob in code_in(row[0])]


def third_party(source):
    """Top-level names that a file imports from neither the package nor the standard library."""
    for node in source.nodes:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            top = name.partition(".")[0]
            if top not in sys.stdlib_module_names and top != "desist":
                yield top


def test_the_floors_are_those_of_the_import_contract_from_the_top_down():
    assert list(FLOORS) == [name for layer in floors() for name in layer]


def test_every_folder_of_the_package_is_a_floor():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert folders == set(FLOORS)


@pytest.mark.parametrize("floor", [f for f in FLOORS if "whatever" not in FLOORS[f][2]])
def test_a_floor_uses_no_package_that_the_page_does_not_grant_it(floor):
    granted = set(re.split(r", ", FLOORS[floor][2])) - {"nothing"}
    used = {name for each in sources() if each.floor == floor for name in third_party(each)}

    assert used <= granted


def test_the_shelves_are_those_that_the_loader_knows():
    assert [code_in(row[0])[0] for row in table("shelf")] == sorted(FOLDERS)


@pytest.mark.parametrize(
    "source",
    [each for each in sources() if each.path.name != "__init__.py"],
    ids=lambda each: each.name,
)
def test_a_file_stands_in_exactly_one_row(source):
    rows = [glob for glob in GLOBS if fnmatch(source.name, glob)]

    assert len(rows) == 1, f"give {source.name} one row in ARCHITECTURE.md; it has {rows}"


@pytest.mark.parametrize("glob", GLOBS)
def test_a_row_names_files_that_are_there(glob):
    assert any(fnmatch(each.name, glob) for each in sources())
