"""Typing twice, comparing, settling, correcting; and what then counts."""

import pytest

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.battery.actions.administration import (
    mark_in_error,
    plan_point,
    stop_administration,
)
from desist.casework.battery.actions.typing import (
    Impossible,
    NothingToSettle,
    OtherWay,
    TypedTwice,
    correct_answers,
    settle_differences,
    type_answers,
)
from desist.casework.battery.models import Administration, Answer, State, Typing
from desist.casework.battery.queries.answer import administrations_of, differences_of
from tests.casework.people import NOON

ON = NOON.date()


def whole(value="2", **different):
    values = {str(item): value for item in range(1, 21)}
    return values | {name.removeprefix("i"): given for name, given in different.items()}


def typed(administration, values, *, by, mode="typed", form_order=""):
    return type_answers(
        administration=Administration.objects.get(pk=administration.pk),
        mode=mode, form_order=form_order, answered_on=ON, values=values, by=by, at=NOON,
    )  # fmt: skip


@pytest.fixture
def order(given):
    return given.loneliness.form_order


def test_two_entries_that_agree_complete_the_form_and_the_judgement_gets_its_answers(given, order):
    assert typed(given.loneliness, whole(i7="3"), by=given.anna, form_order=order).state == (
        State.IN_PROGRESS
    )
    assert administrations_of(given.referral) == {}
    done = typed(given.loneliness, whole(i7="3"), by=given.anna, form_order=order)
    assert done.state == State.COMPLETED
    (value,) = administrations_of(given.referral)["start"]
    assert value.id == "ucla-loneliness-1980"
    assert value.on == ON
    assert value.form_order == order
    assert value.responses == {str(item): 3 if item == 7 else 2 for item in range(1, 21)}
    assert value.scales is None


def test_two_entries_that_differ_wait_until_every_difference_is_settled(given, order):
    typed(given.loneliness, whole(i3="1", i9=""), by=given.anna, form_order=order)
    open_ = typed(given.loneliness, whole(i3="4"), by=given.anna, form_order=order)
    assert open_.state == State.IN_PROGRESS
    assert differences_of(open_) == {"3": ("1", "4"), "9": ("", "2")}
    with pytest.raises(NothingToSettle):
        settle_differences(administration=open_, values={"3": "4"}, by=given.anna, at=NOON)
    settled = settle_differences(
        administration=Administration.objects.get(pk=open_.pk), values={"3": "4", "9": ""},
        by=given.anna, at=NOON,
    )  # fmt: skip
    assert settled.state == State.COMPLETED
    (value,) = administrations_of(given.referral)["start"]
    assert value.responses["3"] == 4
    assert "9" not in value.responses


def test_a_third_entry_is_refused_and_nothing_of_the_two_is_lost(given, order):
    typed(given.loneliness, whole(), by=given.anna, form_order=order)
    typed(given.loneliness, whole(i1="1"), by=given.anna, form_order=order)
    with pytest.raises(TypedTwice):
        typed(given.loneliness, whole(), by=given.anna, form_order=order)
    assert Answer.objects.count() == 40


def test_a_correction_is_a_new_row_with_its_reason_and_the_earlier_answer_stays(given, order):
    for _ in range(2):
        typed(given.loneliness, whole(), by=given.anna, form_order=order)
    done = Administration.objects.get(pk=given.loneliness.pk)
    for value in ("4", "1"):
        correct_answers(
            administration=done, values={"5": value}, because="read again", by=given.anna, at=NOON
        )
    (found,) = administrations_of(given.referral)["start"]
    assert found.responses["5"] == 1
    assert [each.value for each in Answer.objects.filter(item="5").order_by("pk")] == [
        "2", "2", "4", "1",
    ]  # fmt: skip
    assert Typing.objects.filter(kind="correction").first().because == "read again"


