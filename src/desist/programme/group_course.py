"""Group course: what forming groups needs of a programme: its modules in time, and their needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desist.programme.curriculum import Programme
from desist.programme.group_pool import Candidate, OfferedGroup

DAYS_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class GroupCourse:
    """The group sessions of each module in order, and the needs that lead each module.

    A module is led by the needs that its exercises chosen by need serve; a member is in its focus
    who has one of them. A module whose exercises everyone does leads nobody to its focus.
    """

    programme: str
    sessions: Mapping[str, int]
    led_by: Mapping[str, frozenset[str]]

    @property
    def length(self) -> int:
        """Group sessions from the first to the last."""
        return sum(self.sessions.values())

    def sessions_before(self, module: str) -> int:
        """How many group sessions come before the first of this module.

        Raises:
            KeyError: the course has no such module.
        """
        before = 0
        for each, sessions in self.sessions.items():
            if each == module:
                return before
            before += sessions
        raise KeyError(module)

    def focus_of(self, person: Candidate) -> tuple[str, ...]:
        """The need-led modules in whose focus the person is, from where they join."""
        begin = self.sessions_before(person.paused.next_module) if person.paused else 0
        return tuple(
            module
            for module, needs in self.led_by.items()
            if self.sessions_before(module) >= begin
            and any(person.needs.get(need, "none") != "none" for need in needs)
        )


def course_of(programme: Programme) -> GroupCourse | None:
    """The programme as a group goes through it; None where it has no group sessions."""
    for id_ in ("group", "mixed"):
        format_ = programme.format_called(id_)
        if format_ is None:
            continue
        sessions: dict[str, int] = {}
        for block in format_.block:
            if block.setting == "group" and block.sessions:
                sessions[block.module] = sessions.get(block.module, 0) + block.sessions
        led_by = {
            module: frozenset(
                need
                for each in programme.exercises_of(module)
                if not each.core
                for need in each.serves_needs
            )
            for module in sessions
        }
        return GroupCourse(
            programme=programme.id,
            sessions=sessions,
            led_by={module: needs for module, needs in led_by.items() if needs},
        )
    return None


def ends_on(group: OfferedGroup, course: GroupCourse, *, on: date) -> date:
    """When the group will have held its last session, at its own pace from today or its start."""
    return reaches_on(group, course.length, on=on)


def reaches_on(group: OfferedGroup, session: int, *, on: date) -> date:
    """About when the group will have held so many sessions; today if it already has.

    Holidays and gaps are left to the timetable: this is weeks at the group's pace, rounded up.
    """
    begins = on if group.has_begun else max(group.begins_on, on)
    to_come = max(session - group.sessions_held, 0)
    weeks = -(-to_come // group.meets_a_week)
    return begins + timedelta(days=DAYS_A_WEEK * weeks)


def weeks_of(group: OfferedGroup, course: GroupCourse, *, on: date) -> int:
    """Weeks from the day on which a group's list is made until its last session, rounded up."""
    return -(-(ends_on(group, course, on=on) - on).days // DAYS_A_WEEK)


def overrun_weeks(licence_ends_on: date, group_ends_on: date) -> int:
    """Weeks, rounded up, by which a group goes on beyond a licence or order; 0 where none."""
    return max(-(-(group_ends_on - licence_ends_on).days // DAYS_A_WEEK), 0)
