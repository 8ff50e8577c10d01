"""Public protection: recorded by the practitioner, the assessor and the treatment manager."""

from desist.casework.access import Role
from desist.casework.people.models import Condition, HarmAssessment, Mappa
from desist.casework.people.policy.record import WRITERS, settle

settle(
    Mappa,
    record="people.record_mappa",
    change="people.change_mappa",
    by=WRITERS | {Role.ASSESSOR},
    classes={"protection": "category level begins_on ended_on source review_on"},
    revised_as="protection",
)
settle(
    HarmAssessment,
    record="people.assess_harm",
    change="people.change_harm_assessment",
    by=WRITERS | {Role.ASSESSOR},
    classes={"protection": "level at_risk assessed_on source review_on because"},
    revised_as="protection",
)
settle(
    Condition,
    record="people.record_condition",
    change="people.change_condition",
    by=WRITERS | {Role.ASSESSOR},
    classes={
        "protection": "origin subject whom_or_where wording begins_on ends_on source review_on"
    },
    revised_as="protection",
)
