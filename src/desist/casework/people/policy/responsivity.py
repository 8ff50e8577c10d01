"""Responsivity: stated by whoever works with the person; administrators see arrangements alone."""

from desist.casework.access import Role, extend, register, through
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import (
    Arrangement,
    LearningScreen,
    LocationWish,
    Person,
    Responsivity,
)
from desist.casework.people.policy.reach import reaching
from desist.casework.people.policy.record import WRITERS, settle

settle(
    Responsivity,
    record="people.state_responsivity",
    by=WRITERS | {Role.ASSESSOR, Role.FACILITATOR},
    classes={
        "health": "autism attention literacy mental_health religious_times caring_duties "
        "adjustments source asked_on"
    },
    revised_as="health",
)
settle(
    Arrangement,
    record="people.state_arrangement",
    by=CASE_ROLES,
    classes={"course": "access language welsh available travel_minutes travel asked_on"},
    revised_as="course",
)
settle(
    LocationWish,
    record="people.wish_location",
    change="people.change_location_wish",
    by=CASE_ROLES,
    classes={"course": "unit wish because"},
    revised_as="course",
)
_screens = reaching(WRITERS | {Role.ASSESSOR})
extend(Person, {"people.screen_learning": _screens, "people.judge_learning": _screens})
register(
    LearningScreen,
    rules={"see": through("person", Person, "see")},
    person="person",
    key="person",
    staff="recorded_by recorded_at",
    health="screened_on score outcome rule overrides because source",
)
