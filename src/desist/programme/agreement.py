"""Agreement: what somebody is told, and asked to agree to, before anything is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.entry import Entry, KeyFault


@dataclass(frozen=True, kw_only=True)
class Agreement(Entry):
    """One version of one agreement in one language.

    ``subject`` joins the languages of one agreement. ``to_be_checked`` says that nobody who
    speaks the language as their own has read it yet; paper and page then say so too.
    """

    subject: str
    language: str
    heading: str
    begins: str
    point: tuple[str, ...]
    """What is said, one point after another."""
    statement: str
    """What somebody signs."""
    names: tuple[str, ...]
    """The words before the blanks: name, signature, date."""
    to_be_checked: bool = False

    def faults(self) -> Iterator[KeyFault]:
        """Nothing said, or a point left empty."""
        yield from super().faults()
        if not self.point or not all(each.strip() for each in self.point):
            yield KeyFault("point", "is empty", "say what the agreement is about")
