"""Who sees the summary of a case: whoever sees the person."""

from __future__ import annotations

from desist.casework.access import register, through
from desist.casework.casefile.models import CaseSummary
from desist.casework.people.models import Person

register(
    CaseSummary,
    rules={"see": through("person", Person, "see")},
    person="person",
    key="person referral region",
    course="programme status stage ended waiting_since facilitator sessions_held sessions_planned"
    " minutes_held minutes_planned last_on last_came last_module next_on next_starts next_place"
    " answer_by due_on due_kind",
    protection="band",
)
