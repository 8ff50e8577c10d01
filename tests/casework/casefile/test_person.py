"""One person's page: where the case stands, what is next and for whom, in few queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.tasks.actions import raise_task
from tests.casework.casefile.cases import refer
from tests.casework.pages.markup import text_of
from tests.casework.people import INSTALLATION, NOON
from tests.casework.test_referrals import queries

BY = {"by": INSTALLATION, "at": NOON}


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def person(world, rita):
    return world.person(practitioner=rita)


def due(person, referral, kind, role, days=3):
    on = timezone.localdate() + timedelta(days=days)
    raise_task(person=person, kind=kind, about=referral, role=role, due_on=on, **BY)


def main_of(page):
    return page[page.index("<main") :]


def test_before_a_referral_the_one_button_refers(signed_in, rita, person):
    page = signed_in(rita).get(f"/person/{person.public_id}").text
    assert "desist-tracker" not in main_of(page)
    assert main_of(page).count("govuk-button") - main_of(page).count('"govuk-button"') == 1
    assert f"/referrals/of/{person.public_id}" in page


def test_the_reader_is_told_in_one_look_where_it_stands_and_what_they_must_do(
    signed_in, rita, person, a_kind
):
    referral = refer(person)
    due(person, referral, f"{a_kind}_manager", Role.MANAGER, days=1)
    due(person, referral, f"{a_kind}_referrer", Role.REFERRER, days=-2)
    said = text_of(signed_in(rita).get(f"/person/{person.public_id}").text)
    assert "Referred, now" in said
    assert "Next: Do what a referrer does, by" in said
    assert "Overdue" in said
    assert "You must Do what a referrer does" in said
    assert "Others must Do what a manager does (Treatment manager)" in said


def test_what_another_is_to_do_has_no_button(signed_in, rita, person, a_kind):
    due(person, refer(person), f"{a_kind}_manager", Role.MANAGER)
    page = main_of(signed_in(rita).get(f"/person/{person.public_id}").text)
    assert "(Treatment manager)" in page
    assert "desist-next__button" not in page
    assert "do nothing now" in page


def test_neither_page_nor_title_nor_list_names_an_offence(signed_in, rita, person):
    refer(person)
    browser = signed_in(rita)
    for address in (f"/person/{person.public_id}", "/people/", "/referrals/", "/"):
        assert "offen" not in text_of(browser.get(address).text).lower(), address


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ASSESSOR, Role.PROGRAMME_ADMINISTRATOR])
def test_a_case_file_asks_the_database_at_most_twelve_times(world, signed_in, person, a_kind, role):
    referral = refer(person)
    for kind in ("manager", "referrer", "facilitator"):
        due(person, referral, f"{a_kind}_{kind}", kind)
    user = world.member(role, role, region=world.north)
    found = queries(signed_in(user), f"/person/{person.public_id}")
    assert len(found) <= 12, "\n".join(found)


def test_the_timeline_is_in_the_order_of_moments_whatever_was_told_first(world):
    from desist.casework.access.circumstances import Circumstances, under
    from desist.casework.casefile.queries.story import story_of
    from desist.casework.people.actions import put_on_caseload

    person = world.person()
    users = [world.member(name, Role.FACILITATOR) for name in ("finn", "fay")]
    for user, days in zip(users, (5, -5), strict=True):
        at = NOON + timedelta(days=days)
        put_on_caseload(person=person, user=user, begins_on=NOON.date(), by=INSTALLATION, at=at)
    with under(Circumstances(actor=INSTALLATION, at=NOON)):
        moments = [each.at for each in story_of(person)]
    assert len(moments) >= 2
    assert moments == sorted(moments, reverse=True)
