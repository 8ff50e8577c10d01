"""Who belongs to a study, in which arm, from which day; and why the others do not."""

from datetime import date, timedelta

import pytest

from desist.casework.access import Role
from desist.casework.outcomes.actions.ending import record_ending
from desist.casework.people.actions import record_whereabouts
from desist.casework.rights.actions.requesting import limit_use
from desist.casework.studies.queries.population import WHY_NOT, population_of
from tests.casework.people import INSTALLATION, NOON
from tests.casework.planning.planned import build_case
from tests.casework.studies.studied import (
    DECLINED,
    NO_PLACE,
    PLACED,
    SUITABLE,
    asked,
    moved,
    referred,
    sentenced,
)

ON = NOON.date()
LATER = ON + timedelta(days=9)


def people(world, **values):
    return population_of(asked(world, **values), on=ON)


def arms(population):
    return {each.referral.pk: (each.arm, each.day_0, each.event) for each in population.members}


def left_out(population):
    return {why: n for why, n in population.left_out.items() if n}


def test_those_who_got_a_place_are_compared_with_those_for_whom_there_was_none(world):
    placed = referred(world, *SUITABLE, PLACED)
    without = referred(world, *SUITABLE, NO_PLACE)
    for steps in ((), SUITABLE, (*SUITABLE, DECLINED)):
        referred(world, *steps)
    found = people(world)
    assert arms(found) == {
        placed.pk: ("treated", PLACED[2], "wait_ended"),
        without.pk: ("control", NO_PLACE[2], "wait_ended"),
    }
    assert left_out(found) == {
        "not_found_suitable": 1, "still_waiting": 1, "left_before_a_place": 1,
    }  # fmt: skip


def test_everybody_is_counted_once(world):
    for steps in ((), SUITABLE, (*SUITABLE, DECLINED), (*SUITABLE, PLACED), (*SUITABLE, NO_PLACE)):
        referred(world, *steps)
    found = people(world)
    assert sum(found.numbers.values()) == 5
    assert list(found.numbers) == ["treated", "control", *WHY_NOT]


def test_whoever_left_without_a_place_and_came_again_is_counted_from_the_first_day(world):
    first = referred(world, *SUITABLE, NO_PLACE)
    again = refer_again(first)
    moved(again, ("awaiting_assessment", "accepted", date(2025, 9, 1)),
          ("awaiting_allocation", "decided_suitable", date(2025, 9, 8)),
          ("scheduled", "", date(2025, 10, 6)))  # fmt: skip
    assert arms(people(world)) == {first.pk: ("control", NO_PLACE[2], "wait_ended")}


def refer_again(referral):
    from desist.casework.referrals.actions import refer_person

    given = {"programme": "isotp", "setting": "community", "context": ""}
    person = referral.person
    return refer_person(
        person=person, referred_on=date(2025, 8, 25), **given, by=person.practitioner, at=NOON
    )


def test_a_referral_entered_in_error_is_nobodys(world):
    referred(world, ("closed", "entered_in_error", date(2025, 3, 4)))
    assert sum(people(world).numbers.values()) == 0


@pytest.mark.parametrize("days", [
    {"first_day": PLACED[2] + timedelta(days=1)}, {"last_day": PLACED[2] - timedelta(days=1)},
])  # fmt: skip
def test_a_day_outside_the_study_is_outside(world, days):
    referred(world, *SUITABLE, PLACED)
    assert left_out(people(world, **days)) == {"outside_the_days": 1}


def test_a_day_that_is_not_past_is_not_followed(world):
    referred(world, *SUITABLE, PLACED)
    found = population_of(asked(world), on=PLACED[2])
    assert left_out(found) == {"outside_the_days": 1}


def test_whoever_limited_the_use_of_their_records_is_left_out(world):
    referral = referred(world, *SUITABLE, PLACED)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    limit_use(person=referral.person, ground="accuracy_contested", begins_on=ON, by=mona, at=NOON)
    assert left_out(people(world)) == {"use_limited": 1}


def test_whoever_died_before_their_time_was_counted_is_left_out(world):
    sentence = {"terminated_on": PLACED[2], "terminated_because": "died"}
    sentenced(referred(world, *SUITABLE, PLACED), **sentence)
    assert left_out(people(world)) == {"died_before": 1}


def test_a_death_afterwards_is_known_by_the_order_the_referral_or_how_it_ended(world):
    by_order = referred(world, *SUITABLE, PLACED)
    died = PLACED[2] + timedelta(days=30)
    sentenced(by_order, terminated_on=died, terminated_because="died")
    by_referral = referred(world, *SUITABLE, PLACED, ("closed", "death", died))
    case = build_case(world)
    moved(case.referral, ("scheduled", "", NOON.date()))
    by_ending = {"enrolment": case.enrolment, "code": "died", "words": "", "ended_on": LATER}
    record_ending(**by_ending, by=case.mona, at=NOON)
    found = {
        each.referral.pk: each.died_on
        for each in population_of(asked(world, last_day=LATER), on=LATER).members
    }
    assert found == {by_order.pk: died, by_referral.pk: died, case.referral.pk: LATER}


FROM_SENTENCE = {"counts_from": "sentence"}


def test_counted_from_the_order_everybody_found_suitable_is_treated(world):
    placed, declined = referred(world, *SUITABLE, PLACED), referred(world, *SUITABLE, DECLINED)
    waiting, unknown = referred(world, *SUITABLE), referred(world, *SUITABLE)
    order = {"on": date(2025, 1, 6), "event": "community_order"}
    begun = {placed: order, declined: order}
    for referral in begun:
        bind(referral, order="community_order", begins_on=order["on"])
    bind(waiting, order="licence", begins_on=date(2025, 2, 3))
    found = people(world, **FROM_SENTENCE)
    assert arms(found) == {
        placed.pk: ("treated", date(2025, 1, 6), "community_order"),
        declined.pk: ("treated", date(2025, 1, 6), "community_order"),
        waiting.pk: ("treated", date(2025, 2, 3), "release"),
    }
    assert left_out(found) == {"no_day_0": 1}
    assert unknown.sentence_id is None


def bind(referral, **sentence):
    """The order on which a referral rests."""
    from desist.casework.people.models import Sentence

    sentenced(referral, **sentence)
    referral.sentence = Sentence.objects.get(person=referral.person)
    referral.save(update_fields=["sentence"])


def test_whoever_was_in_custody_when_referred_is_counted_from_the_release(world):
    referral = referred(world, *SUITABLE)
    away = {"kind": "custody", "begins_on": date(2024, 1, 1), "expected_until": None}
    values = away | {"ended_on": date(2025, 8, 4), "source": "prison"}
    record_whereabouts(person=referral.person, values=values, by=INSTALLATION, at=NOON)
    assert arms(people(world, **FROM_SENTENCE)) == {
        referral.pk: ("treated", date(2025, 8, 4), "release")
    }
