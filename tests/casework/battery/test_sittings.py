"""At the tablet: each answer once, nothing lost, whatever is pressed twice, reloaded or ended."""

import re

import pytest
from django.test import Client

from desist.casework.audit.models import AuditEvent
from desist.casework.battery.actions.administration import stop_administration
from desist.casework.battery.actions.answer import close_out
from desist.casework.battery.models import Administration, Answer, Sitting
from desist.casework.battery.queries import administrations_of
from desist.casework.battery.queries.answer import answers_of
from desist.casework.tasks.models import Task
from tests.casework.people import NOON


@pytest.fixture(autouse=True)
def nothing_remembered():
    """No catalogue of another test."""
    from desist.casework.battery import instruments

    yield
    instruments._seen.cache_clear()


@pytest.fixture
def seated(hand_out, tablet):
    """A tablet at which a sitting has begun: 20 items, then 40; the third form has no key."""
    sitting, code = hand_out()
    assert tablet.begin(code).status_code == 302
    tablet.sitting = sitting
    return tablet


def kept(administration):
    return dict(answers_of(Administration.objects.get(pk=administration.pk)))


def page_of(address):
    return re.search(r"/sitting/question/(\d+)/(\d+)", address).groups()


def go_on(tablet, place, first, answers, **more):
    """What the page sends without a script."""
    sent = {f"item-{item}": value for item, value in answers.items()}
    return tablet.post(f"/sitting/question/{place}/{first}", sent | more)


def test_it_begins_with_what_the_questions_are_for_and_shows_no_name(seated, given):
    page = seated.get("/sitting/welcome").text
    for said in ("What the questions are for", "Who sees", "can decide", "cannot decide"):
        assert said in page
    for hidden in ("Jordan", "Example", given.person.crn, "isotp", "loneliness", "score"):
        assert hidden.lower() not in page.lower()


def test_without_wording_it_is_an_answer_sheet_of_five_lines_beside_the_booklet(seated):
    page = seated.get("/sitting/question/1/1").text
    assert "Look in the booklet" in page
    assert page.count("<fieldset") == 5
    assert "5 of 20" in page
    assert page.count('type="radio"') == 5 * 4


def test_from_the_first_question_to_thank_you_without_a_script(seated, given):
    address = seated.get("/sitting/on")["Location"]
    pages = 0
    while "/question/" in address:
        place, first = page_of(address)
        value = "2" if place == "1" else "1"
        items = range(int(first), int(first) + 5)
        answer = go_on(seated, place, first, dict.fromkeys(items, value))
        assert answer.status_code == 302
        address, pages = answer["Location"], pages + 1
    assert pages == 20 // 5 + 40 // 5
    assert "answered every question" in seated.get(address).text
    done = seated.post("/sitting/finish")
    assert "Staff have been told that you finished" in seated.get(done["Location"]).text
    found = administrations_of(given.referral)["start"]
    assert [each.id for each in found] == ["ucla-loneliness-1980", "ansie"]
    assert set(found[0].responses.values()) == {2}
    assert len(found[1].responses) == 40


def test_finishing_twice_says_thank_you_twice(seated):
    first, second = seated.post("/sitting/finish"), seated.post("/sitting/finish")
    assert first["Location"] == second["Location"]
    assert AuditEvent.objects.filter(verb="battery.finish").count() == 1
    assert seated.get("/sitting/on")["Location"].startswith("/sitting/?")


def test_an_answer_sent_twice_is_kept_once(seated, given):
    for _ in range(3):
        assert seated.tell(1, 7, "3").json() == {"saved": True}
    assert Answer.objects.count() == 1
    assert kept(given.loneliness) == {"7": "3"}


def test_another_answer_counts_and_the_one_before_stays(seated, given):
    seated.tell(1, 7, "3", sequence=1)
    seated.tell(1, 7, "1", sequence=2)
    assert kept(given.loneliness) == {"7": "1"}
    assert [each.value for each in Answer.objects.order_by("pk")] == ["3", "1"]


def test_answers_that_arrive_in_the_wrong_order_count_as_they_were_given(seated, given):
    seated.tell(1, 7, "1", sequence=2)
    seated.tell(1, 7, "3", sequence=1)
    assert kept(given.loneliness) == {"7": "1"}


