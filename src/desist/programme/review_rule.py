"""Review rule: at which points of a programme its three parties look back and ahead together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from desist.programme.enforcement_rule import WithinDays
from desist.programme.entry import Entry, KeyFault, Sourced


@dataclass(frozen=True, kw_only=True)
class ReviewPoint(Sourced):
    """One point: reached when this share of the planned sessions was attended or made good."""

    id: str
    title: str
    share: float


@dataclass(frozen=True, kw_only=True)
class ReviewRule(Entry):
    """The points of one programme, and within how many working days a review is then held."""

    programme: str
    hold_within: WithinDays
    point: tuple[ReviewPoint, ...]

    def sessions_until(self, point: ReviewPoint, *, planned: int) -> int:
        """How many sessions it takes to reach a point; never none, and never more than planned."""
        return min(max(1, ceil(round(point.share * planned, 6))), planned)

    def reached(self, *, attended: int, planned: int) -> tuple[ReviewPoint, ...]:
        """The points that so many sessions of those planned reach, in order."""
        if planned < 1:
            return ()
        return tuple(
            each for each in self.point if attended >= self.sessions_until(each, planned=planned)
        )

    def point_called(self, id_: str) -> ReviewPoint | None:
        """The point of that id, or None where this programme has none such."""
        return next((each for each in self.point if each.id == id_), None)

    def faults(self) -> Iterator[KeyFault]:
        """No points, one twice or out of order, a share that no session can reach."""
        yield from super().faults()
        if not self.point:
            yield KeyFault("point", "is empty", "name at least one point")
        if len({each.id for each in self.point}) < len(self.point):
            yield KeyFault("point", "names an id twice", "name each point once")
        shares = [each.share for each in self.point]
        if shares != sorted(shares):
            yield KeyFault("point", "is out of order", "the smallest share stands first")
        for each in self.point:
            if not 0 < each.share <= 1:
                yield KeyFault(f"point[{each.id}].share", f"is {each.share}", "above 0, at most 1")
        if self.hold_within.working_days < 1:
            yield KeyFault("hold_within.working_days", "is below 1", "give whole working days")
