"""Group fit: which hard rules keep one person out of one group, and two people apart.

Every bar is a reason, so that whoever is left out can be told why, group by group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desist.programme.age import age_on
from desist.programme.decision import Reason, reason
from desist.programme.group_course import (
    DAYS_A_WEEK,
    GroupCourse,
    ends_on,
    overrun_weeks,
    reaches_on,
)
from desist.programme.group_pool import Candidate, GroupPool, OfferedGroup, in_week_order, parts_of
from desist.programme.group_rule import GroupRule


@dataclass(frozen=True, kw_only=True)
class GroupFit:
    """What stands between one person and one group, whoever else sits in it.

    ``missing`` names facts that some rule needs and nobody has recorded.
    """

    bars: tuple[Reason, ...]
    missing: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the person may sit there, as far as the two alone decide it."""
        return not self.bars and not self.missing


@dataclass(frozen=True, kw_only=True)
class GroupQuestion:
    """A pool with the rule and the courses that it is looked at by."""

    pool: GroupPool
    rule: GroupRule
    courses: Mapping[str, GroupCourse]

    @property
    def on(self) -> date:
        """The day of the judgement."""
        return self.pool.decided_on

    def course(self, group: OfferedGroup) -> GroupCourse:
        """The course of the group's programme."""
        return self.courses[group.programme]

    def parts_needed(self, group: OfferedGroup) -> int:
        """How many parts of the week its members must have in common."""
        if group.has_begun:
            return len(parts_of(group.free))
        return group.meets_a_week + self.rule.limits.spare_parts_of_week

    def joins_on(self, person: Candidate, group: OfferedGroup) -> date:
        """About when the person would first sit in the group."""
        course = self.course(group)
        due = course.sessions_before(person.paused.next_module) if person.paused else 0
        return reaches_on(group, due, on=self.on)

    def fit(self, person: Candidate, group: OfferedGroup) -> GroupFit:
        """Every hard rule between this person and this group."""
        bars = [
            *_same(person, group, self.rule),
            *self._age(person, group),
            *self._protection(person, group),
            *self._adjustments(person, group),
            *self._travel(person, group),
            *self._time(person, group),
            *self._week(person, group),
        ]
        return GroupFit(bars=tuple(bars), missing=tuple(self._missing(person, group)))

    def _missing(self, person: Candidate, group: OfferedGroup) -> Iterator[str]:
        known: dict[str, object] = {
            "born_on": person.born_on,
            "available": person.available,
            "apart_from": person.apart_from,
        }
        if self._travel_limits(person):
            known[f"travel.{group.location}"] = person.travel.get(group.location)
        if not self.rule.limits.mix_contact_offending:
            known["contact_offending"] = person.contact_offending
        for name, value in known.items():
            if value is None:
                yield f"person[{person.id}].{name}"
        for member in self.pool.members_of(group.id):
            if member.apart_from is None:
                yield f"person[{member.id}].apart_from"
            if "contact_offending" in known and member.contact_offending is None:
                yield f"person[{member.id}].contact_offending"

    def _age(self, person: Candidate, group: OfferedGroup) -> Iterator[Reason]:
        least = self.rule.age.at_least
        if person.born_on is None or person.programme != group.programme:
            return
        age = age_on(person.born_on, self.joins_on(person, group))
        if age < least:
            yield reason(
                "group_bar.age", self.rule, self.rule.age, group=group.id, age=age, limit=least
            )

    def _protection(self, person: Candidate, group: OfferedGroup) -> Iterator[Reason]:
        """An excluded place, and safeguards that the place does not have."""
        location = self.pool.location_of(group)
        if location.id in person.excluded_locations:
            yield reason("group_bar.excluded", self.rule, group=group.id, location=location.id)
        lacking = set(person.conditions) - set(location.safeguards)
        if lacking:
            yield reason("group_bar.safeguards", self.rule, group=group.id, lacking=sorted(lacking))

    def _adjustments(self, person: Candidate, group: OfferedGroup) -> Iterator[Reason]:
        made = {*self.pool.location_of(group).adjustments, *group.adjustments}
        lacking = set(person.adjustments) - made
        if lacking:
            yield reason(
                "group_bar.adjustments", self.rule, group=group.id, lacking=sorted(lacking)
            )
        understood = {*person.languages}
        if not understood & {group.language, *group.interpreters}:
            yield reason(
                "group_bar.language", self.rule, group=group.id, languages=person.languages
            )

    def _travel(self, person: Candidate, group: OfferedGroup) -> Iterator[Reason]:
        minutes, set_ = person.travel.get(group.location), self._travel_limits(person)
        if minutes is not None and set_ and minutes > min(set_):
            yield reason(
                "group_bar.travel",
                self.rule,
                self.rule.limits,
                group=group.id,
                minutes=minutes,
                limit=min(set_),
            )

    def _travel_limits(self, person: Candidate) -> list[int]:
        """The longest ways that the site and the person allow; none where neither said so."""
        limits = self.rule.limits.travel_minutes_at_most, person.travel_minutes_at_most
        return [each for each in limits if each is not None]

    def _time(self, person: Candidate, group: OfferedGroup) -> Iterator[Reason]:
        """Too late to join, to rejoin, or at all."""
        if person.programme != group.programme:
            return
        rule, held = self.rule, group.sessions_held
        joins = self.joins_on(person, group)
        if person.ends_on is not None and person.ends_on <= joins:
            yield reason(
                "group_bar.licence_over",
                rule,
                group=group.id,
                ends_on=person.ends_on,
                joins_on=joins,
            )
        else:
            yield from self._overrun(person, group)
        if person.paused is None:
            most = rule.late_joining.sessions_held_at_most
            if held > most:
                yield reason(
                    "group_bar.late", rule, rule.late_joining, group=group.id, held=held, limit=most
                )
            return
        module = person.paused.next_module
        before = self.course(group).sessions_before(module)
        if held > before:
            yield reason(
                "group_bar.module_passed", rule, rule.rejoining, group=group.id, module=module
            )
        weeks = -(-(joins - person.paused.on).days // DAYS_A_WEEK)
        most = rule.rejoining.weeks_at_most
        if weeks > most:
            yield reason(
                "group_bar.paused_long",
                rule,
                rule.rejoining,
                group=group.id,
                weeks=weeks,
                limit=most,
            )

    def _overrun(self, person: Candidate, group: OfferedGroup) -> Iterator[Reason]:
        """A group that goes on too long after the licence or order."""
        if person.ends_on is None:
            return
        time_left = self.rule.time_left
        most = time_left.overrun_weeks_at_most
        weeks = overrun_weeks(person.ends_on, ends_on(group, self.course(group), on=self.on))
        if weeks > most:
            values = {"group": group.id, "weeks": weeks, "limit": most}
            yield reason("group_bar.overrun", self.rule, time_left, **values)

    def _week(self, person: Candidate, group: OfferedGroup) -> Iterator[Reason]:
        if person.available is None:
            return
        common = in_week_order(parts_of(person.available) & parts_of(group.free))
        needed = self.parts_needed(group)
        values = {"group": group.id, "needed": needed}
        limits = self.rule.limits
        if not common:
            yield reason("group_bar.never_free", self.rule, limits, **values)
        elif len(common) < needed:
            yield reason("group_bar.availability", self.rule, limits, common=common, **values)

    def keeps_apart(self, one: Candidate, other: Candidate, *, group: str = "") -> Reason | None:
        """Why ``one`` may not sit with ``other`` in a group; None where nothing is against it."""
        rule = self.rule
        if other.id in (one.apart_from or ()) or one.id in (other.apart_from or ()):
            return reason("group_bar.apart", rule, group=group, one=one.id, person=other.id)
        if other.id in one.co_defendants or one.id in other.co_defendants:
            return reason("group_bar.co_defendant", rule, group=group, one=one.id, person=other.id)
        known = None not in (one.contact_offending, other.contact_offending)
        if (
            not rule.limits.mix_contact_offending
            and known
            and one.contact_offending != other.contact_offending
        ):
            values = {"group": group, "one": one.id, "person": other.id}
            return reason("group_bar.contamination", rule, rule.limits, **values)
        return None


def _same(person: Candidate, group: OfferedGroup, rule: GroupRule) -> Iterator[Reason]:
    if person.programme != group.programme:
        yield reason("group_bar.programme", rule, group=group.id, programme=group.programme)
    if person.cohort != group.cohort:
        yield reason("group_bar.cohort", rule, group=group.id, cohort=group.cohort)
    if group.sex not in ("mixed", person.sex):
        yield reason("group_bar.sex", rule, group=group.id, sex=group.sex)