def test_the_back_button_shows_what_was_chosen_and_a_new_choice_counts(seated, given):
    go_on(seated, 1, 1, dict.fromkeys(range(1, 6), "2"))
    page = seated.get("/sitting/question/1/1").text
    assert page.count("checked") == 5
    stale = {f"sequence-{item}": 1 for item in range(1, 6)}
    go_on(seated, 1, 1, dict.fromkeys(range(1, 6), "4"), **stale)
    assert set(kept(given.loneliness).values()) == {"4"}
    assert Answer.objects.count() == 10


def test_reloading_and_going_on_leads_to_the_question_after_the_last_one_answered(seated):
    seated.tell(1, 3, "2")
    assert seated.get("/sitting/on")["Location"] == "/sitting/question/1/4"
    seated.tell(2, 1, "0")
    assert seated.get("/sitting/on")["Location"] == "/sitting/question/2/2"
    seated.tell(2, 40, "0")
    assert seated.get("/sitting/on")["Location"] == "/sitting/check"
    assert seated.get("/sitting/")["Location"] == "/sitting/welcome"


def test_another_sitting_on_another_day_goes_on_where_the_last_one_stopped(
    seated, given, hand_out, tablet
):
    seated.tell(1, 20, "2")
    _, code = hand_out()
    fresh = Client()
    fresh.post("/sitting/", {"code": code, "operation": "x"})
    assert fresh.get("/sitting/on")["Location"] == "/sitting/question/2/1"
    assert fresh.get("/sitting/question/1/20").text.count("checked") == 1
    fresh.post("/sitting/answer", {"form": 1, "item": 20, "item-20": "3", "sequence-20": 1})
    assert kept(given.loneliness) == {"20": "3"}


def test_going_on_without_an_answer_asks_once_and_keeps_those_that_were_given(seated, given):
    answer = go_on(seated, 1, 1, {1: "2", 2: "2"})
    assert answer.status_code == 400
    assert 'href="#item-3-1"' in answer.text
    assert kept(given.loneliness) == {"1": "2", "2": "2"}
    assert answer.text.count("checked") == 2
    left = go_on(seated, 1, 1, {1: "2", 2: "2"}, skip=1)
    assert left["Location"] == "/sitting/question/1/6"
    seated.tell(1, 20, "1")
    seated.tell(2, 40, "1")
    assert "/sitting/question/1/4" in seated.get("/sitting/check").text


@pytest.mark.parametrize(
    ("place", "item", "value"),
    [
        (1, 21, "1"), (1, 0, "1"), (1, 1, "5"), (1, 1, "0"), (1, 1, "x"), (1, 1, "-1"),
        (1, 1, "1.5"), (1, 1, "\u0661"), (1, 1, ""), (1, 1, "9" * 10), (1, 999999, "1"),
    ],
)  # fmt: skip
def test_an_item_or_a_value_out_of_range_is_refused_and_nothing_is_kept(seated, place, item, value):
    assert seated.tell(place, item, value).status_code == 400
    assert not Answer.objects.exists()


@pytest.mark.parametrize("place", [0, 3, 4, 99])
def test_a_form_that_is_not_there_or_has_no_key_takes_no_answer(seated, place):
    assert seated.tell(place, 1, "1").status_code in (404, 409)
    assert seated.get(f"/sitting/question/{place}/1").status_code in (404, 409)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("address", ["question/1/0", "question/1/21", "nothing", "question/1/x"])
def test_what_is_not_there_leads_back_to_the_questions_and_nowhere_else(seated, address):
    answer = seated.get(f"/sitting/{address}")
    assert answer.status_code == 404
    ways = set(re.findall(r'href="(/[^"]*)"', answer.text))
    assert {each for each in ways if not each.startswith("/static/")} == {"/sitting/"}


def test_a_form_that_staff_ended_takes_no_more_and_says_so(seated, given):
    seated.tell(1, 1, "2")
    stop_administration(
        administration=Administration.objects.get(pk=given.loneliness.pk), because="x",
        by=given.anna, at=NOON,
    )  # fmt: skip
    assert seated.tell(1, 2, "2").status_code == 409
    page = seated.get("/sitting/question/1/2")
    assert page.status_code == 409
    assert "Your answers so far are saved" in page.text
    assert seated.tell(2, 1, "1").json() == {"saved": True}
    assert AuditEvent.objects.filter(verb="battery.answer", outcome="failed").exists()


