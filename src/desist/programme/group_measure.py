"""Group measure: what the soft rules count, in whole units, for people, seats and groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from desist.programme.age import age_on
from desist.programme.band import ORDERED_BANDS
from desist.programme.group_course import DAYS_A_WEEK, ends_on, overrun_weeks, weeks_of
from desist.programme.group_fit import GroupQuestion
from desist.programme.group_pool import Candidate, OfferedGroup
from desist.programme.group_rule import MEASURES, GroupRule

TRAVEL_MINUTES = 10
"""Minutes of travel that count as one."""
Amounts = Mapping[str, int]
Seating = Mapping[str, Sequence[Candidate]]
"""Who sits in each group that is formed, by its id."""


def weeks_to_spare(question: GroupQuestion, person: Candidate) -> int | None:
    """Whole weeks left beyond the shortest group of the programme; None where not known or open."""
    needed = weeks_needed(question, person)
    if person.ends_on is None or needed is None:
        return None
    return (person.ends_on - question.on).days // DAYS_A_WEEK - needed


def weeks_needed(question: GroupQuestion, person: Candidate) -> int | None:
    """Weeks until the first group on offer of the person's programme ends; None without one."""
    weeks = [
        weeks_of(group, question.course(group), on=question.on)
        for group in question.pool.group
        if group.programme == person.programme
    ]
    return min(weeks, default=None)


def of_left_out(question: GroupQuestion, person: Candidate) -> Amounts:
    """What leaving this person out counts; what is not known counts nothing."""
    spare = weeks_to_spare(question, person)
    aim = question.rule.time_left.weeks_at_least
    waited = 0
    if person.referred_on is not None:
        waited = (question.on - person.referred_on).days // DAYS_A_WEEK
    return {
        "left_out": 1,
        "wait": waited,
        "risk": ORDERED_BANDS.index(person.risk) if person.risk in ORDERED_BANDS else 0,
        "licence": max(aim - spare, 0) if spare is not None and spare >= 0 else 0,
    }


def of_seat(question: GroupQuestion, person: Candidate, group: OfferedGroup) -> Amounts:
    """What seating this person in this group counts."""
    overrun = 0
    if person.ends_on is not None:
        end = ends_on(group, question.course(group), on=question.on)
        overrun = overrun_weeks(person.ends_on, end)
    return {
        "overrun": overrun,
        "language": int(person.prefers not in (None, group.language)),
        "travel": person.travel.get(group.location, 0) // TRAVEL_MINUTES,
    }


def of_group(question: GroupQuestion, group: OfferedGroup, members: Sequence[Candidate]) -> Amounts:
    """What these people together count as one group."""
    course = question.course(group)
    focused = Counter(module for each in members for module in course.focus_of(each))
    ages = [age for each in members if (age := age_at(question, each)) is not None]
    aim = question.rule.focus.members_at_least
    spread = max(ages) - min(ages) if ages else 0
    return {
        "focus": sum(max(aim - focused[module], 0) for module in course.led_by),
        "age_spread": max(spread - question.rule.age_spread.years_at_most, 0),
    }


def age_at(question: GroupQuestion, person: Candidate) -> int | None:
    """The person's age on the day of the judgement; None where the birth is not known."""
    return None if person.born_on is None else age_on(person.born_on, question.on)


def measure(question: GroupQuestion, seated: Seating, *, left_out: Iterable[Candidate]) -> Amounts:
    """All soft measures of one way to form the groups.

    ``seated`` includes those who sat there already, whose own seats count nothing; ``left_out``
    are the others who could be placed somewhere.
    """
    groups = {each.id: each for each in question.pool.group}
    total: Counter[str] = Counter()
    for person in left_out:
        total.update(of_left_out(question, person))
    for id_, members in seated.items():
        total.update(of_group(question, groups[id_], members))
        for person in members:
            if person.group is None:
                total.update(of_seat(question, person, groups[id_]))
    return {name: total[name] for name in MEASURES}


def weighted(rule: GroupRule, amounts: Amounts) -> int:
    """The sum of the measures, each by its weight: what forming groups makes small."""
    return sum(getattr(rule.weights, name) * amount for name, amount in amounts.items())
