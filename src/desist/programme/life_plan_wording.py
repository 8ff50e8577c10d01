"""Life plan wording: the headings of a New Life Plan on paper, one language a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desist.programme.entry import Entry, KeyFault

HEADINGS = (
    "title",
    "matters",
    "approach",
    "avoid",
    "steps",
    "helps",
    "obstacles",
    "supports",
    "warning_signs",
    "responses",
    "safeguards",
    "progress",
    "written_on",
    "look_again_on",
)


@dataclass(frozen=True, kw_only=True)
class LifePlanWording(Entry):
    """One version of the headings in one language; what stands beneath them is the person's own.

    ``to_be_checked`` says that nobody who speaks the language as their own has read it yet, and
    ``checking`` says so to the reader, on paper too.
    """

    language: str
    heading: Mapping[str, str]
    month: tuple[str, ...]
    to_be_checked: bool = False
    checking: str = ""

    def day(self, on: date) -> str:
        """A date as people write it in this language."""
        return f"{on.day} {self.month[on.month - 1]} {on.year}"

    def faults(self) -> Iterator[KeyFault]:
        """A heading too few or too many, other than twelve months, a mark without its words."""
        yield from super().faults()
        for missing in sorted(set(HEADINGS) - set(self.heading)):
            yield KeyFault(f"heading.{missing}", "is missing", "say it in this language")
        for unknown in sorted(set(self.heading) - set(HEADINGS)):
            yield KeyFault(f"heading.{unknown}", "is unknown", f"known: {', '.join(HEADINGS)}")
        if len(self.month) != 12:
            yield KeyFault("month", f"has {len(self.month)} names", "name twelve months")
        if self.to_be_checked and not self.checking:
            yield KeyFault("checking", "is empty", "say to the reader that it is to be checked")
