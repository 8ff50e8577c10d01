"""Who fits into a group: the judgement of `desist groups`, of what the service holds."""

import pytest

from desist.casework.access import Role
from desist.casework.groups.actions.membership import leave_group
from desist.casework.groups.actions.way import say_way
from desist.casework.groups.queries.candidate import judge_candidates, waiting_for
from desist.casework.people.actions import keep_apart, restrict_to
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import move_referral
from tests.casework.groups.grouped import APART, DAY, arrange
from tests.casework.people import LONG_AGO, NOON
from tests.casework.planning.planned import BY


@pytest.fixture
def running(grouped):
    """Three sit in it already."""
    for seat in grouped.members(3):
        arrange(seat.enrolment)
    return grouped


def judged(grouped, *enrolments, by=None):
    return judge_candidates(by or grouped.mona, grouped.group, enrolments, on=DAY)


def test_nothing_is_judged_before_the_site_adopts_the_rule(running):
    (found,) = judged(running, arrange(running.waiting()))
    assert found.awaits_adoption
    assert not found.is_open


def known(grouped, **values):
    """Somebody who waits, of whom all is known that a rule asks for."""
    return arrange(grouped.waiting(), **values)


def test_whoever_is_free_when_the_group_meets_is_proposed(running, adopted, no_contact):
    (found,) = judged(running, known(running))
    assert found.is_proposed, found.said
    assert found.is_open


def test_whoever_is_never_free_then_is_told_so(running, adopted, no_contact):
    (found,) = judged(running, known(running, available="friday_evening"))
    assert not found.is_open
    assert any("free" in each for each in found.said), found.said


def test_a_fact_that_nobody_recorded_is_named(running, adopted, no_contact):
    (found,) = judged(running, running.waiting())
    assert found.decision.outcome == "cannot_decide"
    assert any("available" in each for each in found.decision.missing)


def test_the_way_must_be_known_where_somebody_set_a_limit(running, adopted, no_contact):
    (found,) = judged(running, known(running, travel_minutes=45))
    assert found.is_undecided
    assert found.asks_for_the_way
    assert "how long the way is" in " ".join(found.said)


@pytest.mark.parametrize(("minutes", "is_open"), [(40, True), (50, False)])
def test_the_way_counts_once_somebody_said_it(running, adopted, no_contact, minutes, is_open):
    candidate = known(running, travel_minutes=45)
    place = running.group.room.place
    say_way(person=candidate.person, place=place, minutes=10 + minutes, **BY)
    say_way(person=candidate.person, place=place, minutes=minutes, **BY)
    (found,) = judged(running, candidate)
    assert found.is_open is is_open, found.said


@pytest.mark.parametrize(
    ("access", "is_open"),
    [("large_print", True), ("sign_language", True), ("step_free", True), ("hearing_loop", False),
     ("short_sessions", False), ("interpreter", False)],
)  # fmt: skip
def test_an_adjustment_is_made_by_booking_by_material_or_by_the_room(
    running, adopted, no_contact, access, is_open
):
    language = "Polish" if access == "interpreter" else ""
    (found,) = judged(running, known(running, access=access, language=language))
    assert found.is_open is is_open, found.said


def test_whoever_must_not_meet_a_member_is_told_apart_by_name(running, adopted, no_contact):
    candidate, member = known(running), running.seats[0].enrolment
    keep_apart(person=candidate.person, values={"other": member.person, **APART}, **BY)
    (found,) = judged(running, candidate)
    assert not found.is_open
    assert any(member.person.crn in each for each in found.said), found.said


def test_of_a_member_out_of_reach_nothing_is_told(running, adopted, no_contact, world):
    candidate, member = known(running), running.seats[0].enrolment
    keep_apart(person=candidate.person, values={"other": member.person, **APART}, **BY)
    named = world.member("named", Role.MANAGER, region=world.north)
    given = {"person": member.person, "reason": "r", "on": LONG_AGO}
    restrict_to(user=named, **given, **BY)
    (found,) = judged(running, candidate)
    said = " ".join(found.said)
    assert not found.is_open
    assert member.person.crn not in said
    assert member.person.last_name not in said
    assert "not shown to you" in said
    assert "\ue000" not in said


def test_those_wait_who_take_part_in_the_same_and_sit_nowhere(running):
    waits = running.waiting()
    running.waiting(team=running.world.far_team, approved=False)
    assert list(waiting_for(running.mona, running.group)) == [waits]


def test_whoever_left_a_group_waits_for_another(running):
    seat = running.seats[0]
    leave_group(membership=seat, on=DAY, **BY)
    assert list(waiting_for(running.mona, running.group)) == [seat.enrolment]


@pytest.mark.parametrize(("to", "waits"), [("withdrawn", False), ("suitable_not_ready", True)])
def test_whoever_withdrew_waits_for_none_and_is_given_no_seat(running, to, waits):
    enrolment = running.waiting()
    referral = enrolment.referral
    move_referral(
        referral=referral, read_version=referral.version, effective_on=NOON.date(), note="",
        to=to, reason="declines" if to == "withdrawn" else "health", **BY,
    )  # fmt: skip
    assert list(waiting_for(running.mona, running.group)) == [enrolment] * waits
    if not waits:
        with pytest.raises(StaleVersion):
            running.join(enrolment)
