"""Group problem: forming groups as numbers, so that a search can look at very many ways.

People, parts of the week and modules become bits. What is soft becomes one cost in whole numbers;
what is hard makes a set of members impossible. The hard rules themselves stand in
``programme/group_fit.py``: this only writes them down for speed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desist.programme.group_fit import GroupQuestion
from desist.programme.group_measure import age_at, of_left_out, of_seat, weighted
from desist.programme.group_pool import ORDER_OF_WEEK, Candidate, OfferedGroup, parts_of

Members = int
"""A set of people, one bit each."""


@dataclass(frozen=True, kw_only=True)
class GroupPart:
    """One group: its numbers, and what the people who already sit there bring."""

    group: OfferedGroup
    fixed: tuple[Candidate, ...]
    parts: int
    """Parts of the week in which room, team and those already there are free, as bits."""
    parts_needed: int
    at_least: int
    """Fewest members who join; 0 where the group is there already."""
    at_most: int
    modules: tuple[str, ...]
    ages: tuple[int, ...]
    focused: tuple[int, ...]
    """Those already there in focus of each module."""


@dataclass(frozen=True, kw_only=True)
class GroupProblem:
    """People who can be placed somewhere, the groups, and the cost of every choice."""

    question: GroupQuestion
    people: tuple[Candidate, ...]
    parts: tuple[GroupPart, ...]
    open_to: tuple[frozenset[int], ...]
    """For each group the people who may sit there as far as the two alone decide it."""
    apart: tuple[Members, ...]
    """For each person everybody with whom they may not sit."""
    week: tuple[int, ...]
    """For each person the parts of the week in which they are free, as bits."""
    ages: tuple[int, ...]
    focus: tuple[frozenset[str], ...]
    """For each person the modules in whose focus they are."""
    out_cost: tuple[int, ...]
    seat_cost: tuple[dict[int, int], ...]
    """For each person the cost of a seat in each group that is open to them."""
    _known: dict[tuple[int, Members], int | None] = field(default_factory=dict)

    @property
    def all_out(self) -> int:
        """The cost of leaving everybody out, without any group."""
        return sum(self.out_cost)

    def gain(self, group: int, members: Members) -> int | None:
        """How much cheaper all is with these members in this group; None where they may not be.

        Those already there count with what they cost together.
        """
        if not members and not self.parts[group].fixed:
            return 0
        if members.bit_count() < self.parts[group].at_least:
            return None
        return self.partial_gain(group, members)

    def partial_gain(self, group: int, members: Members) -> int | None:
        """The same for a group that is still too small to begin."""
        key = (group, members)
        if key not in self._known:
            self._known[key] = self._gain(group, members)
        return self._known[key]

    def _gain(self, group: int, members: Members) -> int | None:
        part = self.parts[group]
        if members.bit_count() > part.at_most:
            return None
        week, gained = part.parts, 0
        chosen = tuple(bits(members))
        for person in chosen:
            if members & self.apart[person] or person not in self.open_to[group]:
                return None
            week &= self.week[person]
            gained += self.out_cost[person] - self.seat_cost[person][group]
        if week.bit_count() < part.parts_needed and members:
            return None
        return gained - self._together(part, chosen)

    def _together(self, part: GroupPart, chosen: Sequence[int]) -> int:
        rule = self.question.rule
        ages = [*part.ages, *(self.ages[each] for each in chosen)]
        spread = max(ages) - min(ages) if ages else 0
        cost = rule.weights.age_spread * max(spread - rule.age_spread.years_at_most, 0)
        focus = [self.focus[each] for each in chosen]
        for module, already in zip(part.modules, part.focused, strict=True):
            lacking = rule.focus.members_at_least - already - sum(module in each for each in focus)
            cost += rule.weights.focus * max(lacking, 0)
        return cost


def bits(members: Members) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest


def problem_of(question: GroupQuestion) -> GroupProblem:
    """The pool as a problem: everyone who waits and could sit in some group."""
    pool, rule = question.pool, question.rule
    fits = {
        person.id: frozenset(
            at for at, group in enumerate(pool.group) if question.fit(person, group).is_open
        )
        for person in pool.waiting
    }
    people = tuple(each for each in pool.waiting if fits[each.id])
    parts = tuple(_part(question, group) for group in pool.group)
    open_to = tuple(
        frozenset(
            place
            for place, person in enumerate(people)
            if at in fits[person.id]
            and not any(question.keeps_apart(person, each) for each in part.fixed)
        )
        for at, part in enumerate(parts)
    )
    return GroupProblem(
        question=question,
        people=people,
        parts=parts,
        open_to=open_to,
        apart=_apart(question, people),
        week=tuple(_week_bits(parts_of(each.available or {})) for each in people),
        ages=tuple(age_at(question, each) or 0 for each in people),
        focus=tuple(frozenset(question.courses[each.programme].focus_of(each)) for each in people),
        out_cost=tuple(weighted(rule, of_left_out(question, each)) for each in people),
        seat_cost=tuple(
            {
                at: weighted(rule, of_seat(question, person, pool.group[at]))
                for at in sorted(fits[person.id])
            }
            for person in people
        ),
    )


def _week_bits(parts: frozenset[str]) -> int:
    return sum(1 << at for at, each in enumerate(ORDER_OF_WEEK) if each in parts)


def _part(question: GroupQuestion, group: OfferedGroup) -> GroupPart:
    pool, rule = question.pool, question.rule
    fixed = pool.members_of(group.id)
    parts = _week_bits(parts_of(group.free))
    if not group.has_begun:
        for member in fixed:
            if member.available is not None:
                parts &= _week_bits(parts_of(member.available))
    modules = tuple(question.course(group).led_by)
    kept = bool(fixed) or group.has_begun
    return GroupPart(
        group=group,
        fixed=fixed,
        parts=parts,
        parts_needed=question.parts_needed(group),
        at_least=0 if kept else rule.size.at_least,
        at_most=max(min(rule.size.at_most, pool.seats_in(group)) - len(fixed), 0),
        modules=modules,
        ages=tuple(age for each in fixed if (age := age_at(question, each)) is not None),
        focused=tuple(
            sum(module in question.course(group).focus_of(each) for each in fixed)
            for module in modules
        ),
    )


def _apart(question: GroupQuestion, people: Sequence[Candidate]) -> tuple[Members, ...]:
    apart = [0] * len(people)
    for one, person in enumerate(people):
        for other in range(one):
            if question.keeps_apart(person, people[other]):
                apart[one] |= 1 << other
                apart[other] |= 1 << one
    return tuple(apart)
