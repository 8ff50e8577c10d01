"""Group rule: who may sit together, how large a group is, and what makes one group better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from desist.programme.entry import Entry, KeyFault, Sourced


@dataclass(frozen=True, kw_only=True)
class GroupSize(Sourced):
    """How many members a group has when it begins, both ends included."""

    at_least: int
    at_most: int


@dataclass(frozen=True, kw_only=True)
class MemberAge(Sourced):
    """Groups are for this age and over on the day of joining."""

    at_least: int


@dataclass(frozen=True, kw_only=True)
class GroupLimits(Sourced):
    """What else decides who may sit where. A limit left out decides nothing."""

    mix_contact_offending: bool
    """Whether men with and without contact offending may sit in one group."""
    travel_minutes_at_most: int | None = None
    """One way, whatever the person says; a person may name a lower limit of their own."""
    spare_parts_of_week: int = 0
    """Parts of the week that all have in common beyond those in which the group meets."""


@dataclass(frozen=True, kw_only=True)
class LateJoining(Sourced):
    """Up to which point somebody may still join a group that has begun."""

    sessions_held_at_most: int


@dataclass(frozen=True, kw_only=True)
class Rejoining(Sourced):
    """How long after pausing somebody may go on in another group, at the module due next."""

    weeks_at_most: int


@dataclass(frozen=True, kw_only=True)
class SoftWeights(Sourced):
    """What one unit of each soft measure costs; the sum of all is to be as small as can be.

    ``left_out``: a person who could be placed and is not. ``wait``: a week that such a person has
    waited. ``risk``: a level of their static risk (low 0 to very high 3). ``licence``: a week that
    they lack of ``[time_left] weeks_at_least`` to spare. ``overrun``: a week of a group beyond a
    member's licence or order. ``focus``: a member too few in focus, for each need-led module.
    ``age_spread``: a year of spread beyond what is aimed at. ``language``: a member whose preferred
    language is not the group's. ``travel``: ten minutes of a member's way there.
    """

    left_out: int
    wait: int
    risk: int
    licence: int
    overrun: int
    focus: int
    age_spread: int
    language: int
    travel: int


@dataclass(frozen=True, kw_only=True)
class TimeAim(Sourced):
    """How long the licence or order should last beside the group.

    Whoever has fewer weeks to spare than ``weeks_at_least`` should not be left out. Nobody joins a
    group that goes on for more than ``overrun_weeks_at_most`` after their licence or order.
    """

    weeks_at_least: int
    overrun_weeks_at_most: int


@dataclass(frozen=True, kw_only=True)
class FocusAim(Sourced):
    """How many members each need-led module should have in focus."""

    members_at_least: int


@dataclass(frozen=True, kw_only=True)
class AgeAim(Sourced):
    """The difference in age, in years, that a group is to stay within."""

    years_at_most: int


MEASURES = tuple(each.name for each in fields(SoftWeights) if each.name not in ("source", "grade"))
"""The soft measures by name, in the order in which they are shown."""


@dataclass(frozen=True, kw_only=True)
class GroupRule(Entry):
    """One version of how groups are formed: hard limits, aims, and the weights of the aims."""

    size: GroupSize
    age: MemberAge
    limits: GroupLimits
    late_joining: LateJoining
    rejoining: Rejoining
    time_left: TimeAim
    focus: FocusAim
    age_spread: AgeAim
    weights: SoftWeights

    def faults(self) -> Iterator[KeyFault]:
        """Sizes that no group can have, and numbers below nought."""
        yield from super().faults()
        if not 1 <= self.size.at_least <= self.size.at_most:
            yield KeyFault(
                "size", f"runs from {self.size.at_least} to {self.size.at_most}", "swap or mend it"
            )
        tables = ("age", "limits", "late_joining", "rejoining", "time_left", "focus", "age_spread")
        for table in (*tables, "weights"):
            for each in fields(getattr(self, table)):
                value = getattr(getattr(self, table), each.name)
                if isinstance(value, int) and value < 0:
                    yield KeyFault(f"{table}.{each.name}", f"is {value}", "give a number from 0")
