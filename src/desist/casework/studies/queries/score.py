"""Raw scores of every scale before and after the programme, as columns of a cohort."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from desist.cases.battery import score_administration
from desist.cases.rules_in_force import Rules
from desist.casework.battery.models import Administration, Point, State
from desist.casework.battery.queries.answer import answers_by_administration, as_value
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.catalogue.collection import NotHeld

WHEN = {Point.START: "before", Point.END: "after"}
"""The two points of a programme that are compared."""


def scores_of(referrals: Iterable[int], *, on: date) -> Mapping[int, dict[str, float]]:
    """For each referral its scores by column (``score_upps_urgency_before``); two queries."""
    held = Administration._base_manager.filter(
        referral__in=list(referrals), state=State.COMPLETED, point__in=list(WHEN)
    )
    completed = list(held.order_by("answered_on", "pk"))
    answers = answers_by_administration(completed)
    rules = Rules(catalogue=the_catalogue(), adoptions=adoptions_here(), on=on)
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for each in completed:
        try:
            scored = score_administration(as_value(each, answers[each.pk]), rules)
        except NotHeld:
            continue
        for scale in scored.scales:
            if scale.raw is not None:
                found[each.referral_id][column_of(scale.id, WHEN[Point(each.point)])] = scale.raw
    return found


def column_of(scale: str, when: str) -> str:
    """The column of a scale (``upps-p/urgency``) before or after."""
    return f"score_{re.sub(r'[^a-z0-9]+', '_', scale.lower()).strip('_')}_{when}"
