"""Coding guide: the items of one static-risk tool, page by page, each with what it means.

The words of a licensed guide are not held. An item then says in our words what it asks for, and
where the words that count are to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced

CodedKind = Literal["date", "count", "yes_no", "support", "score"]
"""``support`` names what supports a factor; ``score`` is 0, 1 or 2."""


@dataclass(frozen=True, kw_only=True)
class CodedItem(Sourced):
    """One item: its name in the case file, what is asked, what that means, where to read it.

    ``at_least`` and ``at_most`` bound a count; ``may_lie_ahead`` lets a date be in the future.
    """

    id: str
    title: str
    kind: CodedKind
    definition: str
    read_in: str = ""
    at_least: int = 0
    at_most: int = 99
    may_lie_ahead: bool = False


@dataclass(frozen=True, kw_only=True)
class CodingPage:
    """Items that are coded on one page."""

    title: str
    item: tuple[CodedItem, ...]


@dataclass(frozen=True, kw_only=True)
class CodingGuide(Entry):
    """Every item of one tool, in the order in which it is coded."""

    tool: Literal["rm2000", "osp", "pni"]
    page: tuple[CodingPage, ...]

    @property
    def items(self) -> tuple[CodedItem, ...]:
        """The items of every page."""
        return tuple(item for page in self.page for item in page.item)

    def faults(self) -> Iterator[KeyFault]:
        """Items twice, pages without items, items without a meaning, bounds the wrong way."""
        yield from super().faults()
        ids = [each.id for each in self.items]
        for number, page in enumerate(self.page, start=1):
            if not page.item:
                yield KeyFault(f"page[{number}]", "has no item", "give it one or take it out")
        for each in self.items:
            path = f"item[{each.id}]"
            if ids.count(each.id) > 1:
                yield KeyFault(path, "stands here more than once", "ask for it once")
            if not each.definition.strip():
                yield KeyFault(f"{path}.definition", "is empty", "say what is asked for")
            if each.at_least > each.at_most:
                yield KeyFault(f"{path}.at_most", "is below at_least", "swap the two")