@pytest.mark.parametrize(
    ("values", "mode"),
    [
        ({"21": "1"}, "typed"),
        ({"1": "5"}, "typed"),
        ({"1": "x"}, "typed"),
        ({"under-assertiveness": "9999"}, "scale_scores"),
        ({"unheard-of": "1"}, "scale_scores"),
        ({"total": "nan"}, "scale_scores"),
    ],
)
def test_what_the_form_does_not_offer_is_refused_and_nothing_is_kept(given, order, values, mode):
    with pytest.raises(Impossible):
        typed(given.loneliness, values, by=given.anna, mode=mode, form_order=order)
    assert not Answer.objects.exists()
    assert Administration.objects.get(pk=given.loneliness.pk).state == State.PLANNED


def test_scale_scores_come_back_as_scales(given):
    values = {"under-assertiveness": "11", "over-assertiveness": "3.5"}
    for _ in range(2):
        typed(given.response, values, by=given.anna, mode="scale_scores", form_order="")
    (value,) = administrations_of(given.referral)["start"]
    assert value.scales == {"under-assertiveness": 11.0, "over-assertiveness": 3.5}
    assert value.responses is None


def test_a_form_begun_in_one_way_is_not_continued_in_another(given, order):
    typed(given.loneliness, whole(), by=given.anna, form_order=order)
    with pytest.raises(OtherWay):
        typed(given.loneliness, {"total": "40"}, by=given.anna, mode="scale_scores", form_order="")


def test_what_was_stopped_or_entered_in_error_is_not_used_and_may_be_planned_again(given, order):
    for _ in range(2):
        typed(given.loneliness, whole(), by=given.anna, form_order=order)
    done = Administration.objects.get(pk=given.loneliness.pk)
    mark_in_error(administration=done, because="somebody else's", by=given.anna, at=NOON)
    stop_administration(administration=given.locus, because="refused", by=given.anna, at=NOON)
    assert administrations_of(given.referral) == {}
    plan_point(
        referral=given.referral, point="start", instruments=("ucla-loneliness-1980",),
        due_on=ON, by=given.anna, at=NOON,
    )  # fmt: skip
    states = Administration.objects.filter(instrument="ucla-loneliness-1980").order_by("pk")
    assert [each.state for each in states] == ["entered_in_error", "planned"]


def test_answers_stand_encrypted_and_the_trail_holds_none_of_them(given, order):
    typed(given.loneliness, whole(), by=given.anna, form_order=order)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM battery_answer")
        assert all(row[0].startswith("v1.") for row in cursor.fetchall())
    event = AuditEvent.objects.filter(verb="battery.type").get()
    assert given.person.reference in event.objects_json
    assert '"2"' not in event.objects_json + event.fields_json


@pytest.mark.parametrize(
    ("roles", "north", "may_plan", "may_type"),
    [
        ((Role.ASSESSOR,), True, True, True),
        ((Role.MANAGER,), True, True, True),
        ((Role.PROGRAMME_ADMINISTRATOR,), True, True, False),
        ((Role.ASSESSOR,), False, False, False),
        ((Role.FACILITATOR,), True, False, False),
        ((Role.REFERRER,), True, False, False),
        ((Role.AUDITOR,), True, False, False),
        ((Role.EVALUATOR,), True, False, False),
    ],
)
def test_the_right_people_plan_and_type(world, given, order, roles, north, may_plan, may_type):
    user = world.member("them", *roles, region=world.north if north else world.south)
    attempts = {
        may_plan: lambda: plan_point(
            referral=given.referral,
            point="end",
            instruments=("ansie",),
            due_on=ON,
            by=user,
            at=NOON,
        ),
        may_type: lambda: typed(given.loneliness, whole(), by=user, form_order=order),
    }
    if may_plan == may_type:
        attempts = {may_type: attempts[may_type]}
    for allowed, attempt in attempts.items():
        if allowed:
            attempt()
        else:
            with pytest.raises(Refused):
                attempt()
