"""Source: the files of the house as the tests of its order see them."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "desist"


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """One Python file of the package."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path below the package: ``programme/entry.py``."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def floor(self) -> str:
        """The floor it stands on; empty for the package's own ``__init__``."""
        return self.name.partition("/")[0] if "/" in self.name else ""

    @property
    def purpose(self) -> str:
        """The first sentence of its docstring."""
        return (ast.get_docstring(self.tree) or "").partition("\n\n")[0].replace("\n", " ")

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree: many tests look through them, so they are walked once."""
        return tuple(ast.walk(self.tree))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, nested ones too."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def strings(self) -> Iterator[str]:
        """Every string literal."""
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the package, in order of path; migrations are written by a tool."""
    return tuple(
        Source(path=path, text=text, tree=ast.parse(text))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
        for text in (path.read_text(encoding="utf-8"),)
    )


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file under version control, or in an unpacked archive every file of the tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
        return tuple(ROOT / name for name in names if (ROOT / name).is_file())
    folders = ("src", "tests", "docs", "requirements", "bench")
    return tuple(path for name in folders for path in (ROOT / name).rglob("*") if path.is_file())


@cache
def settings() -> dict[str, object]:
    """What ``pyproject.toml`` says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def floors() -> tuple[tuple[str, ...], ...]:
    """The floors from the top down, as the import contract has them; some stand side by side."""
    contracts = settings()["tool"]["importlinter"]["contracts"]  # type: ignore[index]
    name = "Imports only go downstairs"
    (layers,) = (each["layers"] for each in contracts if each["name"] == name)
    return tuple(tuple(name.strip(" ()") for name in layer.split("|")) for layer in layers)
