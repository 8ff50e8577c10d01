"""Which fields somebody reads depends on the posts that reach this very person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desist.casework.access import Role, fetch, readable, sheet
from desist.casework.access.circumstances import Circumstances, under
from desist.casework.access.fetch import writable
from desist.casework.accounts.actions.staff import appoint
from desist.casework.accounts.models import User
from desist.casework.people.actions import break_glass
from desist.casework.people.models import Person
from desist.casework.referrals.actions import refer_person
from desist.casework.referrals.models import Referral
from tests.casework.people import INSTALLATION, LONG_AGO, NOON


def referral_of(person):
    return refer_person(
        person=person, programme="isotp", setting="community", context="Prefers mornings",
        referred_on=LONG_AGO, by=person.practitioner, at=NOON,
    )  # fmt: skip


@pytest.fixture
def two_posts(world):
    """Somebody who administers programmes in the north and assesses in the south."""
    user = world.member("twain", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    post = {"region": world.south, "unit": None, "begins_on": LONG_AGO}
    appoint(user=user, role=Role.ASSESSOR, **post, by=INSTALLATION, at=NOON)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def near(world):
    return referral_of(world.person())


@pytest.fixture
def far(world):
    return referral_of(world.person(team=world.far_team))


def test_a_field_is_read_only_by_a_post_that_reaches_the_person(two_posts, near, far):
    assert "context" not in sheet(two_posts, near)
    assert "context" in sheet(two_posts, far)
    assert "programme" in sheet(two_posts, near)


def test_what_may_be_changed_follows_the_object_that_a_page_fetched(two_posts, near, far):
    for referral, words, name in ((near, False, True), (far, True, False)):
        with under(Circumstances(actor=two_posts, at=NOON)):
            fetch(two_posts, Referral, referral.public_id)
            assert ("context" in readable(two_posts, Referral)) is words
            assert ("last_name" in writable(two_posts, Person)) is name


def test_a_page_that_fetched_two_people_goes_by_the_narrower(two_posts, near, far):
    with under(Circumstances(actor=two_posts, at=NOON)):
        fetch(two_posts, Person, far.person.public_id)
        fetch(two_posts, Person, near.person.public_id)
        assert "context" not in readable(two_posts, Referral)


def test_breaking_glass_reads_by_every_post_and_changes_by_none(world, two_posts):
    far = world.person(team=world.far_team)
    duty = world.member("dora", Role.MANAGER, Role.ASSESSOR, Role.DUTY_MANAGER, region=world.north)
    break_glass(crn=far.crn, reason="missing tonight", by=duty, at=NOON)
    assert "last_name" in sheet(duty, far)
    assert not writable(duty, Person, far)


def test_the_pages_show_it_and_ask_the_database_no_more_often(world, client, two_posts, near, far):
    one_post = world.member("anna", Role.ASSESSOR, region=world.south)
    browser = world.browser(client, two_posts)
    assert "Prefers mornings" not in browser.get(f"/referrals/{near.public_id}").text
    counts = []
    for user in (one_post, two_posts):
        browser = world.browser(client, user)
        with CaptureQueriesContext(connection) as captured:
            assert "Prefers mornings" in browser.get(f"/referrals/{far.public_id}").text
        counts.append(len(captured))
    assert counts[0] == counts[1]
