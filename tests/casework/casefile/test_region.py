"""Whoever reaches one whole region has its list walked in order; it shows exactly what it would."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.actions.staff import appoint
from desist.casework.casefile.models import CaseSummary
from desist.casework.casefile.queries import cases
from desist.casework.people.actions import break_glass, change_person, exclude
from desist.casework.people.actions.narrowing import restrict_to
from tests.casework.casefile.cases import refer
from tests.casework.people import INSTALLATION, NOON
from tests.casework.test_referrals import queries

BY = {"by": INSTALLATION, "at": NOON}
SORTS = ("", "?sort=-due", "?sort=waiting", "?sort=-waiting", "?sort=name")


@pytest.fixture
def people(world):
    """People in both regions; one excluded, one restricted, some referred."""
    mona = world.member("mona", Role.MANAGER, region=world.north)
    here = [world.person(last_name=f"North{number}") for number in range(5)]
    there = [world.person(last_name=f"South{number}", team=world.far_team) for number in range(2)]
    for number, person in enumerate((*here[1:3], there[0])):
        refer(person, on=date(2026, 2, 1) + timedelta(days=number))
    on = {"reason": "They are known to each other.", "on": NOON.date(), **BY}
    exclude(person=here[3], user=mona, **on)
    restrict_to(person=here[4], user=world.member("rita", Role.REFERRER), **on)
    return {each.crn: each for each in (*here, *there)}


def shown(browser, people, address):
    text = browser.get(f"/people/{address}").text
    return sorted((crn for crn in people if crn in text), key=text.index)


@pytest.mark.parametrize(
    ("roles", "count"),
    [
        ({Role.MANAGER}, 3),
        ({Role.ASSESSOR}, 4),
        ({Role.PROGRAMME_ADMINISTRATOR}, 4),
        ({Role.MANAGER, Role.DUTY_MANAGER}, 3),
        ({Role.ASSESSOR, Role.FACILITATOR}, 5),
        ({Role.ASSESSOR, Role.REFERRER}, 5),
    ],
)
def test_the_list_shows_exactly_whom_the_rule_alone_admits(
    world, signed_in, people, monkeypatch, roles, count
):
    """On a caseload, or under supervision, is somebody of the other region too."""
    name = "mona" if Role.MANAGER in roles else "otto"
    user = world.member(name, *roles, region=world.north)
    for role in roles - {Role.MANAGER} if name == "mona" else ():
        appoint(user=user, role=role, region=world.north, unit=None, begins_on=NOON.date(), **BY)
    far = next(each for each in people.values() if each.last_name == "South1")
    if Role.FACILITATOR in roles:
        world.on_caseload(user, far)
    if Role.REFERRER in roles:
        far.practitioner = user
        far.save()
    browser = signed_in(user)
    walked = [shown(browser, people, address) for address in SORTS]
    assert {len(each) for each in walked} == {count}
    monkeypatch.setattr(cases, "region_of_all", lambda _actor: None)
    assert [shown(browser, people, address) for address in SORTS] == walked


def test_somebody_seen_by_break_glass_stands_on_the_list_of_the_other_region(
    world, signed_in, people
):
    dora = world.member("dora", Role.MANAGER, Role.DUTY_MANAGER, region=world.north)
    far = next(each for each in people.values() if each.last_name == "South0")
    browser = signed_in(dora)
    assert far.crn not in shown(browser, people, "")
    break_glass(crn=far.crn, reason="The police called.", by=dora, at=timezone.now())
    assert far.crn in shown(browser, people, "")


def test_whoever_moves_to_another_region_stands_on_its_list(world, signed_in, people):
    from desist.casework.referrals.actions import transfer_area
    from tests.casework.referrals.referred import bring

    person = next(each for each in people.values() if each.last_name == "North1")
    referral = bring(person.referrals.get(), "on_programme")
    olga = world.member("olga", Role.MANAGER, region=world.south)
    assert person.crn not in shown(signed_in(olga), people, "")
    transfer_area(
        referral=referral, read_version=referral.version, team=world.far_team,
        practitioner=world.member("otis", Role.REFERRER, region=world.south),
        effective_on=timezone.localdate(), note="", by=world.staff["mona"], at=timezone.now(),
    )  # fmt: skip
    assert CaseSummary.objects.get(person=person).region == world.south
    assert person.crn in shown(signed_in(olga), people, "")


def test_a_corrected_team_takes_its_region_along(world, people):
    person = next(each for each in people.values() if each.last_name == "North0")
    values = {"team": world.far_team}
    change_person(person=person, read_version=person.version, values=values, **BY)
    assert CaseSummary.objects.get(person=person).region == world.south


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite how it goes about it")
@pytest.mark.parametrize("address", SORTS[:-1])
def test_nothing_is_sorted_and_nobody_elsewhere_is_passed_over(world, signed_in, people, address):
    browser = signed_in(world.staff["mona"])
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/people/{address}")
    (listed,) = [each["sql"] for each in asked if "crn" in each["sql"] and "LIMIT" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {listed}")
        plan = [row[3] for row in cursor.fetchall()]
    assert plan[0].startswith("SEARCH casefile_casesummary USING INDEX casefile_ca_region"), plan
    assert not [each for each in plan if each.startswith(("SCAN", "USE TEMP"))]


def test_it_costs_a_duty_manager_one_question_more(world, signed_in, people):
    mona = world.member("mona")
    few = len(queries(signed_in(mona), "/people/"))
    dora = world.member("dora", Role.MANAGER, Role.DUTY_MANAGER, region=world.north)
    assert len(queries(signed_in(dora), "/people/")) == few + 1 <= 12
