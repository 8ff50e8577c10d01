"""Nobody is booked for a day on which nothing asks them to come: said before, and kept to."""

from datetime import date, timedelta

import pytest

from desist.casework.people.actions import record_sentence
from desist.casework.planning.actions.appointment import RequirementLapsed, move_appointment
from desist.casework.planning.models import Appointment
from desist.casework.planning.queries.requirement import days_not_covered
from desist.casework.referrals.models import Referral
from tests.casework.people import INSTALLATION, NOON
from tests.casework.planning.planned import build_case

DAY = NOON.date() + timedelta(days=1)
LAST = DAY + timedelta(days=7)


@pytest.fixture
def case(world):
    """Somebody enrolled whose community order ends in a week."""
    held = build_case(world)
    values = {
        "order": "community_order", "requirement": "programme_requirement", "number": "",
        "nation": "england", "begins_on": date(2025, 1, 1), "ends_on": LAST,
        "terminated_on": None, "terminated_because": "", "source": "court",
    }  # fmt: skip
    sentence = record_sentence(person=held.person, values=values, by=INSTALLATION, at=NOON)
    Referral.objects.filter(pk=held.referral.pk).update(sentence=sentence)
    held.enrolment.referral.refresh_from_db()
    return held


def test_the_last_day_is_covered_and_the_next_is_not(case):
    days = [LAST + timedelta(days=1), LAST, DAY]
    assert days_not_covered(case.enrolment.referral, days) == (days[0],)


def test_all_is_booked_or_nothing_and_the_days_are_named(case):
    plan, late = case.approved(), LAST + timedelta(days=7)
    with pytest.raises(RequirementLapsed) as lapsed:
        case.booked(plan, DAY, late)
    assert lapsed.value.days == (late,)
    assert not Appointment.objects.exists()
    assert len(case.booked(plan, DAY, LAST)) == 2


def test_a_session_is_not_moved_behind_the_end(case):
    (session,) = case.booked(case.approved(), DAY)
    with pytest.raises(RequirementLapsed):
        move_appointment(
            appointment=session, read_version=1, values={"day": LAST + timedelta(days=1)},
            by=case.finn, at=NOON,
        )  # fmt: skip
    assert Appointment.objects.get().day == DAY


@pytest.mark.parametrize("changed", [{"source": "voluntary"}, {"sentence": None}])
def test_who_comes_freely_or_has_no_order_on_record_is_not_held_up(case, changed):
    Referral.objects.filter(pk=case.referral.pk).update(**changed)
    case.enrolment.referral.refresh_from_db()
    assert days_not_covered(case.enrolment.referral, [LAST + timedelta(days=99)]) == ()
