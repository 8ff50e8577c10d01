"""Twins: two services, one of which also holds somebody out of reach. No answer tells which.

For every role, every page whose address names nobody, and searches by what that person is called.
Left out are those who meet nobody: they read the trail, or count the service as a whole.
"""

import re
from contextlib import contextmanager, suppress
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.concerns.actions.raising import raise_concern
from desist.casework.people.actions import exclude, record_sentence
from desist.casework.referrals.actions import refer_person
from desist.casework.tasks.actions import raise_task
from tests.casework.access_row import About, PageRow, all_rows
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

BY = {"by": INSTALLATION, "at": NOON}
READERS = [*sorted(CASE_ROLES), Role.DUTY_MANAGER]
IDENTITY = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PASSING = re.compile(f'name="(?:csrfmiddlewaretoken|operation)" value="[^"]+"|{IDENTITY}')
"""What differs from one answer to the next anyway."""


def lists():
    """Every page that shows more than one thing: its address is of nobody in particular."""
    found = {"casefile:today"}
    for row in all_rows(PageRow):
        if row.about is not About.PERSON and not row.post:
            with suppress(NoReverseMatch):
                reverse(row.name)
                found.add(row.name)
    return sorted(found)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def hide(world, staff):
    """Somebody of the north with a whole story, from whom all of them are excluded."""
    person = world.person(
        practitioner=world.member("other", Role.REFERRER), first_names="Xaver", last_name="Zorn",
        crn="Z999999",
    )  # fmt: skip
    values = {
        "order": "community_order", "requirement": "programme_requirement", "number": "",
        "nation": "england", "begins_on": LONG_AGO, "ends_on": None, "terminated_on": None,
        "terminated_because": "", "source": "court",
    }  # fmt: skip
    record_sentence(person=person, values=values, **BY)
    referral = refer_person(
        person=person, programme="isotp", setting="community", context="", referred_on=LONG_AGO,
        by=world.member("other"), at=NOON,
    )  # fmt: skip
    told = {
        "kind": "new_offence_or_device", "urgency": "imminent", "origin": "contact",
        "facts": "F", "opinion": "",
    }  # fmt: skip
    raise_concern(person=person, account=told, by=world.member("other"), at=NOON)
    for role in ("manager", "assessor", "facilitator", "referrer"):
        task = {"kind": "referrals.referred", "about": referral, "role": role}
        raise_task(person=person, due_on=LONG_AGO, **task, **BY)
    for user in staff.values():
        exclude(person=person, user=user, reason="r", on=LONG_AGO, **BY)


def answers(signed_in):
    """What somebody sees on every list, and when searching; signed in once for both twins."""
    browser, seen = Client(), {}
    browser.cookies = deepcopy(signed_in.cookies)
    for name in lists():
        answer = browser.get(reverse(name))
        seen[name] = (answer.status_code, PASSING.sub("", answer.text))
    for terms in ("Zorn", "Xaver", "Z999999", "Z9"):
        found = browser.post(reverse("people:search"), {"terms": terms}, follow=True)
        seen[terms] = (found.status_code, PASSING.sub("", found.text))
    return seen


@pytest.fixture
def staff(world):
    """Somebody of each role in the north, and somebody whom all of them may see."""
    held = {role: world.member(f"near-{role}", role, region=world.north) for role in READERS}
    person = world.person(practitioner=held[Role.REFERRER])
    world.on_caseload(held[Role.FACILITATOR], person)
    world.member("other", Role.REFERRER)
    return held


def test_somebody_out_of_reach_changes_no_list_and_no_search(world, staff):
    for role, user in staff.items():
        signed_in = world.browser(Client(), user)
        with undone():
            without = answers(signed_in)
        with undone():
            hide(world, staff)
            with_them = answers(signed_in)
        for where, answer in without.items():
            assert with_them[where] == answer, (role, where)


def test_the_twin_does_hold_them_and_the_lists_are_many(world, staff):
    """So that the test above can fail: unhidden, the same person shows."""
    assert len(lists()) > 12
    signed_in = world.browser(Client(), staff[Role.MANAGER])
    without = answers(signed_in)
    hide(world, {})
    shown = answers(signed_in)
    changed = {where for where in without if shown[where] != without[where]}
    assert {"casefile:people", "casefile:today", "Zorn", "Z999999"} <= changed
