"""Wording: the words in which reasons are shown, one file a subject and language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from desist.programme.entry import Entry, KeyFault


@dataclass(frozen=True, kw_only=True)
class Wording(Entry):
    """Templates by reason code (``{name}`` stands for a value of the reason), terms by code."""

    language: str
    reason: Mapping[str, str] = field(default_factory=dict)
    term: Mapping[str, str] = field(default_factory=dict)

    def faults(self) -> Iterator[KeyFault]:
        """Templates that are none, or that ask for more than a value by its name."""
        yield from super().faults()
        for code, template in self.reason.items():
            try:
                names = [name for _, name, _, _ in Formatter().parse(template) if name is not None]
            except ValueError as error:
                yield KeyFault(f"reason.{code}", f"is no template: {error}", "close every brace")
                continue
            for name in names:
                if not name.isidentifier():
                    yield KeyFault(
                        f"reason.{code}", f"asks for {{{name}}}", "name a value of the reason alone"
                    )
