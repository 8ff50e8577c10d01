"""Group forming: the people who wait into the groups on offer, no hard rule broken.

A greedy start in the order of the waiting list is improved by a search that is the same for a
seed; a small pool is solved outright, and the optimum proven. The answer is never dearer than
the greedy one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desist.programme.curriculum import Programme
from desist.programme.decision import AWAITING_ADOPTION, Decision
from desist.programme.group_course import GroupCourse, course_of
from desist.programme.group_fit import GroupQuestion
from desist.programme.group_measure import measure, weeks_needed, weighted
from desist.programme.group_pool import Candidate, GroupPool, OfferedGroup, in_week_order, parts_of
from desist.programme.group_rule import GroupRule
from desist.programme.waiting_list import WaitingPerson, WaitingPlace, order_waiting_list
from desist.programme.waiting_list_rule import WaitingListRule
from desist.scheduling.group_model import best_arrangement, is_provable
from desist.scheduling.group_problem import GroupProblem, bits, problem_of
from desist.scheduling.group_search import Arrangement, cost_of, greedy, search

FORMED, RUNNING, NOT_FORMED = "formed", "running", "not_formed"


@dataclass(frozen=True, kw_only=True)
class FormedGroup:
    """One group: ``formed`` anew, ``running`` (there already) or ``not_formed``.

    ``members`` are all who sit there, ``joining`` those who come in now. ``meets`` are the parts
    of the week that all of them have in common; the timetable takes ``meets_a_week`` of them.
    ``measures`` are what the soft rules count for the group as a whole, and ``focus`` who is in
    focus of each need-led module.
    """

    group: str
    outcome: str
    members: tuple[str, ...]
    joining: tuple[str, ...]
    meets: tuple[str, ...]
    measures: Mapping[str, int]
    focus: Mapping[str, tuple[str, ...]]
    below_minimum: bool


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where one person who waits is placed (None: left out), with the decision that says why."""

    person: str
    group: str | None
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class GroupForming:
    """The answer for one pool. ``proven``: no way to form the groups costs less."""

    question: GroupQuestion
    seed: int
    groups: tuple[FormedGroup, ...]
    placements: tuple[Placement, ...]
    waiting_list: tuple[WaitingPlace, ...]
    measures: Mapping[str, int]
    cost: int | None
    greedy_cost: int | None
    proven: bool

    @property
    def seated(self) -> dict[str, tuple[str, ...]]:
        """Who sits in each group that is formed or running, by its id."""
        return {each.group: each.members for each in self.groups if each.outcome != NOT_FORMED}


def form_groups(
    pool: GroupPool,
    *,
    rule: GroupRule,
    waiting_rule: WaitingListRule,
    programmes: Sequence[Programme],
    seed: int = 1,
) -> GroupForming:
    """Groups for a pool that was read; until the rule is adopted, only the reasons why not.

    ``programmes`` are those that the pool names. The same pool, rules and seed give the same
    answer.
    """
    from desist.scheduling.group_account import account_for

    question = GroupQuestion(pool=pool, rule=rule, courses=courses_of(programmes))
    waiting_list = _waiting_list(question, waiting_rule)
    if not rule.is_usable():
        return _unadopted(question, waiting_list, seed)
    problem = problem_of(question)
    start = greedy(problem, greedy_order(problem, waiting_list))
    proven = is_provable(problem)
    found = best_arrangement(problem) if proven else search(problem, start, seed=seed)
    groups = tuple(_formed(question, problem, found, at) for at in range(len(problem.parts)))
    measures = measure_of(question, problem, found)
    return GroupForming(
        question=question,
        seed=seed,
        groups=groups,
        placements=tuple(account_for(problem, found, waiting_list=waiting_list)),
        waiting_list=waiting_list,
        measures=measures,
        cost=weighted(rule, measures),
        greedy_cost=cost_of(problem, start),
        proven=proven,
    )


def courses_of(programmes: Sequence[Programme]) -> dict[str, GroupCourse]:
    """The group course of each programme that has one, by its id."""
    courses = (course_of(each) for each in programmes)
    return {each.programme: each for each in courses if each is not None}


