"""Those who stand alike share the SQL of a question, and never each other's rows."""

import pytest

from desist.casework.access import Role, reached, rows
from desist.casework.access.circumstances import Circumstances, under
from desist.casework.access.likeness import likeness_of, standing_like
from desist.casework.access.role import Post, Standing
from desist.casework.accounts.actions.staff import appoint
from desist.casework.people.models import Person
from desist.casework.records.statement import Statement
from tests.casework.people import INSTALLATION, LONG_AGO, NOON


def standing(user, *posts):
    named = ("role", "region_id", "unit_id")
    held = tuple(Post(**dict(zip(named, each, strict=False))) for each in posts)
    return Standing(user_id=user, posts=held)


MANAGER, ASSESSOR = Role.MANAGER, Role.ASSESSOR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (standing(1), standing(2)),
        (standing(1, (MANAGER, 1)), standing(2, (MANAGER, 7))),
        (standing(1, (MANAGER, None, 4)), standing(2, (MANAGER, None, 1))),
        (
            standing(1, (MANAGER, 1), (ASSESSOR, 1)),
            standing(9, (MANAGER, 9), (ASSESSOR, 9)),
        ),
    ],
)
def test_who_differs_only_in_ids_stands_alike(one, other):
    assert likeness_of(one)[0] == likeness_of(other)[0]
    assert likeness_of(one)[1] != likeness_of(other)[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (standing(1, (MANAGER, 1)), standing(1, (ASSESSOR, 1))),
        (standing(1, (MANAGER, 1)), standing(1, (MANAGER, None, 1))),
        (standing(1, (MANAGER, 1)), standing(None, (MANAGER, 1))),
        (standing(1, (MANAGER, 1)), standing(1, (MANAGER, 1), (MANAGER, 2))),
        (
            standing(1, (MANAGER, 1), (ASSESSOR, 1)),
            standing(1, (MANAGER, 1), (ASSESSOR, 2)),
        ),
    ],
)
def test_whoever_differs_otherwise_does_not(one, other):
    assert likeness_of(one)[0] != likeness_of(other)[0]


def test_a_likeness_with_its_ids_is_the_standing_again():
    held = standing(5, (MANAGER, 5), (ASSESSOR, None, 5), (MANAGER, 3, 4))
    assert standing_like(*likeness_of(held)) == held


@reached(Person)
def everybody(held):
    return held.order_by("pk")


def test_each_reaches_their_own_people_by_sql_that_was_made_once(world, monkeypatch):
    here, there = world.person(), world.person(team=world.far_team)
    north = world.member("mona", Role.MANAGER, region=world.north)
    south = world.member("sona", Role.MANAGER, region=world.south)
    both = world.member("bona", Role.MANAGER, region=world.north)
    given = {"unit": None, "begins_on": LONG_AGO, "by": INSTALLATION, "at": NOON}
    appoint(user=both, role=Role.MANAGER, region=world.south, **given)
    written = []
    write = Statement._write
    monkeypatch.setattr(
        Statement, "_write", lambda self, *key: written.append(key) or write(self, *key)
    )
    for user, seen in ((north, [here]), (south, [there]), (both, [here, there]), (north, [here])):
        with under(Circumstances(actor=user, at=NOON)):
            assert everybody(user) == list(rows(user, Person).order_by("pk")) == seen
    alike = [question for question, _kinds in written if question]
    assert len(alike) == 2  # of those with one post, and of those with two
