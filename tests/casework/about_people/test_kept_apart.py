"""Kept apart: one row for two people, seen only by whoever may see both, held whoever asks."""

from datetime import date
from itertools import product

import pytest

from desist.casework.access import Role, may, rows
from desist.casework.audit.door import Refused
from desist.casework.people.actions import change_kept_apart, exclude, keep_apart, restrict_to
from desist.casework.people.models import KeptApart
from desist.casework.people.queries import list_kept_apart, pairs_kept_apart
from tests.casework.about_people.records_of_a_person import APART
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

BY = {"by": INSTALLATION, "at": NOON}
ON = date(2026, 6, 1)


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def near(world):
    return world.person(first_names="Near")


@pytest.fixture
def far(world):
    return world.person(first_names="Farther", team=world.far_team)


def test_it_is_read_from_either_side(world, signed_in, mona, near):
    other = world.person(first_names="Other")
    keep_apart(person=near, values=APART | {"other": other}, by=mona, at=NOON)
    assert list(list_kept_apart(mona, near)) == list(list_kept_apart(mona, other))
    browser = signed_in(mona)
    assert "Other Example" in browser.get(f"/people/of/{near.public_id}").text
    assert "Near Example" in browser.get(f"/people/of/{other.public_id}").text


def test_whoever_may_not_see_both_sees_nothing_of_it(world, signed_in, mona, near, far):
    made = keep_apart(person=near, values=APART | {"other": far}, **BY)
    assert not list_kept_apart(mona, near)
    browser = signed_in(mona)
    page = browser.get(f"/people/of/{near.public_id}").text
    assert "Farther" not in page
    assert far.crn not in page
    assert "Farther" not in browser.get(f"/people/of/{near.public_id}/history").text
    assert browser.get(f"/people/record/kept-apart/{made.public_id}").status_code == 404


def test_nobody_is_kept_from_somebody_out_of_reach_and_the_answer_tells_nothing(
    signed_in, mona, near, far
):
    from tests.casework.about_people.test_records import typed

    with pytest.raises(Refused):
        keep_apart(person=near, values=APART | {"other": far}, by=mona, at=NOON)
    browser, address = signed_in(mona), f"/people/of/{near.public_id}/kept-apart"
    answers = [browser.post(address, typed(APART, other=crn)).text for crn in (far.crn, "X999999")]
    assert all("Nobody whom you may see has this CRN" in each for each in answers)
    assert not KeptApart.objects.exists()


def test_pairs_hold_for_scheduling_while_in_force_whoever_asks(near, far, world):
    third = world.person()
    made = keep_apart(person=near, values=APART | {"other": far}, **BY)
    pair = frozenset({frozenset({near.pk, far.pk})})
    assert pairs_kept_apart([near, far, third], on=ON) == pair
    assert pairs_kept_apart([near, third], on=ON) == frozenset()
    ended = {"ended_on": ON}
    change_kept_apart(apart=made, read_version=1, values=ended, **BY)
    assert pairs_kept_apart([near, far], on=ON) == frozenset()


def test_may_and_rows_agree_for_everybody_and_every_pair(world, mona, near, far):
    both = world.member("both", Role.MANAGER, region=world.north)
    rita = world.member("rita")
    out = world.member("out", Role.ASSESSOR, region=world.north)
    others = [world.person() for _ in range(3)]
    exclude(person=others[0], user=out, reason="kin", on=LONG_AGO, **BY)
    restrict_to(person=others[1], user=both, reason="staff", on=LONG_AGO, **BY)
    for other in (far, *others):
        keep_apart(person=near, values=APART | {"other": other}, **BY)
    keep_apart(person=far, values=APART | {"other": others[2]}, **BY)
    staff = [mona, both, rita, out, world.member("none"), world.member("lead", Role.LEAD)]
    seen_by = set()
    for user, verb in product(staff, ("see", "people.change_kept_apart")):
        seen = set(rows(user, KeptApart, verb))
        for row in KeptApart.objects.all():
            assert may(user, verb, row) is (row in seen), (user, verb, row.pk)
        seen_by |= {user for _ in seen}
    assert seen_by == {mona, both, rita, out}
    assert far not in {each.other for each in rows(mona, KeptApart)}