def test_a_version_that_is_withdrawn_half_way_is_answered_to_its_end(seated, given, monkeypatch):
    """A newer version in force changes nothing for whoever has begun."""
    seated.tell(1, 1, "2")
    from dataclasses import replace

    from desist.casework.battery import instruments

    held = instruments.the_catalogue()
    newer = tuple(replace(each, version=2) if each.id == "ansie" else each for each in held.entries)
    both = replace(held, entries=(*held.entries, *(e for e in newer if e.version == 2)))
    monkeypatch.setattr(instruments, "the_catalogue", lambda: both)
    instruments._seen.cache_clear()
    assert seated.tell(2, 1, "1").json() == {"saved": True}
    assert Administration.objects.get(pk=given.locus.pk).instrument_version == 1


def test_a_version_that_this_server_no_longer_holds_stops_with_a_clear_message(
    seated, given, monkeypatch
):
    seated.tell(1, 1, "2")
    from dataclasses import replace

    from desist.casework.battery import instruments

    held = instruments.the_catalogue()
    rest = tuple(each for each in held.entries if each.id != "ucla-loneliness-1980")
    monkeypatch.setattr(instruments, "the_catalogue", lambda: replace(held, entries=rest))
    instruments._seen.cache_clear()
    assert seated.tell(1, 2, "2").status_code == 409
    page = seated.get("/sitting/question/1/2")
    assert "These questions are closed" in page.text
    assert kept(given.loneliness) == {"1": "2"}
    assert AuditEvent.objects.filter(verb="battery.answer", outcome="failed").exists()
    assert seated.get("/sitting/on")["Location"] == "/sitting/question/2/1"


def test_what_is_abandoned_is_stopped_but_a_form_that_is_whole_is_completed(seated, given):
    for item in range(1, 21):
        seated.tell(1, item, "1")
    seated.tell(2, 1, "1")
    states = {each.instrument: each.state for each in Administration.objects.all()}
    assert states == {
        "ucla-loneliness-1980": "in_progress", "ansie": "in_progress", "sri": "planned",
    }  # fmt: skip
    close_out(referral=given.referral, because="left", by=given.anna, at=NOON)
    states = {each.instrument: each.state for each in Administration.objects.all()}
    assert states == {
        "ucla-loneliness-1980": "completed", "ansie": "stopped", "sri": "planned",
    }  # fmt: skip
    assert seated.get("/sitting/on")["Location"].startswith("/sitting/?")


def test_an_answer_that_worries_asks_an_assessor_to_look_the_same_day(
    everything, given, hand_out, tablet
):
    from desist.casework.battery.actions.administration import plan_point

    plan_point(
        referral=given.referral, point="start", instruments=("fictional-weather", "phq-9"),
        due_on=NOON.date(), by=given.anna, at=NOON,
    )  # fmt: skip
    held = Administration.objects.get(instrument="phq-9")
    _, code = hand_out(held)
    tablet.begin(code)
    tablet.tell(1, 1, "3")
    tablet.tell(1, 9, "0")
    assert not Task.objects.filter(kind="battery.look_today").exists()
    tablet.tell(1, 9, "1")
    tablet.tell(1, 9, "2", sequence=3)
    (task,) = Task.objects.filter(kind="battery.look_today")
    assert task.role == "assessor"
    assert task.about == held.reference


def test_every_answer_is_an_event_that_names_the_sitting_and_holds_no_value(seated, given):
    seated.tell(1, 7, "3")
    event = AuditEvent.objects.get(verb="battery.answer")
    assert event.actor == str(seated.sitting.public_id)
    assert given.person.reference in event.objects_json
    assert event.fields_json == '["value"]'


def test_an_answer_costs_few_queries(seated, django_assert_max_num_queries):
    seated.tell(1, 1, "2")
    with django_assert_max_num_queries(13):
        seated.tell(1, 2, "2")


def test_in_another_language_the_pages_say_so(hand_out, tablet):
    _, code = hand_out(language="cy")
    tablet.begin(code)
    assert '<html lang="cy"' in tablet.get("/sitting/welcome").text
    tablet.post("/sitting/language", {"language": "en-gb"})
    assert '<html lang="en-gb"' in tablet.get("/sitting/welcome").text
    tablet.post("/sitting/language", {"language": "xx"})
    assert Sitting.objects.get().language == "en-gb"
