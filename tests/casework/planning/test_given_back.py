"""A place that is not kept is given back: who left, waits again or was recalled has no sessions."""

from datetime import timedelta

import pytest

from desist.casework.audit.models import AuditEvent
from desist.casework.planning.actions.appointment import book_appointments
from desist.casework.planning.actions.enrolment import end_enrolment
from desist.casework.planning.models import Appointment, AppointmentState, Hold
from desist.casework.planning.queries.kept_place import with_place
from desist.casework.planning.queries.overview import still_to_plan
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import move_referral
from desist.casework.referrals.models import Referral
from tests.casework.delivery.delivered import DAYS, build_course
from tests.casework.people import INSTALLATION, NOON
from tests.casework.planning.planned import build_case, whole_content

PLANNED, CANCELLED = AppointmentState.PLANNED, AppointmentState.CANCELLED


@pytest.fixture
def course(world):
    """Somebody on the programme: four sessions, a week apart, the first this morning."""
    found = build_course(world)
    Referral._base_manager.filter(pk=found.case.referral.pk).update(status="on_programme")
    return found


def moved(course, to, reason, *, at=NOON, back=0):
    return moved_on(course.case, to, reason, at=at, back=back)


def moved_on(case, to, reason, *, at=NOON, back=0):
    referral = Referral._base_manager.get(pk=case.referral.pk)
    return move_referral(
        referral=referral, read_version=referral.version, to=to, reason=reason,
        effective_on=at.date() - timedelta(days=back), note="As agreed", by=INSTALLATION, at=at,
    )  # fmt: skip


def states(course):
    held = Appointment.objects.filter(enrolment=course.case.enrolment).order_by("day")
    return [each.state for each in held]


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("withdrawn", "declines"),
        ("closed", "death"),
        ("deselected", "too_many_absences"),
        ("recall", "recalled"),
        ("awaiting_allocation", "moved_area"),
        ("suitable_not_ready", "health"),
    ],
)
def test_whose_place_is_not_kept_has_no_sessions_to_come(course, to, reason):
    Referral._base_manager.filter(pk=course.case.referral.pk).update(source="requirement")
    moved(course, to, reason)
    assert states(course) == [PLANNED, CANCELLED, CANCELLED, CANCELLED]
    event = AuditEvent.objects.get(verb="planning.cancel_rest")
    assert event.objects_json.lower().count("planning.appointment") == 3


def test_whoever_is_on_hold_keeps_the_sessions(course):
    moved(course, "on_hold", "health")
    assert states(course) == [PLANNED] * 4


def test_a_session_of_the_day_itself_is_cancelled_if_it_has_not_begun(course):
    tomorrow = NOON + timedelta(days=7, hours=-8)
    moved(course, "withdrawn", "declines", at=tomorrow)
    assert states(course) == [PLANNED, CANCELLED, CANCELLED, CANCELLED]


def test_what_nobody_recorded_until_then_stays_to_be_recorded(course):
    moved(course, "withdrawn", "declines", at=NOON + timedelta(days=14))
    assert states(course) == [PLANNED, PLANNED, PLANNED, CANCELLED]


def test_sessions_after_a_day_that_is_past_were_not_held(course):
    moved(course, "withdrawn", "declines", at=NOON + timedelta(days=10), back=9)
    assert states(course) == [PLANNED, CANCELLED, CANCELLED, CANCELLED]


def test_rooms_and_staff_are_free_for_others(world, course):
    moved(course, "closed", "death")
    other = build_case(world)
    assert other.booked(other.approved(), *DAYS[1:])
    assert not Hold.objects.filter(person=course.case.person, slot__gt=NOON.timestamp() // 900)


def test_who_waits_again_can_be_booked_again(course):
    moved(course, "awaiting_allocation", "moved_area")
    again = [course.case.session(number, DAYS[number]) for number in (2, 3)]
    given = {"enrolment": course.case.enrolment, "plan": course.sessions[0].plan}
    book_appointments(**given, sessions=again, by=course.case.finn, at=NOON)
    assert states(course).count(PLANNED) == 3


def test_an_enrolment_that_ends_gives_its_sessions_back(course):
    evening = NOON + timedelta(days=7, hours=8)
    end_enrolment(enrolment=course.case.enrolment, on=DAYS[1], by=INSTALLATION, at=evening)
    assert states(course) == [PLANNED, PLANNED, CANCELLED, CANCELLED]


def test_whoever_is_about_to_take_the_step_is_told(world, client, course):
    Appointment.objects.update(day=NOON.date() + timedelta(days=3650))
    mona = world.browser(client, course.case.mona)
    address = f"/referrals/{course.case.referral.public_id}/move"
    assert "4 booked sessions will be cancelled." in mona.get(f"{address}/withdrawn").text
    assert "will be cancelled" not in mona.get(f"{address}/on_hold").text


def test_whoever_dates_it_back_is_told_of_those_that_are_over(world, client, course, clock):
    clock.set(DAYS[2], 12)
    mona = world.browser(client, course.case.mona)
    page = mona.get(f"/referrals/{course.case.referral.public_id}/move/withdrawn").text
    assert "1 booked session will be cancelled. 3 are over and not recorded" in page


@pytest.mark.parametrize(
    ("to", "reason"), [("withdrawn", "declines"), ("closed", "death"), ("recall", "recalled")]
)
def test_nothing_is_booked_for_whoever_has_no_place(course, to, reason):
    Referral._base_manager.filter(pk=course.case.referral.pk).update(source="requirement")
    moved(course, to, reason)
    again = [course.case.session(2, DAYS[2])]
    given = {"enrolment": course.case.enrolment, "plan": course.sessions[0].plan}
    with pytest.raises(StaleVersion):
        book_appointments(**given, sessions=again, by=course.case.finn, at=NOON)
    assert states(course) == [PLANNED, CANCELLED, CANCELLED, CANCELLED]


def test_nobody_is_asked_to_book_for_whoever_left(world, client):
    case = build_case(world)
    plan = case.approved(whole_content())
    finn = world.browser(client, case.finn)
    schedule = f"/planning/plan/{plan.public_id}/sessions"
    planned = f"/planning/of/{case.person.public_id}"
    assert "Propose sessions" in finn.get(planned).text
    assert finn.get(schedule).status_code == 200
    moved_on(case, "withdrawn", "declines")
    assert "Propose sessions" not in finn.get(planned).text
    assert finn.get(schedule).status_code == 404


@pytest.mark.parametrize(("to", "reason"), [("withdrawn", "declines"), ("recall", "recalled")])
def test_whoever_left_before_the_first_session_is_not_still_to_plan(course, to, reason):
    Referral._base_manager.filter(pk=course.case.referral.pk).update(source="requirement")
    finn = course.case.finn
    Appointment.objects.update(state=CANCELLED)
    assert still_to_plan(finn, with_place(), led_by=finn.pk) == [course.case.enrolment]
    moved(course, to, reason)
    assert still_to_plan(finn, with_place(), led_by=finn.pk) == []
