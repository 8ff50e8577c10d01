"""A group's course: the sessions that its programme has for a group, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from desist.casework.groups.models import ProgrammeGroup
from desist.casework.referrals.programme import programme_of
from desist.catalogue.collection import NotHeld
from desist.programme.treatment_plan import PlannedSession, PlanRequest
from desist.scheduling.group_plan import plan_by_blocks


@dataclass(frozen=True, kw_only=True)
class Course:
    """The group's sessions, by the numbers that they have in every member's plan.

    ``of`` is the number of the last session of a plan, with those that a member has alone;
    ``titles`` are those of modules and exercises, by id.
    """

    sessions: tuple[PlannedSession, ...]
    of: int
    titles: Mapping[str, str]

    @property
    def longest(self) -> int:
        """The minutes of the longest session."""
        return max((each.minutes for each in self.sessions), default=0)


NOTHING = Course(sessions=(), of=0, titles={})


def course_of(group: ProgrammeGroup) -> Course:
    """The course of a group; one without sessions where the catalogue holds its version no more."""
    try:
        held = programme_of(group.programme, group.programme_version)
    except NotHeld:
        return NOTHING
    return _course(held.id, held.version, group.format, sha256=held.sha256)


@cache
def _course(id_: str, version: int, format_: str, *, sha256: str) -> Course:
    programme = programme_of(id_, version)
    held = programme.format_called(format_)
    plan = plan_by_blocks(programme, held, PlanRequest()).plan if held else None
    schedule = plan.schedule if plan else ()
    return Course(
        sessions=tuple(each for each in schedule if each.setting == "group"),
        of=len(schedule),
        titles={each.id: each.title for each in (*programme.module, *programme.exercise)},
    )
