"""Battery rule: which instruments somebody answers at which point of a programme, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced

PointId = Literal["start", "middle", "end", "follow_up"]
Anchor = Literal["referred", "begun", "half_way", "ended"]
"""What a point is counted from: the referral, the first session, the middle one, the last one."""
POINTS: tuple[PointId, ...] = ("start", "middle", "end", "follow_up")


@dataclass(frozen=True, kw_only=True)
class BatteryPoint(Sourced):
    """One point: the instruments in the order in which they are answered, and when it is due."""

    id: PointId
    counts_from: Anchor
    days: int
    """Due so many days after what it counts from."""
    instruments: tuple[str, ...]

    def due_on(self, anchors: Mapping[Anchor, date]) -> date | None:
        """The day by which it is due; None while what it counts from is not known."""
        day = anchors.get(self.counts_from)
        return None if day is None else day + timedelta(days=self.days)


@dataclass(frozen=True, kw_only=True)
class BatteryRule(Entry):
    """The points of one programme."""

    programme: str
    point: tuple[BatteryPoint, ...]

    def point_called(self, id_: str) -> BatteryPoint | None:
        """The point of that id, or None where this programme has none such."""
        return next((each for each in self.point if each.id == id_), None)

    @property
    def instruments(self) -> tuple[str, ...]:
        """Every instrument named, once."""
        return tuple(dict.fromkeys(id_ for each in self.point for id_ in each.instruments))

    def faults(self) -> Iterator[KeyFault]:
        """A point twice or out of order, days before there is anything to count from, no forms."""
        yield from super().faults()
        ids = [each.id for each in self.point]
        if ids != [each for each in POINTS if each in ids]:
            yield KeyFault("point", f"is {', '.join(ids)}", f"name each once: {', '.join(POINTS)}")
        for each in self.point:
            path = f"point[{each.id}]"
            if each.days < 0:
                yield KeyFault(f"{path}.days", f"is {each.days}", "count from 0")
            if not each.instruments:
                yield KeyFault(f"{path}.instruments", "is empty", "name an instrument")
            if len(set(each.instruments)) < len(each.instruments):
                yield KeyFault(f"{path}.instruments", "names one twice", "name each once")
