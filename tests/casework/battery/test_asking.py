"""What is asked for follows the referral: nobody who left is asked, nobody's start once through."""

import pytest

from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.models import Administration, Point, State
from desist.casework.battery.queries.administration import (
    is_asked_for,
    list_due_about,
    list_first_due,
)
from desist.casework.casefile.queries.derivation import derive
from desist.casework.referrals.actions import move_referral
from desist.casework.referrals.models import ENDED, Referral, Status
from tests.casework.people import INSTALLATION, NOON


def moved(given, to, reason="", *, stands=None):
    referral = Referral._base_manager.get(pk=given.referral.pk)
    if stands:
        Referral._base_manager.filter(pk=referral.pk).update(status=stands)
        referral.refresh_from_db()
    move_referral(
        referral=referral, read_version=referral.version, to=to, reason=reason,
        effective_on=NOON.date(), note="As agreed", by=INSTALLATION, at=NOON,
    )  # fmt: skip


def planned(given, point):
    plan_point(
        referral=given.referral, point=point, instruments=("ucla-loneliness-1980",),
        due_on=NOON.date(), by=given.anna, at=NOON,
    )  # fmt: skip


def states(point="start"):
    held = Administration.objects.filter(point=point).order_by("place")
    return [each.state for each in held]


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("point", Point.values)
def test_each_point_is_asked_for_while_it_says_something(status, point):
    expected = status not in ENDED or (status, point) in {
        ("complete", "end"), ("complete", "follow_up"), ("follow_up", "follow_up"),
    }  # fmt: skip
    assert is_asked_for(status, point) is expected


def test_nobody_who_left_is_asked_and_it_stays_on_record(given):
    assert list_first_due(given.anna, day=NOON.date())
    assert derive([given.person.pk])[given.person.pk]["answer_by"] == NOON.date()
    moved(given, "withdrawn", "declines")
    assert states() == [State.NOT_ASKED] * 3
    assert not list_first_due(given.anna, day=NOON.date())
    assert not list_due_about(given.anna, given.person, day=NOON.date())
    assert not derive([given.person.pk])[given.person.pk].get("answer_by")
    first = Administration.objects.order_by("place").first()
    assert [each.values["state"] for each in first.revisions.order_by("number")] == [
        "planned", "not_asked",
    ]  # fmt: skip


def test_once_through_only_the_end_and_what_follows_is_asked(given):
    for point in ("end", "follow_up"):
        planned(given, point)
    moved(given, "complete", stands="on_programme")
    assert (states(), states("end"), states("follow_up")) == (
        [State.NOT_ASKED] * 3, [State.PLANNED], [State.PLANNED],
    )  # fmt: skip
    moved(given, "follow_up")
    assert (states("end"), states("follow_up")) == ([State.NOT_ASKED], [State.PLANNED])


def test_who_comes_back_is_asked_again_and_nothing_twice(given):
    moved(given, "not_eligible", "other")
    plan_point(
        referral=given.referral, point="start", instruments=("ansie",), due_on=NOON.date(),
        by=given.anna, at=NOON,
    )  # fmt: skip
    moved(given, "awaiting_assessment", "decision_reviewed")
    held = Administration.objects.filter(state=State.PLANNED)
    assert sorted(each.instrument for each in held) == ["ansie", "sri", "ucla-loneliness-1980"]


def test_what_was_begun_stays_open(given):
    Administration.objects.filter(pk=given.locus.pk).update(state=State.IN_PROGRESS)
    moved(given, "withdrawn", "declines")
    given.locus.refresh_from_db()
    assert given.locus.state == State.IN_PROGRESS


def test_the_page_says_that_it_is_not_asked_for_any_more(world, client, given):
    moved(given, "withdrawn", "declines")
    page = world.browser(client, given.anna).get(f"/battery/of/{given.person.public_id}").text
    assert page.count("No longer asked") == 3
