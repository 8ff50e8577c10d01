"""Group move: what breaks, and what it costs, when people are moved by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desist.programme.decision import Reason, reason
from desist.programme.group_fit import GroupQuestion
from desist.programme.group_measure import measure, weighted
from desist.programme.group_pool import Candidate, OfferedGroup
from desist.scheduling.group_forming import GroupForming, common_parts


@dataclass(frozen=True, kw_only=True)
class GroupMove:
    """One person to another group, or (None) back to the waiting list."""

    person: str
    to: str | None


@dataclass(frozen=True, kw_only=True)
class MoveEffect:
    """What all moves together would do; nothing is changed by asking.

    ``broken`` are the hard rules that would be broken, ``missing`` the facts that would have to
    be known, ``differences`` what each soft measure would change by, and ``cost_difference`` what
    they come to (above 0: worse).
    """

    moves: tuple[GroupMove, ...]
    broken: tuple[Reason, ...]
    missing: tuple[str, ...]
    differences: Mapping[str, int]
    cost_difference: int
    seated: Mapping[str, tuple[str, ...]]


def effect_of(forming: GroupForming, moves: Sequence[GroupMove]) -> MoveEffect:
    """What breaks and what it costs if these people are moved, all at once.

    Raises:
        LookupError: a person or a group is not of this pool; its argument is the id.
    """
    question = forming.question
    people = {each.id: each for each in question.pool.person}
    groups = {each.id: each for each in question.pool.group}
    before = {id_: list(forming.seated.get(id_, ())) for id_ in groups}
    after = {id_: list(members) for id_, members in before.items()}
    for move in moves:
        if move.person not in people or move.to not in {None, *groups}:
            raise LookupError(move.person if move.person not in people else move.to)
        for members in after.values():
            if move.person in members:
                members.remove(move.person)
        if move.to is not None:
            after[move.to].append(move.person)
    broken: list[Reason] = []
    missing: list[str] = []
    for id_, members in after.items():
        if members != before[id_]:
            new = [people[each] for each in members if each not in before[id_]]
            broken += _broken(question, groups[id_], [people[each] for each in members], new)
            missing += (fact for each in new for fact in question.fit(each, groups[id_]).missing)
    old, changed = _measures(forming, before), _measures(forming, after)
    return MoveEffect(
        moves=tuple(moves),
        broken=tuple(broken),
        missing=tuple(dict.fromkeys(missing)),
        differences={name: changed[name] - old[name] for name in old},
        cost_difference=weighted(question.rule, changed) - weighted(question.rule, old),
        seated={id_: tuple(members) for id_, members in after.items()},
    )


def _broken(
    question: GroupQuestion,
    group: OfferedGroup,
    members: Sequence[Candidate],
    new: Sequence[Candidate],
) -> Iterator[Reason]:
    """Every hard rule that the group would break with these members."""
    rule = question.rule
    for person in new:
        yield from question.fit(person, group).bars
    yield from _pairs(question, group, members, new)
    parts, needed = common_parts(group, members), question.parts_needed(group)
    if members and len(parts) < needed:
        yield reason(
            "group.no_common_time", rule, rule.limits, group=group.id, parts=parts, needed=needed
        )
    count = len(members)
    most = min(rule.size.at_most, question.pool.seats_in(group))
    if count > most:
        yield reason("group.too_many", rule, rule.size, group=group.id, count=count, limit=most)
    if 0 < count < rule.size.at_least:
        least = rule.size.at_least
        yield reason("group.too_few", rule, rule.size, group=group.id, count=count, limit=least)


def _pairs(
    question: GroupQuestion,
    group: OfferedGroup,
    members: Sequence[Candidate],
    new: Sequence[Candidate],
) -> Iterator[Reason]:
    """Who may not sit together; of contact offending one line for each newcomer is enough."""
    seen: set[frozenset[str]] = set()
    for person in new:
        said = False
        for other in members:
            pair = frozenset((person.id, other.id))
            if len(pair) < 2 or pair in seen:
                continue
            seen.add(pair)
            found = question.keeps_apart(person, other, group=group.id)
            if found is None or (said and found.code == "group_bar.contamination"):
                continue
            said = said or found.code == "group_bar.contamination"
            yield found


def _measures(forming: GroupForming, seated: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    question = forming.question
    people = {each.id: each for each in question.pool.person}
    sitting = {each for members in seated.values() for each in members}
    left_out = [each for each in question.pool.waiting if each.id not in sitting]
    groups = {id_: [people[each] for each in members] for id_, members in seated.items() if members}
    return measure(question, groups, left_out=left_out)
