"""Drawn pool: invented pools of any size, the same for a seed, for tests and measurements."""

from __future__ import annotations

import random
from datetime import date, timedelta

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.band import RiskBand
from desist.programme.curriculum import Programme
from desist.programme.group_pool import Candidate, GroupPool, Location, OfferedGroup
from desist.programme.group_rule import GroupRule
from desist.programme.waiting_list_rule import WaitingListRule

TODAY = date(2026, 3, 3)
PARTS = [
    (day, part)
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    for part in ("morning", "afternoon", "evening")
]
TOWNS = ("leeds", "york", "hull", "bradford", "sheffield")


def rules():
    """The shipped rules and the i-SOTP, all adopted."""
    catalogue = load_catalogue()

    def held(kind, id_):
        return catalogue.in_force(kind, id_, on=TODAY, adoptions=EVERYTHING)

    return {
        "rule": held(GroupRule, "group-forming"),
        "waiting_rule": held(WaitingListRule, "time-risk-wait"),
        "programmes": [held(Programme, "isotp")],
    }


def week(parts):
    """Parts of the week as a file gives them."""
    free = {}
    for day, part in sorted(parts):
        free.setdefault(day, []).append(part)
    return {day: tuple(each) for day, each in free.items()}


def drawn_pool(seed, *, people, groups, towns=TOWNS):
    """A pool of one programme: every circumstance that a hard rule looks at occurs in it."""
    lucky = random.Random(seed)  # noqa: S311 - invented people, no secret
    places = tuple(
        Location(
            id=town,
            seats=lucky.choice((10, 10, 12)),
            adjustments=("step_free", "large_print") if lucky.random() < 0.7 else ("step_free",),
            safeguards=("no_children_on_site",) if lucky.random() < 0.7 else (),
        )
        for town in towns
    )
    ids = [f"P{at:03}" for at in range(1, people + 1)]
    return GroupPool(
        schema=1,
        reference=f"drawn-{seed}",
        decided_on=TODAY,
        invented=True,
        location=places,
        group=tuple(_group(at, lucky, towns) for at in range(1, groups + 1)),
        person=tuple(_person(each, ids, lucky, towns) for each in ids),
    )


def _group(at, lucky, towns):
    return OfferedGroup(
        id=f"G{at:02}",
        programme="isotp",
        cohort="sexual_ldc" if lucky.random() < 0.1 else "sexual",
        sex="male",
        location=towns[at % len(towns)],
        begins_on=TODAY + timedelta(days=lucky.randrange(7, 84)),
        meets_a_week=lucky.choice((1, 1, 2)),
        free=week(lucky.sample(PARTS, 5)),
        language="cy" if lucky.random() < 0.05 else "en",
        interpreters=("pl",) if lucky.random() < 0.3 else (),
    )


def _person(id_, ids, lucky, towns):
    home = lucky.randrange(len(towns))
    others = [each for each in ids if each != id_]
    rare = lucky.random
    return Candidate(
        id=id_,
        programme="isotp",
        cohort="sexual_ldc" if rare() < 0.1 else "sexual",
        sex="male",
        born_on=TODAY - timedelta(days=lucky.randrange(20 * 365, 70 * 365)),
        referred_on=TODAY - timedelta(days=lucky.randrange(0, 500)),
        ends_on=TODAY + timedelta(days=lucky.randrange(60, 1200)),
        risk=lucky.choice(list(RiskBand)[:4]),
        contact_offending=rare() < 0.2,
        available=week(lucky.sample(PARTS, lucky.randrange(4, 13))),
        travel={
            town: 15 + 25 * abs(at - home) + lucky.randrange(20) for at, town in enumerate(towns)
        },
        travel_minutes_at_most=lucky.choice((45, 60, 90)),
        languages=("pl",) if rare() < 0.03 else ("en", "cy") if rare() < 0.1 else ("en",),
        prefers="cy" if rare() < 0.05 else None,
        adjustments=("large_print",) if rare() < 0.05 else (),
        conditions=("no_children_on_site",) if rare() < 0.1 else (),
        excluded_locations=(lucky.choice(towns),) if rare() < 0.1 else (),
        apart_from=(lucky.choice(others),) if others and rare() < 0.15 else (),
        co_defendants=(lucky.choice(others),) if others and rare() < 0.03 else (),
        needs={need: lucky.choice(("strong", "some")) for need in lucky.sample(NEEDS, 3)},
    )


NEEDS = (
    "discrepancy-and-denial",
    "offence-supportive-thinking",
    "victim-awareness",
    "intimacy-and-relationships",
    "emotional-regulation",
    "self-esteem",
    "loneliness",
    "fantasy",
    "collecting",
    "online-communities",
    "impulsivity",
    "lifestyle-goals",
)
