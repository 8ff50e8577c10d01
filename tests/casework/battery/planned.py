"""Somebody referred, with forms planned for the start."""

from __future__ import annotations

from types import SimpleNamespace

from desist.casework.access import Role
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.models import Administration
from desist.casework.referrals.actions import refer_person
from tests.casework.ground import laid
from tests.casework.people import LONG_AGO, NOON, World


@laid
def plan_start(world: World) -> SimpleNamespace:
    """Three forms by name, with whom they were planned for and by."""
    rita = world.member("rita", Role.REFERRER)
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    person = world.person(practitioner=rita)
    referral = refer_person(
        person=person, programme="isotp", setting="community", context="",
        referred_on=LONG_AGO, by=rita, at=NOON,
    )  # fmt: skip
    plan_point(
        referral=referral, point="start", instruments=("ucla-loneliness-1980", "ansie", "sri"),
        due_on=NOON.date(), by=anna, at=NOON,
    )  # fmt: skip
    loneliness, locus, response = Administration.objects.order_by("place")
    people = {"rita": rita, "anna": anna, "person": person, "referral": referral}
    return SimpleNamespace(loneliness=loneliness, locus=locus, response=response, **people)
