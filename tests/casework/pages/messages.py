"""Every sentence that goes through gettext in a template or a Python file."""

from __future__ import annotations

import ast
from pathlib import Path

from jinja2 import Environment

PLAIN = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - it reads and writes no page
"""Ours puts phrases into words as it reads a template: none would be left to be found."""
CALLS = {"_", "gettext", "gettext_lazy"}
PLURALS = {"ngettext", "ngettext_lazy"}


def messages_of(path: Path) -> set[str]:
    """The sentences of one file, plurals by their singular."""
    if path.suffix == ".py":
        return set(_in_python(ast.parse(path.read_text(encoding="utf-8"))))
    return set(_in_template(path.read_text(encoding="utf-8")))


def _in_python(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first = node.args[0] if node.args else None
            if node.func.id in CALLS | PLURALS and isinstance(first, ast.Constant):
                yield first.value


def _in_template(source):
    for _line, function, message in PLAIN.extract_translations(source):
        if function in CALLS | PLURALS:
            first = message[0] if isinstance(message, tuple) else message
            yield first
