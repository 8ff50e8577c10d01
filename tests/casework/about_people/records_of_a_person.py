"""Records of every kind about one person, made through actions, for tests to look at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from desist.casework.people import actions
from tests.casework.people import INSTALLATION, NOON

BY: dict[str, Any] = {"by": INSTALLATION, "at": NOON}
FIRST = date(2026, 1, 1)
NEXT_YEAR = timezone.localdate() + timedelta(days=300)

SENTENCE = {
    "order": "community_order", "requirement": "programme_requirement", "number": "2",
    "nation": "wales", "begins_on": FIRST, "ends_on": NEXT_YEAR, "source": "court",
}  # fmt: skip
WHEREABOUTS = {"kind": "remand", "begins_on": date(2025, 3, 1), "ended_on": date(2025, 5, 1),
               "expected_until": None, "source": "prison"}  # fmt: skip
MAPPA = {"category": "1", "level": "2", "begins_on": FIRST, "ended_on": None, "source": "panel",
         "review_on": NEXT_YEAR}  # fmt: skip
HARM = {"level": "high", "at_risk": "children public", "assessed_on": FIRST, "source": "assessment",
        "review_on": NEXT_YEAR, "because": "Contact was sought twice."}  # fmt: skip
CONDITION = {
    "origin": "prevention_order", "subject": "no_contact_person", "whom_or_where": "A.B.",
    "wording": "No contact by any means.", "begins_on": FIRST, "ends_on": None, "source": "court",
    "review_on": None,
}  # fmt: skip
APART = {"kind": "co_defendants", "because": "Sentenced together.", "begins_on": FIRST,
         "ended_on": None, "source": "court", "review_on": None}  # fmt: skip
RESPONSIVITY = {
    "autism": "diagnosed", "attention": "no", "literacy": "some_support",
    "mental_health": "not_asked", "religious_times": "Friday midday",
    "caring_duties": "Collects a child at three", "adjustments": "A quiet seat near the door",
    "source": "person", "asked_on": FIRST,
}  # fmt: skip
ARRANGEMENT = {
    "access": "interpreter step_free", "language": "Polish", "welsh": "english",
    "available": "monday_morning tuesday_evening", "travel_minutes": 45,
    "travel": "The last bus leaves at 17:40.", "asked_on": FIRST,
}  # fmt: skip
SCREEN = {"score": 4, "screened_on": FIRST, "source": "assessment"}
JUDGEMENT = {"outcome": "negative", "because": "Reads and follows with ease.",
             "screened_on": date(2026, 2, 1), "source": "practitioner"}  # fmt: skip
EQUALITY = {
    "ethnic_group": "white", "religion": "declined", "disability": "no", "orientation": "not_asked",
    "gender_as_registered": "yes", "partnership": "single", "pregnancy": "not_asked",
    "asked_on": FIRST,
}  # fmt: skip


def wish(person: Any, **given: Any) -> dict[str, Any]:
    """That somebody would rather come to their own unit."""
    return {"unit": person.team.unit, "wish": "preferred", "because": "Near home"} | given


def fill(person: Any, *, other: Any) -> None:
    """Record one of everything about a person, who must not meet ``other``."""
    made = {"person": person, **BY}
    actions.record_sentence(values=SENTENCE, **made)
    actions.record_whereabouts(values=WHEREABOUTS, **made)
    actions.record_mappa(values=MAPPA, **made)
    actions.assess_harm(values=HARM, **made)
    actions.record_condition(values=CONDITION, **made)
    actions.keep_apart(values=APART | {"other": other}, **made)
    actions.wish_location(values=wish(person), **made)
    actions.screen_learning(values=SCREEN, **made)
    actions.judge_learning(values=JUDGEMENT, **made)
    actions.add_other_name(full_name="Jo Sample", **made)
    for state, values in (
        (actions.state_responsivity, RESPONSIVITY),
        (actions.state_arrangement, ARRANGEMENT),
        (actions.state_equality, EQUALITY),
    ):
        state(read_version=0, values=values, **made)
