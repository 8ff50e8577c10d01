"""Group record: formed groups as plain JSON values, with the words that people read."""

from __future__ import annotations

from typing import Any

from desist.catalogue.words import Words
from desist.programme.decision import Reason, plain
from desist.programme.waiting_list import WaitingPlace
from desist.scheduling.group_forming import FormedGroup, GroupForming, Placement
from desist.scheduling.group_move import MoveEffect


def forming_record(forming: GroupForming, *, words: Words, demonstration: bool) -> dict[str, Any]:
    """Everything about one answer: groups, people, the waiting list, and the rules behind them."""
    pool, rule = forming.question.pool, forming.question.rule
    placed = {each.person: each for each in forming.placements}
    return {
        "schema": 1,
        "pool": pool.reference,
        "decided_on": plain(pool.decided_on),
        "demonstration": demonstration,
        "outcome": "formed" if forming.cost is not None else "awaiting_adoption",
        "seed": forming.seed,
        "cost": forming.cost,
        "greedy_cost": forming.greedy_cost,
        "proven": forming.proven,
        "measures": plain(forming.measures),
        "groups": [_group(each, placed, words) for each in forming.groups],
        "left_out": [
            {"person": each.person, "decision": each.decision.as_record(words.reason)}
            for each in forming.placements
            if each.group is None
        ],
        "waiting_list": [_place(each, words) for each in forming.waiting_list],
        "rules": [plain(rule.reference)],
    }


def _group(group: FormedGroup, placed: dict[str, Placement], words: Words) -> dict[str, Any]:
    return {
        "id": group.group,
        "outcome": group.outcome,
        "below_minimum": group.below_minimum,
        "meets": list(group.meets),
        "measures": plain(group.measures),
        "focus": plain(group.focus),
        "members": [
            {
                "person": each,
                "joins_now": each in group.joining,
                "decision": placed[each].decision.as_record(words.reason)
                if each in group.joining
                else None,
            }
            for each in group.members
        ],
    }


def _place(place: WaitingPlace, words: Words) -> dict[str, Any]:
    return {
        "person": place.person,
        "first": place.first,
        "last": place.last,
        "hard_to_place": [_said(each, words) for each in place.hard_to_place],
        "decision": place.decision.as_record(words.reason),
    }


def _said(each: Reason, words: Words) -> dict[str, Any]:
    return {"code": each.code, "values": plain(each.values), "text": words.reason(each)}


def effect_record(effect: MoveEffect, *, words: Words) -> dict[str, Any]:
    """What moving people would do."""
    return {
        "moves": [{"person": each.person, "to": each.to} for each in effect.moves],
        "broken": [_said(each, words) for each in effect.broken],
        "missing": list(effect.missing),
        "differences": plain(effect.differences),
        "cost_difference": effect.cost_difference,
        "groups": plain({id_: members for id_, members in effect.seated.items() if members}),
    }
