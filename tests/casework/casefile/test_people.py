"""The case list: what is due first, narrowed and ordered by an address that names nobody."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.actions.staff import close_account
from desist.casework.tasks.actions import raise_task
from tests.casework.casefile.cases import refer
from tests.casework.pages.markup import text_of
from tests.casework.people import INSTALLATION, NOON
from tests.casework.test_referrals import queries

BY = {"by": INSTALLATION, "at": NOON}


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


def due(person, referral, kind, days):
    on = timezone.localdate() + timedelta(days=days)
    raise_task(person=person, kind=kind, about=referral, role=Role.MANAGER, due_on=on, **BY)


def test_those_whose_practitioner_left_are_found_together(world, signed_in, mona):
    gone = world.member("greta", Role.REFERRER)
    left, looked_after = world.person(practitioner=gone), world.person()
    close_account(user=gone, **BY)
    page = signed_in(mona).get("/people/?practitioner=left").text
    assert left.crn in page
    assert looked_after.crn not in page


def order_of(page, *people):
    text = text_of(page)
    return sorted(people, key=lambda each: text.index(each.crn))


def test_overdue_and_due_stand_on_top_and_nothing_due_below(world, signed_in, mona, a_kind):
    idle, later, overdue = (world.person(last_name=name) for name in ("Abel", "Bond", "Cole"))
    for person, days in ((later, 5), (overdue, -3)):
        due(person, refer(person), f"{a_kind}_manager", days)
    page = signed_in(mona).get("/people/").text
    assert order_of(page, idle, later, overdue) == [overdue, later, idle]
    assert "overdue since" in text_of(page)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("?stage=referred", "referred"),
        ("?stage=not_referred", "idle"),
        ("?due=overdue", "referred"),
        ("?due=nothing", "idle"),
        ("?waiting=4", "referred"),
        ("?what=example_manager", "referred"),
    ],
)
def test_each_filter_narrows_the_list_to_whom_it_names(
    world, signed_in, mona, a_kind, address, shown
):
    people = {"idle": world.person(), "referred": world.person()}
    referral = refer(people["referred"], on=timezone.localdate() - timedelta(weeks=5))
    due(people["referred"], referral, f"{a_kind}_manager", -1)
    page = signed_in(mona).get(f"/people/{address}").text
    for name, person in people.items():
        assert (person.crn in page) is (name == shown), name


def test_a_team_is_filtered_by_its_opaque_id_and_only_where_there_is_a_choice(world, signed_in):
    from desist.casework.accounts.actions.staff import add_team

    mona = world.member("mona", Role.MANAGER, region=world.north)
    other = add_team(unit=world.unit, name="Headland", **BY)
    here, there = world.person(), world.person(team=other)
    browser = signed_in(mona)
    page = browser.get(f"/people/?team={other.public_id}").text
    assert there.crn in page
    assert here.crn not in page
    assert 'name="region"' not in page
    far = browser.get(f"/people/?team={world.far_team.public_id}").text
    assert here.crn in far, "what is not offered is passed over"


def test_nobody_out_of_reach_is_shown_whatever_the_address_says(world, signed_in, mona):
    far = world.person(team=world.far_team)
    refer(far)
    browser = signed_in(mona)
    for address in ("", "?stage=referred", "?sort=name", "?sort=-waiting"):
        assert far.crn not in browser.get(f"/people/{address}").text


@pytest.mark.parametrize("address", ["?stage=x", "?waiting=9999", "?sort=password", "?page=-1"])
def test_an_address_that_says_nonsense_shows_the_whole_list(world, signed_in, mona, address):
    person = world.person()
    assert person.crn in signed_in(mona).get(f"/people/{address}").text


def test_a_programme_administrator_may_not_filter_by_static_risk(world, signed_in, mona):
    paul = world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    assert 'name="band"' not in signed_in(paul).get("/people/").text


def test_the_list_asks_the_database_as_often_for_sixty_as_for_one(world, signed_in, mona, a_kind):
    def one():
        person = world.person()
        due(person, refer(person), f"{a_kind}_manager", 2)

    one()
    browser = signed_in(mona)
    few = len(queries(browser, "/people/"))
    for _ in range(60):
        one()
    assert len(queries(browser, "/people/?sort=name&stage=referred")) == few <= 12
    assert "Next page" in browser.get("/people/?stage=referred").text
    assert "stage=referred&amp;page=2" in browser.get("/people/?stage=referred").text


def test_every_sort_gives_a_page(world, signed_in, mona):
    refer(world.person(), on=date(2026, 1, 1))
    browser = signed_in(mona)
    for name in ("due", "name", "crn", "waiting"):
        for turn in ("", "-"):
            assert browser.get(f"/people/?sort={turn}{name}").status_code == 200


@pytest.mark.parametrize("role", [Role.MANAGER, Role.REFERRER, Role.FACILITATOR, Role.AUDITOR])
def test_a_day_with_nothing_due_says_where_to_go(world, signed_in, role):
    page = signed_in(world.member(role, role, region=world.north)).get("/").text
    assert "Nothing is due today" in page
    assert "Where to go from here" in page


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/", "Today"),
        ("/people/", "People"),
        ("/people/register", "People"),
        ("/person/{person}", "People"),
        ("/referrals/of/{person}", "People"),
        ("/referrals/", "Waiting list"),
        ("/rules/", "Rule sets"),
        ("/referrals/programmes", "Rule sets"),
        ("/referrals/counts", "Figures"),
        ("/rights/equality", "Figures"),
        ("/tasks/", "Today"),
        ("/rights/due", "Today"),
    ],
)
def test_each_page_belongs_to_one_way_and_only_ways_with_pages_are_shown(
    world, signed_in, mona, address, way
):
    page = signed_in(mona).get(address.format(person=world.person().public_id)).text
    menu = page[page.index("service-navigation") : page.index("</nav>")]
    assert menu.count("aria-current") == 1
    assert way in menu[menu.index("aria-current") :].partition("</a>")[0]
    assert "Staff" not in menu


@pytest.mark.parametrize(
    ("role", "beside"),
    [
        (Role.MANAGER, ["Referrals by status", "Equality", "Does it work?"]),
        (Role.LEAD, ["Referrals by status", "Equality", "Does it work?"]),
        (Role.FACILITATOR, ["Referrals by status", "Does it work?"]),
    ],
)
def test_a_page_that_is_seldom_opened_leads_to_those_beside_it(world, signed_in, role, beside):
    user = world.member("u", role, region=world.north)
    page = signed_in(user).get("/referrals/counts").text
    _, _, nav = page.partition('aria-label="Beside this page"')
    assert re.findall(r">([^<>]+)</a>", nav.partition("</nav>")[0]) == beside


def test_whoever_is_on_duty_finds_emergency_access_whatever_is_due(world, signed_in, mona):
    both = world.member("duda", Role.MANAGER, Role.DUTY_MANAGER, region=world.north)
    assert 'href="/people/emergency"' in signed_in(both).get("/people/").text
    assert 'href="/people/emergency"' not in signed_in(mona).get("/people/").text


def test_a_list_is_narrowed_by_static_risk_only_among_those_whose_risk_one_reads(world, signed_in):
    from desist.casework.accounts.actions.staff import appoint
    from desist.casework.casefile.models import CaseSummary

    both = world.member("both", Role.MANAGER, region=world.north)
    since = {"unit": None, "begins_on": date(2020, 1, 1)}
    appoint(user=both, role=Role.PROGRAMME_ADMINISTRATOR, region=world.south, **since, **BY)
    here, there = world.person(), world.person(team=world.far_team)
    CaseSummary.objects.update(band="high")
    page = signed_in(both).get("/people/?band=high").text
    assert here.crn in page
    assert there.crn not in page
    assert there.crn in signed_in(both).get("/people/").text
