"""Group account: why each person sits where they sit, and why others are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desist.programme.decision import CANNOT_DECIDE, Decision, Reason, plain, reason
from desist.programme.group_measure import of_seat
from desist.programme.group_pool import Candidate
from desist.programme.waiting_list import WaitingPlace
from desist.scheduling.group_forming import Placement, common_parts, people_in
from desist.scheduling.group_problem import GroupProblem, bits
from desist.scheduling.group_search import Arrangement

PLACED, LEFT_OUT = "placed", "left_out"
OTHER_KIND = {"group_bar.programme", "group_bar.cohort", "group_bar.sex"}
"""Bars that make a group one of another kind, not worth a line for each person."""


def account_for(
    problem: GroupProblem, arrangement: Arrangement, *, waiting_list: Sequence[WaitingPlace]
) -> Iterator[Placement]:
    """A decision for everyone who waits, in the order of the list."""
    people = {each.id: each for each in problem.question.pool.waiting}
    number = {each.id: at for at, each in enumerate(problem.people)}
    for position, place in enumerate(waiting_list, start=1):
        person = people[place.person]
        at = number.get(person.id)
        group = None if at is None else arrangement.seat[at]
        if at is not None and group is not None:
            decision = _placed(problem, arrangement, at, group, position)
            id_ = problem.parts[group].group.id
            yield Placement(person=person.id, group=id_, decision=decision)
        else:
            decision = _left_out(problem, arrangement, person, at, position)
            yield Placement(person=person.id, group=None, decision=decision)


def _decision(problem: GroupProblem, person: Candidate, outcome: str) -> Decision:
    rule = problem.question.rule
    return Decision(question="group", outcome=outcome, facts=plain(person), rules=(rule.reference,))


def _placed(
    problem: GroupProblem, arrangement: Arrangement, at: int, group: int, position: int
) -> Decision:
    person = problem.people[at]
    reasons = tuple(_placed_reasons(problem, arrangement, person, group, position))
    return replace(_decision(problem, person, PLACED), reasons=reasons)


def _placed_reasons(
    problem: GroupProblem, arrangement: Arrangement, person: Candidate, at: int, position: int
) -> Iterator[Reason]:
    question, part = problem.question, problem.parts[at]
    rule, group = question.rule, part.group
    members = people_in(problem, arrangement, at)
    parts = common_parts(group, members)
    yield reason(
        "group.placed", rule, group=group.id, location=group.location, parts=parts, place=position
    )
    if group.location in person.travel:
        yield reason("group.near", rule, minutes=person.travel[group.location])
    if person.paused:
        module = person.paused.next_module
        yield reason("group.rejoins", rule, rule.rejoining, group=group.id, module=module)
    elif group.has_begun:
        held = group.sessions_held
        yield reason("group.joins_late", rule, rule.late_joining, group=group.id, held=held)
    focus = question.course(group).focus_of(person)
    if focus:
        yield reason("group.focus", rule, rule.focus, modules=focus)
    amounts = of_seat(question, person, group)
    if amounts["overrun"]:
        yield reason("group.overruns", rule, rule.time_left, weeks=amounts["overrun"])
    if amounts["language"]:
        yield reason("group.language", rule, language=group.language, prefers=person.prefers)


def _left_out(
    problem: GroupProblem,
    arrangement: Arrangement,
    person: Candidate,
    at: int | None,
    position: int,
) -> Decision:
    question = problem.question
    reasons: list[Reason] = [reason("group.left_out", question.rule, place=position)]
    missing: list[str] = []
    for number, part in enumerate(problem.parts):
        fit = question.fit(person, part.group)
        if any(each.code in OTHER_KIND for each in fit.bars):
            continue
        reasons += fit.bars
        if not fit.bars and fit.missing:
            missing += fit.missing
            facts = tuple(each.partition("].")[2] for each in fit.missing)
            yielded = reason("group_bar.missing", question.rule, group=part.group.id, facts=facts)
            reasons.append(yielded)
        elif fit.is_open:
            reasons += _against(problem, arrangement, person, at, number)
    if len(reasons) == 1:
        reasons.append(reason("group.none_of_the_kind", question.rule))
    outcome = CANNOT_DECIDE if missing else LEFT_OUT
    return replace(
        _decision(problem, person, outcome),
        reasons=tuple(reasons),
        missing=tuple(dict.fromkeys(missing)),
    )


def _against(
    problem: GroupProblem, arrangement: Arrangement, person: Candidate, at: int | None, number: int
) -> Iterator[Reason]:
    """What the other members have to do with it, in a group whose own conditions are met."""
    question, part = problem.question, problem.parts[number]
    rule, group = question.rule, part.group
    members = people_in(problem, arrangement, number)
    if not members and not group.has_begun:
        yield reason("group.not_formed", rule, rule.size, group=group.id, limit=rule.size.at_least)
        return
    barred = [
        found
        for each in members
        if (found := question.keeps_apart(person, each, group=group.id)) is not None
    ]
    if barred:
        yield barred[0]
        return
    needed = question.parts_needed(group)
    if len(common_parts(group, (*members, person))) < needed:
        parts = common_parts(group, members)
        yield reason("group.other_time", rule, group=group.id, parts=parts)
    elif arrangement.members[number].bit_count() >= part.at_most:
        yield _full(problem, arrangement, at, number)
    else:
        yield reason("group.dearer", rule, rule.weights, group=group.id)


def _full(problem: GroupProblem, arrangement: Arrangement, at: int | None, number: int) -> Reason:
    """The group is full; what the cheapest exchange with a member would cost more."""
    rule, group = problem.question.rule, problem.parts[number].group
    members = arrangement.members[number]
    now = problem.gain(number, members)
    exchanges: list[tuple[int, str]] = []
    for rival in bits(members):
        after = None
        if at is not None:
            after = problem.gain(number, members & ~(1 << rival) | 1 << at)
        if after is not None and now is not None:
            exchanges.append((now - after, problem.people[rival].id))
    if not exchanges:
        return reason("group.full", rule, rule.size, group=group.id)
    dearer, rival_id = min(exchanges)
    return reason(
        "group.full_exchange", rule, rule.weights, group=group.id, person=rival_id, cost=dearer
    )
