"""Somebody referred, with forms planned, and staff to give and type them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desist.casework.access import Role
from tests.casework.people import LONG_AGO, NOON


@pytest.fixture
def everything(settings):
    """A demonstration: everything is adopted and fictional forms may be used."""
    settings.DEMONSTRATION = True


@pytest.fixture
def given(world):
    """Start forms planned for one referral: with 20 items, with 40, and one scored elsewhere."""
    from desist.casework.battery.actions.administration import plan_point
    from desist.casework.battery.models import Administration
    from desist.casework.referrals.actions import refer_person

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
    return SimpleNamespace(
        rita=rita,
        anna=anna,
        person=person,
        referral=referral,
        loneliness=loneliness,
        locus=locus,
        response=response,
    )
