"""Console block: commands of a document with the output that it shows, and how the two compare."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
BLOCK = re.compile(r"^```(console|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_NAME = re.compile(r"# ([\w./-]+\.toml)\n")
SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Block:
    """One fenced block: where it begins, what it is, and its text."""

    document: Path
    line: int
    language: str
    text: str

    @property
    def file_name(self) -> str | None:
        """The file that a TOML block says it is, in a comment on its first line."""
        found = FILE_NAME.match(self.text)
        return found[1] if found else None


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command and the output shown below it."""

    block: Block
    text: str
    shown: str


def blocks(document: Path) -> list[Block]:
    """The console and TOML blocks of a document, in order."""
    text = document.read_text(encoding="utf-8")
    return [
        Block(
            document=document,
            line=text.count("\n", 0, found.start()) + 1,
            language=found[1],
            text=found[2],
        )
        for found in BLOCK.finditer(text)
    ]


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block: a line that begins ``$``, and those it goes on in."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        end = next((n for n, line in enumerate(lines) if not line.endswith("\\")), len(lines))
        yield Command(
            block=block,
            text="\n".join(lines[: end + 1]),
            shown="\n".join(lines[end + 1 :]),
        )


def run(command: str, *, folder: Path) -> str:
    """What the command writes, errors and all, with the project's own ``desist`` first."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DESIST_", "PYTEST_", "COV_"))
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment | {"PATH": path, "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return done.stdout


def matches(shown: str, written: str) -> bool:
    """Whether the output is as shown: ``...`` on a line by itself stands for any lines, or none.

    Within a line it stands for any text. Empty lines at the end do not count.
    """
    pattern = ""
    for line in shown.rstrip().splitlines():
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in line.rstrip().split("...")) + r" *\n"
    return re.fullmatch(pattern, written.rstrip() + "\n" if written.strip() else "") is not None
