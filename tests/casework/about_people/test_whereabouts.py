"""Whereabouts: where somebody is on a day, and which periods cannot be at once."""

from datetime import date

import pytest

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.people.actions import change_whereabouts, record_whereabouts
from desist.casework.people.models import Whereabouts
from desist.casework.people.period import DatesOutOfOrder, Overlapping
from desist.casework.people.queries import away_on, place_on
from tests.casework.people import INSTALLATION, NOON

BY = {"by": INSTALLATION, "at": NOON}
MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))


@pytest.fixture
def person(world):
    return world.person()


def away(person, kind, begins_on, ended_on=None):
    values = {"kind": kind, "begins_on": begins_on, "ended_on": ended_on, "source": "prison"}
    return record_whereabouts(person=person, values=values, **BY)


def test_somebody_is_in_the_community_until_something_else_is_known(person):
    assert place_on(person, MARCH) == "community"
    away(person, "custody", MARCH, MAY)
    assert place_on(person, date(2026, 2, 28)) == "community"
    assert place_on(person, MARCH) == "custody"
    assert place_on(person, date(2026, 4, 30)) == "custody"
    assert place_on(person, MAY) == "community", "the day of release is a day of freedom"


@pytest.mark.parametrize("kind", ["custody", "recall", "remand"])
def test_every_kind_of_custody_is_custody(person, kind):
    away(person, kind, MARCH)
    assert place_on(person, JUNE) == "custody"
    assert away_on(person, JUNE).kind == kind


def test_whoever_was_transferred_to_hospital_is_in_hospital(person):
    away(person, "custody", MARCH)
    away(person, "hospital", APRIL, MAY)
    assert [place_on(person, day) for day in (MARCH, APRIL, MAY)] == [
        "custody", "hospital", "custody",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "possible"),
    [
        (("custody", MARCH, MAY), ("custody", APRIL, JUNE), False),
        (("custody", MARCH, None), ("custody", JUNE, None), False),
        (("custody", MARCH, MAY), ("custody", MARCH, MARCH), False),
        (("custody", MARCH, MAY), ("custody", MAY, JUNE), True),
        (("custody", MAY, JUNE), ("custody", MARCH, MAY), True),
        (("recall", MARCH, MAY), ("remand", APRIL, None), True),
        (("custody", MARCH, MAY), ("hospital", APRIL, MAY), True),
        (("custody", MARCH, MAY), ("deported", APRIL, None), False),
        (("deported", MARCH, None), ("hospital", JUNE, None), False),
        (("custody", MARCH, MAY), ("deported", MAY, None), True),
    ],
)
def test_what_cannot_be_at_once_is_refused(person, first, second, possible):
    away(person, *first)
    if possible:
        away(person, *second)
    else:
        with pytest.raises(Overlapping):
            away(person, *second)
        assert Whereabouts.objects.count() == 1


def test_one_persons_time_says_nothing_of_anothers(world, person):
    away(person, "custody", MARCH)
    away(world.person(), "custody", MARCH)
    assert Whereabouts.objects.count() == 2


def test_a_correction_is_held_to_the_same(person):
    away(person, "custody", MARCH, APRIL)
    later = away(person, "custody", MAY, JUNE)
    for values, refusal in (
        ({"begins_on": date(2026, 3, 15)}, Overlapping),
        ({"ended_on": APRIL}, DatesOutOfOrder),
    ):
        with pytest.raises(refusal):
            change_whereabouts(period=later, read_version=1, values=values, **BY)
    changed = change_whereabouts(period=later, read_version=1, values={"ended_on": None}, **BY)
    assert changed.version == 2
    assert changed.revisions.count() == 2


def test_a_facilitator_sees_and_does_not_record(world, person):
    user = world.member("finn", Role.FACILITATOR)
    world.on_caseload(user, person)
    values = {"kind": "custody", "begins_on": MARCH, "source": "prison"}
    with pytest.raises(Refused):
        record_whereabouts(person=person, values=values, by=user, at=NOON)
