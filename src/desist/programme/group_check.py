"""Group check: whether groups, however they came about, keep every hard rule.

It reads the answer as a careful colleague would, straight from the facts, and shares nothing with
what forms groups. It does not ask whether better groups exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from desist.programme.curriculum import Programme
from desist.programme.group_pool import Candidate, GroupPool, OfferedGroup, Week
from desist.programme.group_rule import GroupRule


def group_faults(
    seated: Mapping[str, Sequence[str]],
    *,
    pool: GroupPool,
    rule: GroupRule,
    programmes: Sequence[Programme],
) -> tuple[str, ...]:
    """Every hard rule that is broken, in plain words; empty where none is.

    ``seated`` gives the ids of all who sit in each group that is formed or has begun.
    """
    people = {each.id: each for each in pool.person}
    groups = {each.id: each for each in pool.group}
    found: list[str] = []
    for twice, times in Counter(id_ for ids in seated.values() for id_ in ids).items():
        if times > 1:
            found.append(f"{twice} sits in {times} groups")
    found += (
        f"{person.id} already sits in {person.group} and was taken out"
        for person in pool.person
        if person.group is not None and person.id not in seated.get(person.group, ())
    )
    for id_, ids in seated.items():
        group = groups[id_]
        members = [people[each] for each in ids]
        programme = next(each for each in programmes if each.id == group.programme)
        found += _size_faults(group, members, pool, rule)
        found += _week_faults(group, members, rule)
        for person in members:
            if person.group is None:
                found += _person_faults(person, group, pool, rule)
                found += _time_faults(person, group, pool.decided_on, rule, programme)
        for one, other in combinations(members, 2):
            if one.group is None or other.group is None:
                found += _pair_faults(one, other, group, rule)
    return tuple(found)


def _size_faults(
    group: OfferedGroup, members: Sequence[Candidate], pool: GroupPool, rule: GroupRule
) -> Iterator[str]:
    room = next(each for each in pool.location if each.id == group.location)
    joined = any(each.group is None for each in members)
    most = min(rule.size.at_most, room.seats, room.seats if group.seats is None else group.seats)
    if joined and len(members) > most:
        yield f"{group.id} has {len(members)} members, more than {most}"
    kept = group.sessions_held > 0 or any(each.group == group.id for each in members)
    if not kept and len(members) < rule.size.at_least:
        yield f"{group.id} has {len(members)} members, fewer than {rule.size.at_least}"


def _week_faults(
    group: OfferedGroup, members: Sequence[Candidate], rule: GroupRule
) -> Iterator[str]:
    def free(when: Week | None) -> set[tuple[str, str]]:
        return {(day, part) for day, parts in (when or {}).items() for part in parts}

    common = free(group.free)
    needed = group.meets_a_week + rule.limits.spare_parts_of_week
    if group.sessions_held:
        needed = len(common)
    for person in members:
        if person.group is None or (person.available is not None and not group.sessions_held):
            common &= free(person.available)
    if any(each.group is None for each in members) and len(common) < needed:
        yield f"{group.id} has {len(common)} parts of the week in common, and needs {needed}"


def _person_faults(
    person: Candidate, group: OfferedGroup, pool: GroupPool, rule: GroupRule
) -> Iterator[str]:
    room = next(each for each in pool.location if each.id == group.location)
    here = f"{person.id} in {group.id}"
    if (person.programme, person.cohort) != (group.programme, group.cohort):
        yield f"{here}: another programme or cohort"
    if group.sex != "mixed" and group.sex != person.sex:
        yield f"{here}: another sex"
    if room.id in person.excluded_locations or not set(person.conditions) <= set(room.safeguards):
        yield f"{here}: public protection is against {room.id}"
    if not set(person.adjustments) <= {*room.adjustments, *group.adjustments}:
        yield f"{here}: an adjustment is not made"
    if not {*person.languages} & {group.language, *group.interpreters}:
        yield f"{here}: understands no language of the group"
    minutes = person.travel.get(room.id)
    for most in (person.travel_minutes_at_most, rule.limits.travel_minutes_at_most):
        if most is not None and (minutes is None or minutes > most):
            yield f"{here}: travels {minutes} minutes"
    if person.apart_from is None:
        yield f"{here}: nobody looked for people to be kept apart"
    if person.contact_offending is None and not rule.limits.mix_contact_offending:
        yield f"{here}: contact offending is not known"


def _time_faults(
    person: Candidate, group: OfferedGroup, on: date, rule: GroupRule, programme: Programme
) -> Iterator[str]:
    here = f"{person.id} in {group.id}"
    first = on if group.sessions_held else max(on, group.begins_on)
    if person.paused is None:
        if group.sessions_held > rule.late_joining.sessions_held_at_most:
            yield f"{here}: joins after {group.sessions_held} sessions"
    else:
        format_ = programme.format_called("group") or programme.format_called("mixed")
        before = 0
        for block in format_.block if format_ else ():
            if block.module == person.paused.next_module:
                break
            before += (block.sessions or 0) if block.setting == "group" else 0
        ahead = before - group.sessions_held
        if ahead < 0:
            yield f"{here}: has missed the beginning of {person.paused.next_module}"
        first += timedelta(weeks=max(0, (ahead + group.meets_a_week - 1) // group.meets_a_week))
        if (first - person.paused.on).days > 7 * rule.rejoining.weeks_at_most:
            yield f"{here}: paused too long ago"
    if person.ends_on is not None:
        yield from _licence_faults(person.ends_on, first, group, on, rule, programme)
    born, least = person.born_on, rule.age.at_least
    if born is None or (first.year - least, first.month, first.day) < (
        born.year,
        born.month,
        born.day,
    ):
        yield f"{here}: is not {least} yet"


def _licence_faults(
    ends_on: date,
    joins_on: date,
    group: OfferedGroup,
    on: date,
    rule: GroupRule,
    programme: Programme,
) -> Iterator[str]:
    format_ = programme.format_called("group") or programme.format_called("mixed")
    blocks = [each for each in (format_.block if format_ else ()) if each.setting == "group"]
    left = sum(each.sessions or 0 for each in blocks) - group.sessions_held
    last = on if group.sessions_held else max(on, group.begins_on)
    last += timedelta(weeks=(left + group.meets_a_week - 1) // group.meets_a_week)
    if ends_on <= joins_on:
        yield f"{group.id}: a licence or order is over on {ends_on}, before joining"
    if last > ends_on + timedelta(weeks=rule.time_left.overrun_weeks_at_most):
        yield f"{group.id}: goes on too long after a licence or order ends on {ends_on}"


def _pair_faults(
    one: Candidate, other: Candidate, group: OfferedGroup, rule: GroupRule
) -> Iterator[str]:
    both = f"{one.id} and {other.id} in {group.id}"
    if one.id in (other.apart_from or ()) or other.id in (one.apart_from or ()):
        yield f"{both}: are to be kept apart"
    if one.id in other.co_defendants or other.id in one.co_defendants:
        yield f"{both}: are co-defendants"
    if not rule.limits.mix_contact_offending and one.contact_offending != other.contact_offending:
        yield f"{both}: one with and one without contact offending"