def greedy_order(problem: GroupProblem, waiting_list: Sequence[WaitingPlace]) -> list[int]:
    """The people of the problem in the order of the waiting list."""
    place = {each.person: at for at, each in enumerate(waiting_list)}
    return sorted(range(len(problem.people)), key=lambda each: place[problem.people[each].id])


def _waiting_list(question: GroupQuestion, rule: WaitingListRule) -> tuple[WaitingPlace, ...]:
    people = [_waiting_person(question, each) for each in question.pool.waiting]
    return order_waiting_list(people, rule=rule, on=question.on)


def _waiting_person(question: GroupQuestion, person: Candidate) -> WaitingPerson:
    pool = question.pool
    groups = [each for each in pool.group if question.fit(person, each).is_open]
    apart = {
        other.id
        for other in pool.person
        if other.id in {*(person.apart_from or ()), *person.co_defendants}
        or person.id in {*(other.apart_from or ()), *other.co_defendants}
    }
    spoken = {each.language for each in pool.group if each.programme == person.programme}
    return WaitingPerson(
        id=person.id,
        referred_on=person.referred_on,
        ends_on=person.ends_on,
        open_ended=person.open_ended,
        weeks_needed=weeks_needed(question, person),
        risk=person.risk,
        parts_of_week=None if person.available is None else len(parts_of(person.available)),
        groups=len(groups),
        kept_apart_from=len(apart),
        interpreter=() if spoken & {*person.languages} else person.languages,
        adjustments=person.adjustments,
        conditions=person.conditions,
    )


def _unadopted(
    question: GroupQuestion, waiting_list: tuple[WaitingPlace, ...], seed: int
) -> GroupForming:
    return GroupForming(
        question=question,
        seed=seed,
        groups=(),
        placements=tuple(_awaiting(each, question.rule) for each in question.pool.waiting),
        waiting_list=waiting_list,
        measures={},
        cost=None,
        greedy_cost=None,
        proven=False,
    )


def _awaiting(person: Candidate, rule: GroupRule) -> Placement:
    decision = Decision(
        question="group",
        outcome=AWAITING_ADOPTION,
        awaiting=(rule.reference,),
        rules=(rule.reference,),
    )
    return Placement(person=person.id, group=None, decision=decision)


def measure_of(
    question: GroupQuestion, problem: GroupProblem, arrangement: Arrangement
) -> Mapping[str, int]:
    """All soft measures of an arrangement, counted from the facts."""
    seated = {
        part.group.id: people_in(problem, arrangement, at)
        for at, part in enumerate(problem.parts)
        if people_in(problem, arrangement, at)
    }
    left_out = [
        person
        for person, seat in zip(problem.people, arrangement.seat, strict=True)
        if seat is None
    ]
    return measure(question, seated, left_out=left_out)


def people_in(problem: GroupProblem, arrangement: Arrangement, group: int) -> tuple[Candidate, ...]:
    """All who sit in a group: those already there, then those who join."""
    joining = (problem.people[each] for each in bits(arrangement.members[group]))
    return (*problem.parts[group].fixed, *joining)


def common_parts(group: OfferedGroup, members: Sequence[Candidate]) -> tuple[str, ...]:
    """The parts of the week in which a group and all its members are free, in week order."""
    common = parts_of(group.free)
    for each in members:
        if each.available is not None and not (group.has_begun and each.group):
            common &= parts_of(each.available)
    return in_week_order(common)


def _formed(
    question: GroupQuestion, problem: GroupProblem, arrangement: Arrangement, at: int
) -> FormedGroup:
    from desist.programme.group_measure import of_group

    part = problem.parts[at]
    members = people_in(problem, arrangement, at)
    course = question.course(part.group)
    is_running = part.at_least == 0
    outcome = RUNNING if is_running else FORMED if members else NOT_FORMED
    return FormedGroup(
        group=part.group.id,
        outcome=outcome,
        members=tuple(each.id for each in members),
        joining=tuple(each.id for each in members if each.group is None),
        meets=common_parts(part.group, members) if members else (),
        measures=of_group(question, part.group, members) if members else {},
        focus={
            module: tuple(each.id for each in members if module in course.focus_of(each))
            for module in course.led_by
        },
        below_minimum=is_running and len(members) < question.rule.size.at_least,
    )
