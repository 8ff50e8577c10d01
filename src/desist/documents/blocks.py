"""Blocks: a document as a list of plain parts, written as a page, a PDF or a Word file alike.

One value, several writers: what the Word file says cannot differ from what the PDF says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading within the document; its title is of level 1 and stands apart."""

    text: str
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text; line ends are kept. ``quiet``: said beside the matter."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list without an order."""

    items: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Terms and what holds of them."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table with a caption; the first cell of a row names it. ``to_fill``: to be written in."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    to_fill: bool = False


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Room to sign: a line for each name, with what they sign as."""

    labels: Sequence[str]


Block = Heading | Paragraph | Bullets | Facts | Grid | Lines


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. ``readers`` says who may read it; ``version`` stands on every page.

    ``author`` stands in the properties of the file; empty where it is somebody's own.
    """

    title: str
    language: str
    readers: str
    version: str
    blocks: Sequence[Block]
    banner: str = ""
    author: str = "Desist"

    def text(self) -> str:
        """Everything that it says, as plain text."""
        said = [self.title, self.readers, self.version, self.banner]
        for each in self.blocks:
            said += _said(each)
        return "\n".join(said)


def _said(block: Block) -> list[str]:
    if isinstance(block, Heading | Paragraph):
        return [block.text]
    if isinstance(block, Bullets):
        return list(block.items)
    if isinstance(block, Facts):
        return [f"{term}: {value}" for term, value in block.pairs]
    if isinstance(block, Grid):
        return [block.caption, " ".join(block.heads), *(" ".join(row) for row in block.rows)]
    return list(block.labels)
