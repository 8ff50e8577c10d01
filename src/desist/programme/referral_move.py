"""Referral move: whether a referral may go from one status to another, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desist.programme.decision import Decision, Reason, plain, reason
from desist.programme.referral_flow import MoveReason, ReferralFlow, Transition

QUESTION = "referral_move"
ALLOWED, REFUSED = "allowed", "refused"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a referral stands. ``held_from``: its status before it was put on hold."""

    status: str
    since: date
    source: str
    setting: str
    held_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """A move that somebody asks for. ``roles`` are theirs; None for a part of the system.

    ``unmet`` names the guards of the way that whoever holds the facts says are not met.
    """

    to: str
    reason: str
    effective_on: date
    today: date
    roles: frozenset[str] | None
    unmet: tuple[str, ...] = ()


def judge_move(standing: Standing, move: Move, *, flow: ReferralFlow) -> Decision:
    """Whether this move may be made now: ``allowed``, or ``refused`` with every reason."""
    reasons = tuple(_against(standing, move, flow))
    return Decision(
        question=QUESTION,
        outcome=REFUSED if reasons else ALLOWED,
        reasons=reasons,
        facts={"standing": plain(standing), "move": plain(move)},
        rules=(flow.reference,),
    )


def choices(
    standing: Standing, roles: frozenset[str] | None, *, flow: ReferralFlow
) -> tuple[Transition, ...]:
    """The ways that these roles may go by hand from where a referral stands."""
    return tuple(
        way
        for way in flow.ways_from(standing.status)
        if way.by_hand
        and way.is_for(standing.source, standing.setting)
        and (roles is None or roles.intersection(way.roles))
        and not (way.only_back and way.to != standing.held_from)
    )


def reasons_for(
    way: Transition, standing: Standing, *, flow: ReferralFlow
) -> tuple[MoveReason, ...]:
    """The coded reasons that this way takes for a referral of that source and setting."""
    found = (flow.reason_called(name) for name in way.reasons)
    return tuple(each for each in found if each and _fits(each, standing))


def _fits(each: MoveReason, standing: Standing) -> bool:
    return (not each.sources or standing.source in each.sources) and (
        not each.settings or standing.setting in each.settings
    )


def _against(standing: Standing, move: Move, flow: ReferralFlow) -> Iterator[Reason]:
    way = flow.way(standing.status, move.to)
    if way is None:
        yield reason("referral_flow.no_way", flow, leaves=standing.status, to=move.to)
    else:
        yield from _against_way(standing, move, way, flow)
    yield from _against_day(standing, move, flow)


def _against_way(
    standing: Standing, move: Move, way: Transition, flow: ReferralFlow
) -> Iterator[Reason]:
    if way.sources and standing.source not in way.sources:
        yield reason("referral_flow.not_for_source", flow, way, source=standing.source, to=move.to)
    if way.settings and standing.setting not in way.settings:
        yield reason(
            "referral_flow.not_for_setting", flow, way, setting=standing.setting, to=move.to
        )
    if move.roles is not None and not move.roles.intersection(way.roles):
        yield reason("referral_flow.not_your_role", flow, way, roles=way.roles, to=move.to)
    if way.only_back and move.to != standing.held_from:
        yield reason("referral_flow.only_back", flow, way, held_from=standing.held_from)
    for name in way.guards:
        if name in move.unmet:
            yield reason("referral_flow.guard", flow, way, guard=name)
    held = [each.id for each in reasons_for(way, standing, flow=flow)]
    if held and not move.reason:
        yield reason("referral_flow.reason_missing", flow, way, to=move.to)
    elif move.reason and move.reason not in held:
        yield reason("referral_flow.reason_unknown", flow, way, given=move.reason, to=move.to)


def _against_day(standing: Standing, move: Move, flow: ReferralFlow) -> Iterator[Reason]:
    if move.effective_on > move.today:
        yield reason("referral_flow.in_future", flow, day=move.effective_on)
    if move.effective_on < standing.since:
        yield reason(
            "referral_flow.before_last_change",
            flow,
            day=move.effective_on,
            since=standing.since,
            status=standing.status,
        )
    if move.effective_on < move.today - timedelta(days=flow.back_dating_days):
        yield reason(
            "referral_flow.too_far_back",
            flow,
            day=move.effective_on,
            days=flow.back_dating_days,
        )
