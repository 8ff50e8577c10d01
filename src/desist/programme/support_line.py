"""Support lines: whom somebody can talk to after a hard day, as the last page of a sitting says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desist.programme.entry import Entry, KeyFault, Sourced


@dataclass(frozen=True, kw_only=True)
class SupportLine(Sourced):
    """One of them: its name, its number as people dial it, and a sentence for each language."""

    name: str
    number: str
    says: Mapping[str, str]

    def words(self, language: str) -> str:
        """The sentence in this language, in English where there is none."""
        return self.says.get(language, self.says["en"])


@dataclass(frozen=True, kw_only=True)
class SupportLines(Entry):
    """Whom to name, in order. A site puts those of its own area into a file of its own."""

    line: tuple[SupportLine, ...]

    def faults(self) -> Iterator[KeyFault]:
        """Nobody named, a number that cannot be dialled, no English sentence."""
        yield from super().faults()
        if not self.line:
            yield KeyFault("line", "is empty", "name somebody to talk to")
        for each in self.line:
            path = f"line[{each.name}]"
            if not each.number.replace(" ", "").isdecimal():
                yield KeyFault(f"{path}.number", f"is {each.number!r}", "digits and spaces alone")
            if "en" not in each.says:
                yield KeyFault(f"{path}.says", "has no English", "add en")
