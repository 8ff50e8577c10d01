"""A concern is raised by a person: no code that scores or judges can reach the raising of one."""

import ast
from pathlib import Path

import pytest

import desist

HERE = Path(desist.__file__).parent
JUDGING = [
    path
    for folder in ("casework/battery", "casework/assessment", "casework/rules", "cases",
                   "evaluation", "programme", "scheduling")
    for path in sorted((HERE / folder).rglob("*.py"))
    if path.name != "concern_rule.py"
]  # fmt: skip
RAISING = ("desist.casework.concerns.actions", "desist.casework.concerns.models")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_is_code_that_judges():
    assert len(JUDGING) > 100


@pytest.mark.parametrize("path", JUDGING, ids=lambda each: each.relative_to(HERE).as_posix())
def test_no_code_that_scores_or_judges_imports_the_raising_of_a_concern(path):
    assert not [name for name in imported(path) if name.startswith(RAISING)]


def test_only_the_page_and_the_demonstration_call_it():
    callers = {
        path.relative_to(HERE).as_posix()
        for path in HERE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "raise_concern"
    }
    assert callers <= {
        "casework/concerns/views/concern.py",
        "casework/demonstration/stages/concerns.py",
    }
