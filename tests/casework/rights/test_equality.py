"""The equality page: counts by group, and no count that would betray anybody."""

from datetime import date

import pytest

from desist.casework.access import Role
from desist.casework.referrals.actions import move_referral, refer_person
from desist.casework.rights.queries.equality import SMALLEST, Share, _shares, list_groups
from tests.casework.people import INSTALLATION, LONG_AGO, NOON


class One:
    def __init__(self, hit):
        self.hit = hit


def shares(*groups):
    held = [(str(n), [One(i < hits) for i in range(size)]) for n, (hits, size) in enumerate(groups)]
    return _shares(held, lambda each: each.hit)


def refer(world, **values):
    person = world.person(**values)
    given = {"programme": "isotp", "setting": "community", "context": ""}
    return refer_person(
        person=person, referred_on=LONG_AGO, **given, by=person.practitioner, at=NOON
    )


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        # Nothing small: everything is shown.
        (((10, 40), (12, 50)), [True, True]),
        # Nought may be printed, and so may all.
        (((0, 40), (50, 50), (9, 30)), [True, True, True]),
        # One small count takes the next smallest with it: it would be known from the total.
        (((2, 40), (12, 50), (30, 90)), [False, False, True]),
        # So does a small remainder: 38 of 40 names the two who were not.
        (((38, 40), (25, 50), (30, 90)), [False, False, True]),
        # A small group is withheld whole.
        (((1, 3), (10, 40), (30, 90)), [False, False, True]),
    ],
)
def test_what_would_betray_a_small_count_is_withheld(groups, shown):
    found = shares(*groups)
    assert [each.of is not None for each in found] == shown


@pytest.mark.parametrize("hits", range(10))
def test_no_withheld_count_can_be_worked_out_from_the_total(hits):
    groups = [(hits, 9), (6, 20), (7, 22), (0, 30)]
    found = shares(*groups)
    hidden = [n for n, each in enumerate(found) if each.of is None]
    assert len(hidden) != 1
    for n, each in enumerate(found):
        if each.of is not None:
            assert each == Share(count=groups[n][0], of=groups[n][1])
            assert each.count == 0 or each.count >= SMALLEST


def test_counts_by_sex_follow_what_became_of_referrals(world, rita):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    men = [refer(world) for _ in range(12)]
    for _ in range(11):
        refer(world, sex="female")
    for referral in men[:6]:
        move_referral(
            referral=referral, read_version=referral.version, to="not_eligible",
            reason="no_qualifying_offence", effective_on=NOON.date(), note="",
            by=INSTALLATION, at=NOON,
        )  # fmt: skip
    male, female = list_groups(mona, "sex")
    assert (male.referred, female.referred) == (12, 11)
    assert (male.declined, female.declined) == (Share(count=6, of=12), Share(count=0, of=11))
    assert male.median_wait is None


def test_a_manager_counts_those_in_reach_and_the_lead_the_whole_service(world):
    for team in (world.team, world.far_team):
        for _ in range(7):
            refer(world, team=team)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    lead = world.member("lena", Role.LEAD)
    assert [each.referred for each in list_groups(mona, "sex")] == [7]
    assert [each.referred for each in list_groups(lead, "sex")] == [14]


def test_ages_are_those_at_referral(world):
    for born in (date(1996, 1, 2), date(1995, 1, 1)):
        for _ in range(6):
            refer(world, born_on=born)
    lead = world.member("lena", Role.LEAD)
    found = {each.title: each.referred for each in list_groups(lead, "age")}
    assert found == {"Under 25": 6, "25 to 34": 6}


@pytest.mark.parametrize("by", ["sex", "age", "ethnic_group", "religion", "disability", "nonsense"])
def test_the_page_shows_each_characteristic_and_names_nobody(world, client, by):
    for _ in range(6):
        refer(world, last_name="Nameless")
    lead = world.member("lena", Role.LEAD)
    page = world.browser(client, lead).get(f"/rights/equality?by={by}")
    assert page.status_code == 200
    assert "Nameless" not in page.text
