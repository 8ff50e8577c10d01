"""A referral and what an assessor finds about it, all of it through actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from desist.casework.access import Role
from desist.casework.accounts.models import User
from desist.casework.assessment.actions.coding import begin_coding, finish_coding, save_coding
from desist.casework.assessment.actions.signed_fact import enter_signed_fact
from desist.casework.assessment.models import Coding, SignedFact
from desist.casework.referrals.actions import (
    add_offence,
    move_referral,
    record_protection,
    record_stance,
    refer_person,
)
from desist.casework.referrals.models import Referral
from desist.casework.rules.actions import adopt_rule, second_adoption
from desist.casework.rules.models import State
from desist.casework.rules.queries import the_catalogue
from tests.casework.ground import laid
from tests.casework.people import INSTALLATION, LONG_AGO, NOON, World

TODAY = date(2026, 3, 2)
RULES = (
    "isotp-article", "offences-england-and-wales", "rm2000", "isotp-standing", "isotp-pathways",
    "isotp-needs", "pds-desirability",
)  # fmt: skip
MEDIUM = {
    "commencement_on": "2025-10-20", "sexual_appearances": 2, "criminal_appearances": 2,
    "violent_appearances": 0, "burglary": False, "single": True, "male_victim": "no",
    "stranger_victim": "image", "non_contact": "image",
}  # fmt: skip
"""Medium when adapted, and High when not."""


@laid
def refer(world: World, **values: Any) -> Referral:
    """Somebody of the northern team, put forward by their practitioner."""
    rita = world.member("rita", Role.REFERRER)
    return refer_person(
        person=world.person(practitioner=rita, **values), programme="isotp", setting="community",
        context="", referred_on=LONG_AGO, by=rita, at=NOON,
    )  # fmt: skip


@laid
def code(
    referral: Referral, by: User, *, tool: str = "rm2000", items: dict[str, Any] | None = None
) -> Coding:
    """A finished coding of one tool."""
    coding = begin_coding(
        referral=referral, tool=tool, guide="coding-rm2000 v1", on=TODAY, by=by, at=NOON
    )
    given = MEDIUM if items is None else items
    save_coding(coding=coding, read_version=coding.version, items=given, by=by, at=NOON)
    return finish_coding(coding=coding, read_version=coding.version, on=TODAY, by=by, at=NOON)


@laid
def sign(referral: Referral, by: User, fact: str, **result: Any) -> SignedFact:
    """A result from elsewhere."""
    return enter_signed_fact(
        referral=referral, fact=fact, on=TODAY, signatory="A. Scorer", result=result, by=by, at=NOON
    )


def sign_deviance(referral: Referral, by: User, outcome: str = "low") -> SignedFact:
    """Deviance as the site's own scorer signed it."""
    return sign(referral, by, "deviance", outcome=outcome, unit="Scoring unit", sheet_version="7")


@laid
def adopt(world: World, rule: str) -> None:
    """Adopt the newest version, with a second person where it takes two."""
    first = world.member("adopter", Role.MANAGER, region=world.north)
    second = world.member("seconder", Role.MANAGER, region=world.north)
    entry = the_catalogue().versions(rule)[-1]
    adoption = adopt_rule(entry=entry, why="checked", on=LONG_AGO, by=first, at=NOON)
    if adoption.state == State.PROPOSED:
        second_adoption(adoption=adoption, read_version=1, on=LONG_AGO, by=second, at=NOON)


@laid
def adopt_all(world: World) -> None:
    """Adopt all that eligibility and the profile go by."""
    for rule in RULES:
        adopt(world, rule)


@laid
def wait_for_assessment(referral: Referral) -> Referral:
    """Move a referral to where a decision on it is waited for."""
    return move_referral(
        referral=referral, read_version=referral.version, to="awaiting_assessment",
        reason="accepted", effective_on=TODAY, note="", by=INSTALLATION, at=NOON,
    )  # fmt: skip


@laid
def give_facts(referral: Referral, **protection: Any) -> Referral:
    """What a referral brings of a man convicted for images alone."""
    values = {
        "code": "pca-1978-s1-make", "committed_on": date(2024, 11, 2),
        "convicted_on": date(2025, 10, 20), "image": True, "contact": False,
    }  # fmt: skip
    by = {"by": INSTALLATION, "at": NOON}
    add_offence(referral=referral, values=values, **by)
    known = {
        "meetings_arranged": False, "directed_abuse": False,
        "learning_disability_screen": "negative",
    }  # fmt: skip
    record_protection(referral=referral, values=known | protection, on=TODAY, **by)
    record_stance(referral=referral, offence="partly", appeal_pending=False, on=TODAY, **by)
    return referral
