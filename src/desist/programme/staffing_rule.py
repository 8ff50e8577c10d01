"""Staffing rule: how many members of staff hold a session, and when nobody holds one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType
from typing import Literal

from desist.programme.entry import Entry, KeyFault
from desist.programme.named import Named, naming_faults

TWO = 2


@dataclass(frozen=True, kw_only=True)
class SessionCircumstances:
    """What decides how many hold it. ``begins`` and ``ends`` are wall times of one day."""

    format: Literal["individual", "group"]
    begins: time
    ends: time
    threat: bool = False
    """Whether a threat to staff by this person is open."""


@dataclass(frozen=True, kw_only=True)
class StaffingGround(Named):
    """A circumstance in which nobody is alone with somebody; ``id`` is one of ``HOLDS``."""


@dataclass(frozen=True, kw_only=True)
class StaffingRule(Entry):
    """How many hold a session of each format at least, and the grounds on which it takes two.

    It is procedure and judges nobody: ``note`` says that the risk of working alone is for the
    site to assess.
    """

    individual: int
    group: int
    alone_from_hour: int
    alone_until_hour: int
    ground: tuple[StaffingGround, ...] = ()

    def grounds(self, session: SessionCircumstances) -> tuple[StaffingGround, ...]:
        """Why nobody may hold this session alone; empty where somebody may."""
        return tuple(each for each in self.ground if HOLDS[each.id](self, session))

    def least(self, session: SessionCircumstances) -> int:
        """How many members of staff hold it at least."""
        usual = self.individual if session.format == "individual" else self.group
        return max(usual, TWO) if self.grounds(session) else usual

    def faults(self) -> Iterator[KeyFault]:
        """Nobody at a session, hours that are none, a ground that is not known or named twice."""
        yield from super().faults()
        yield from naming_faults("ground", self.ground)
        for key in ("individual", "group"):
            if getattr(self, key) < 1:
                yield KeyFault(key, "is below 1", "somebody holds every session")
        if not 0 <= self.alone_from_hour < self.alone_until_hour <= 24:
            yield KeyFault("alone_until_hour", "is not after alone_from_hour", "give whole hours")
        for each in self.ground:
            if each.id not in HOLDS:
                known = ", ".join(sorted(HOLDS))
                yield KeyFault(f"ground[{each.id}].id", "is not known", f"use one of {known}")


def _outside_hours(rule: StaffingRule, session: SessionCircumstances) -> bool:
    over_midnight = session.ends < session.begins
    begins, ends = _minutes(session.begins), _minutes(session.ends)
    early, late = begins < 60 * rule.alone_from_hour, ends > 60 * rule.alone_until_hour
    return over_midnight or early or late


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute


HOLDS: Mapping[str, Callable[[StaffingRule, SessionCircumstances], bool]] = MappingProxyType(
    {
        "outside_hours": _outside_hours,
        "threat": lambda _rule, session: session.threat,
    }
)
"""What each ground looks at."""
