"""Rights rule: what may be asked for, by which law, and under which regime each purpose falls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desist.programme.entry import Entry, KeyFault
from desist.programme.named import Named, named, naming_faults


@dataclass(frozen=True, kw_only=True)
class Purpose(Named):
    """What personal data is used for here, and what the law asks of that."""

    regime: str
    basis: str
    condition: str


@dataclass(frozen=True, kw_only=True)
class RequestKind(Named):
    """Something that may be asked for, the law it rests on, by when, and how it may end."""

    law: str
    answer_within_months: int
    outcome: tuple[Named, ...]

    def answer_by(self, received_on: date) -> date:
        """The same day so many months later, or the last day of that month."""
        months = received_on.month - 1 + self.answer_within_months
        year, month = received_on.year + months // 12, months % 12 + 1
        next_month = date(year + month // 12, month % 12 + 1, 1)
        return min(
            date(year, month, 1) + timedelta(days=received_on.day - 1),
            next_month - timedelta(days=1),
        )


@dataclass(frozen=True, kw_only=True)
class RightsRule(Entry):
    """One version of what may be asked for, and of what the law asks of each purpose."""

    regime: tuple[Named, ...]
    purpose: tuple[Purpose, ...]
    request: tuple[RequestKind, ...]
    ground: tuple[Named, ...]
    """Why the use of records is limited."""
    exemption: tuple[Named, ...]
    """Why something is left out of a copy."""
    recipient: tuple[Named, ...]

    def request_of(self, code: str) -> RequestKind:
        """The kind of request of this code.

        Raises:
            KeyError: there is none.
        """
        return named(self.request, code)

    def faults(self) -> Iterator[KeyFault]:
        """Codes given twice, a regime that nobody knows, a request without an end."""
        yield from super().faults()
        for name in ("regime", "purpose", "request", "ground", "exemption", "recipient"):
            yield from naming_faults(name, getattr(self, name))
        regimes = {each.id for each in self.regime}
        for purpose in self.purpose:
            if purpose.regime not in regimes:
                path = f"purpose[{purpose.id}].regime"
                yield KeyFault(path, f"names {purpose.regime}", "name a regime")
        for kind in self.request:
            path = f"request[{kind.id}]"
            yield from naming_faults(f"{path}.outcome", kind.outcome)
            if kind.answer_within_months < 1:
                yield KeyFault(path, "has no time to answer", "give months from 1")
