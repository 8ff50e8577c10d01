"""Reviews: due by the sessions attended, three views, no party left out without a reason."""

from datetime import date
from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.records.editable import StaleVersion
from desist.casework.reviews.actions.review import (
    NotYours,
    ViewMissing,
    decide_step,
    finish_step,
    hold_review,
    say_view,
)
from desist.casework.reviews.models import PartyView, Review, ReviewStep
from desist.casework.reviews.queries.point import line_of
from desist.casework.tasks.models import Task
from tests.casework.people import NOON

TODAY = NOON.date()


def said(course, review):
    """All three views, each by whoever writes it."""
    for party, by in (
        ("participant", course.case.finn), ("practitioner", course.rita),
        ("facilitator", course.case.finn),
    ):  # fmt: skip
        say_view(review=review, party=party, read_version=0, words=f"{party} says", by=by, at=NOON)


def outcome(**given):
    return {
        "held_on": TODAY, "summary": "Goes on as planned", "accord": "agrees", "own_words": "",
        "without": "",
    } | given  # fmt: skip


def test_sessions_attended_reach_the_points_and_absences_do_not(course):
    course.recorded(1)
    course.recorded(2, "absent")
    assert not Review.objects.exists(), "one of four is below 30%"
    course.recorded(3)
    review = Review.objects.get()
    assert review.point == "first"
    assert review.due_on == date(2026, 3, 16), "ten working days from Monday 2 March"
    task = Task.objects.get(kind="hold_review")
    assert (task.role, task.due_on) == (Role.FACILITATOR, review.due_on)


def test_a_point_brings_one_review_however_often_a_record_is_corrected(course):
    from desist.casework.delivery.actions.session_record import Happened, correct_session

    course.recorded(1)
    record = course.recorded(2)
    happened = Happened(values={"attendance": "complied", "minutes": 60})
    correct_session(record=record, read_version=1, happened=happened, by=course.case.finn, at=NOON)
    assert Review.objects.count() == 1


def test_the_line_shows_what_is_due_and_after_which_session_the_others_come(course):
    course.recorded(1)
    course.recorded(2)
    line = line_of(course.case.finn, course.case.enrolment, on=TODAY)
    assert [(each.state, each.after) for each in line] == [
        ("due", None), ("to_come", 3), ("to_come", 4),
    ]  # fmt: skip
    late = line_of(course.case.finn, course.case.enrolment, on=date(2026, 4, 1))
    assert late[0].state == "overdue"


def test_each_party_has_its_own_row_and_nobody_writes_for_another(course):
    review = course.called()
    with pytest.raises(NotYours):
        say_view(
            review=review, party="practitioner", read_version=0, words="x",
            by=course.case.finn, at=NOON,
        )  # fmt: skip
    said(course, review)
    assert PartyView.objects.count() == 3


def test_two_people_writing_one_view_never_overwrite_each_other(course):
    review = course.called()
    given = {"review": review, "party": "participant"}
    say_view(**given, read_version=0, words="first", by=course.case.finn, at=NOON)
    with pytest.raises(StaleVersion) as stale:
        say_view(**given, read_version=0, words="second", by=course.rita, at=NOON)
    assert stale.value.stored.words == "first"


def test_a_review_is_not_held_without_a_party_unless_somebody_says_why(course):
    review = course.called()
    with pytest.raises(ViewMissing) as missing:
        hold_review(review=review, read_version=1, values=outcome(), by=course.rita, at=NOON)
    assert missing.value.parties == ("participant", "practitioner", "facilitator")
    values = outcome(without="He was in hospital; done with his agreement")
    hold_review(review=review, read_version=1, values=values, by=course.rita, at=NOON)
    assert Review.objects.get().is_held
    assert not Task.objects.filter(kind="hold_review", finished_at=None).exists()


def test_a_step_is_a_task_for_staff_until_it_is_done(course):
    review = course.called()
    given = {"review": review, "by": course.case.finn, "at": NOON, "due_on": date(2026, 4, 1)}
    step = decide_step(what="Ask for an evening place", party="practitioner", **given)
    decide_step(what="Ring his brother", party="participant", **given)
    task = Task.objects.get(kind="review_step")
    assert task.role == "referrer"
    finish_step(step=step, read_version=1, done_on=TODAY, result="", by=course.rita, at=NOON)
    task.refresh_from_db()
    assert not task.is_open
    assert ReviewStep.objects.filter(done_on=None).count() == 1


def test_a_review_is_written_and_held_on_pages(world, client, course):
    review = course.called()
    browser = world.browser(client, course.case.finn)
    address = f"/reviews/review/{review.public_id}"
    assert browser.get(f"{address}/view/practitioner").status_code == 404
    for party in ("participant", "facilitator"):
        sent = {"words": f"{party} says", "operation": str(uuid4())}
        assert browser.post(f"{address}/view/{party}", sent).status_code == 302
    held = {
        "held_on-day": "2", "held_on-month": "3", "held_on-year": "2026", "accord": "disagrees",
        "summary": "Go on", "read_version": "1",
    }  # fmt: skip
    answer = browser.post(f"{address}/held", held | {"operation": str(uuid4())})
    assert 'id="own_words-error"' in answer.text
    more = held | {"own_words": "I want evenings", "operation": str(uuid4())}
    answer = browser.post(f"{address}/held", more)
    assert 'id="without-error"' in answer.text
    assert "I want evenings" in answer.text, "nothing typed is lost"
    done = browser.post(
        f"{address}/held", more | {"without": "On leave", "operation": str(uuid4())}
    )
    assert done.status_code == 302
    page = browser.get(address).text
    assert "I want evenings" in page
    assert "Does not agree" in page


def test_a_stale_save_shows_both_sides(world, client, course):
    review = course.called()
    browser = world.browser(client, course.case.finn)
    say_view(
        review=review, party="participant", read_version=0, words="what she wrote",
        by=course.rita, at=NOON,
    )  # fmt: skip
    sent = {"words": "what he wrote", "operation": str(uuid4())}
    answer = browser.post(f"/reviews/review/{review.public_id}/view/participant", sent)
    assert answer.status_code == 409
    assert "what she wrote" in answer.text
    assert "what he wrote" in answer.text


def test_a_programme_administrator_sees_dates_and_no_words(world, client, course):
    said(course, course.called(because="Secret reason"))
    paul = world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    page = world.browser(client, paul).get(f"/reviews/of/{course.case.person.public_id}").text
    assert "16 March 2026" in page
    assert "Secret reason" not in page
    assert "participant says" not in page


def test_what_is_said_stands_encrypted_in_the_database(course):
    from django.db import connection

    said(course, course.called())
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM reviews_partyview")
        assert all(row[0].startswith("v1.") for row in cursor.fetchall())
