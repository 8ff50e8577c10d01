"""Waiting list: where each person who waits stands, why, and what makes each hard to place.

Criteria are looked at one after the other, so that every place can be explained by the first
difference from the person before. A missing fact is tried with every value: it leaves somebody
with a first and a last possible place, never with a guessed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desist.programme.band import ORDERED_BANDS, RiskBand
from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)
from desist.programme.waiting_list_rule import Criterion, WaitingListRule

DAYS_A_WEEK = 7
Key = tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class WaitingPerson:
    """What bears on one person's place; None is not known.

    ``open_ended``: the licence or order has no end. ``weeks_needed``: how long a group of the
    programme takes here. ``parts_of_week``: how many parts of days are free in a week. ``groups``:
    how many groups on offer have conditions that the person meets.
    """

    id: str
    referred_on: date | None = None
    ends_on: date | None = None
    open_ended: bool = False
    weeks_needed: int | None = None
    risk: RiskBand | None = None
    parts_of_week: int | None = None
    groups: int | None = None
    kept_apart_from: int | None = None
    interpreter: tuple[str, ...] = ()
    adjustments: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WaitingPlace:
    """One person's place: the first and the last that it can be, as far as facts are known.

    ``first`` and ``last`` are None until the rule is adopted. The decision's outcome is the tier
    of time left, ``cannot_decide`` or ``awaiting_adoption``.
    """

    person: str
    first: int | None
    last: int | None
    decision: Decision
    hard_to_place: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """A person with the keys that each criterion gives them at best and at worst."""

    person: WaitingPerson
    best: Key
    worst: Key
    tiers: tuple[str, ...]
    missing: tuple[str, ...]


def order_waiting_list(
    people: Sequence[WaitingPerson], *, rule: WaitingListRule, on: date
) -> tuple[WaitingPlace, ...]:
    """Everybody who waits, in order; those with missing facts at the earliest place possible.

    Who is equal in all that the rule looks at stands in order of id, so that the same facts
    always give the same list.
    """
    if not rule.is_usable():
        return tuple(_unadopted(each, rule) for each in people)
    ranked = sorted(
        (_standing(each, rule, on) for each in people),
        key=lambda each: (each.best, each.worst, each.person.id),
    )
    return tuple(_place(position, ranked, rule, on) for position in range(len(ranked)))


def _unadopted(person: WaitingPerson, rule: WaitingListRule) -> WaitingPlace:
    decision = Decision(
        question="waiting_list",
        outcome=AWAITING_ADOPTION,
        awaiting=(rule.reference,),
        facts=plain(person),
        rules=(rule.reference,),
    )
    return WaitingPlace(
        person=person.id, first=None, last=None, decision=decision, hard_to_place=()
    )


def weeks_left(person: WaitingPerson, on: date) -> int | None:
    """Whole weeks until the licence or order ends; None where that is not known or never."""
    return None if person.ends_on is None else (person.ends_on - on).days // DAYS_A_WEEK


def weeks_waited(person: WaitingPerson, on: date) -> int | None:
    """Whole weeks since the referral; None where its day is not known."""
    return None if person.referred_on is None else (on - person.referred_on).days // DAYS_A_WEEK


def _standing(person: WaitingPerson, rule: WaitingListRule, on: date) -> _Standing:
    tiers = _possible_tiers(person, rule, on)
    turns = [each.turn for each in rule.time_left if each.id in tiers]
    bands = list(RiskBand) if person.risk is None else [person.risk]
    levels = [_level(each) for each in bands]
    waited = None if person.referred_on is None else (on - person.referred_on).days
    spans: dict[Criterion, tuple[float, float]] = {
        "time_left": (min(turns), max(turns)),
        "risk": (-max(levels), -min(levels)),
        "waited": (-float("inf"), 0) if waited is None else (-waited, -waited),
    }
    missing = {
        "ends_on": len(tiers) > 1,
        "risk": person.risk is None,
        "referred_on": person.referred_on is None,
    }
    return _Standing(
        person=person,
        best=tuple(spans[each][0] for each in rule.order),
        worst=tuple(spans[each][1] for each in rule.order),
        tiers=tiers,
        missing=tuple(f"person[{person.id}].{name}" for name, is_so in missing.items() if is_so),
    )


def _possible_tiers(person: WaitingPerson, rule: WaitingListRule, on: date) -> tuple[str, ...]:
    """The tiers of time left that the known facts allow."""
    if person.open_ended:
        return (rule.time_left[-1].id,)
    left = weeks_left(person, on)
    if left is None or person.weeks_needed is None:
        return tuple(each.id for each in rule.time_left)
    return (rule.tier_of(left - person.weeks_needed).id,)


def _level(band: RiskBand) -> int:
    return ORDERED_BANDS.index(band) if band in ORDERED_BANDS else -1


def _place(
    position: int, ranked: Sequence[_Standing], rule: WaitingListRule, on: date
) -> WaitingPlace:
    own = ranked[position]
    person = own.person
    others = [each for each in ranked if each is not own]
    first = 1 + sum(_before(each.worst, each, own.best, own) for each in others)
    last = 1 + sum(_before(each.best, each, own.worst, own) for each in others)
    decision = Decision(
        question="waiting_list",
        outcome=own.tiers[0] if len(own.tiers) == 1 else CANNOT_DECIDE,
        reasons=tuple(_reasons(position, ranked, rule, on)),
        missing=own.missing if first != last or len(own.tiers) > 1 else (),
        facts=plain(person),
        rules=(rule.reference,),
    )
    hard = tuple(_hard_to_place(person, rule))
    return WaitingPlace(
        person=person.id, first=first, last=last, decision=decision, hard_to_place=hard
    )


def _before(key: Key, one: _Standing, other_key: Key, other: _Standing) -> bool:
    return (key, one.person.id) < (other_key, other.person.id)


def _reasons(
    position: int, ranked: Sequence[_Standing], rule: WaitingListRule, on: date
) -> Iterator[Reason]:
    own = ranked[position]
    person = own.person
    left = weeks_left(person, on)
    if person.open_ended:
        yield reason("waiting_list.open_ended", rule, tier=own.tiers[0])
    elif left is not None and person.weeks_needed is not None:
        tier = next(each for each in rule.time_left if each.id == own.tiers[0])
        spare = left - person.weeks_needed
        yield reason(
            "waiting_list.time_left",
            rule,
            tier,
            left=left,
            needed=person.weeks_needed,
            spare=spare,
            tier=tier.id,
        )
    if person.risk is not None:
        yield reason("waiting_list.risk", rule, risk=person.risk)
    waited = weeks_waited(person, on)
    if waited is not None:
        yield reason("waiting_list.waited", rule, weeks=waited)
    if position:
        yield _compared(ranked[position - 1], own, rule)


def _compared(ahead: _Standing, own: _Standing, rule: WaitingListRule) -> Reason:
    """What puts the person before in front: the first criterion in which the two differ."""
    name = ahead.person.id
    if own.missing or ahead.missing:
        return reason("waiting_list.after_as_far_as_known", rule, ahead=name)
    for criterion, theirs, mine in zip(rule.order, ahead.best, own.best, strict=True):
        if theirs != mine:
            return reason(f"waiting_list.after_by.{criterion}", rule, ahead=name)
    return reason("waiting_list.after_by_id", rule, ahead=name)


def _hard_to_place(person: WaitingPerson, rule: WaitingListRule) -> Iterator[Reason]:
    limit = rule.hard_to_place
    if person.parts_of_week is not None and person.parts_of_week <= limit.parts_of_week_at_most:
        yield reason("hard_to_place.availability", rule, limit, parts=person.parts_of_week)
    if person.groups is not None and person.groups <= limit.groups_at_most:
        yield reason("hard_to_place.groups", rule, limit, groups=person.groups)
    apart = person.kept_apart_from
    if apart is not None and apart >= max(limit.kept_apart_from_at_least, 1):
        yield reason("hard_to_place.kept_apart", rule, limit, people=apart)
    for name in ("interpreter", "adjustments", "conditions"):
        if getattr(person, name):
            yield reason(f"hard_to_place.{name}", rule, limit, needs=getattr(person, name))
