"""Rating treatment needs: a new row each time, never an old one changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.assessment.models import NeedRating
from desist.casework.assessment.queries.coded import current_ratings
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.referrals.models import Referral


@action("assessment.rate_needs", on="referral", kind=Kind.COLLECTION, told=_("Needs rated"))
def rate_needs(
    *,
    referral: Referral,
    ratings: Mapping[str, tuple[int, str]],
    on: date,
    by: Any,
    at: datetime,
) -> Referral:
    """Record the ratings that are new or differ: by need, a value and the evidence for it."""
    held = current_ratings(referral)
    made = []
    for need, (value, evidence) in ratings.items():
        before = held.get(need)
        if before and (before.value, before.evidence) == (value, evidence):
            continue
        content = json.dumps({"value": value, "evidence": evidence}, ensure_ascii=False)
        rating = NeedRating(referral=referral, need=need, content=content, rated_on=on, rated_by=by)
        rating.save(force_insert=True)
        made.append(rating)
    tell(referral, referral.person, *made, fields=("need", "content") if made else ())
    return referral
