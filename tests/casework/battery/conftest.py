"""Somebody referred, with forms planned, and staff to give and type them."""

from __future__ import annotations

from uuid import uuid4

import pytest


@pytest.fixture
def everything(settings):
    """A demonstration: everything is adopted and fictional forms may be used."""
    settings.DEMONSTRATION = True


@pytest.fixture
def given(world):
    """Start forms planned for one referral: with 20 items, with 40, and one scored elsewhere."""
    from tests.casework.battery.planned import plan_start

    return plan_start(world)


@pytest.fixture
def hand_out(given):
    """Start a sitting for these administrations now; the sitting and its code."""
    from django.utils import timezone

    from desist.casework.battery import sitting_code
    from desist.casework.battery.actions.sitting import start_sitting

    def start(*administrations, at=None, language="en-gb"):
        codes = sitting_code.codes_of(str(uuid4()))
        sitting = start_sitting(
            referral=given.referral,
            administrations=administrations or (given.loneliness, given.locus, given.response),
            language=language,
            codes=codes,
            by=given.anna,
            at=at or timezone.now(),
        )
        (code,) = [each for each in codes if sitting_code.hash_of(each) == sitting.code_hash]
        return sitting, code

    return start


@pytest.fixture
def tablet():
    """A browser in which nobody is signed in; ``begin(code)`` types a code."""
    from django.test import Client

    client = Client()

    def begin(code, operation=None):
        return client.post("/sitting/", {"code": code, "operation": operation or str(uuid4())})

    client.begin = begin
    client.tell = lambda place, item, value, sequence=1: client.post(
        "/sitting/answer",
        {"form": place, "item": item, f"item-{item}": value, f"sequence-{item}": sequence},
    )
    return client
