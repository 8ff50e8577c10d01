"""Staff plan, hand out, watch, type in, settle and correct; nothing typed is ever lost."""

import re
from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.battery.models import Administration, Answer, Sitting, State, Typing
from desist.casework.battery.queries.answer import answers_of
from tests.casework.people import NOON


@pytest.fixture
def anna(world, given, client):
    return world.browser(client, given.anna)


def sheet(values=None, **more):
    cells = {f"cell-{item}": "2" for item in range(1, 21)}
    cells |= {f"cell-{item}": value for item, value in (values or {}).items()}
    day = {"answered_on-day": "1", "answered_on-month": "3", "answered_on-year": "2026"}
    return cells | day | {"operation": str(uuid4())} | more


def test_planning_the_end_adds_its_forms_and_leaves_those_that_are_there(anna, given):
    page = anna.get(f"/battery/referral/{given.referral.public_id}/plan").text
    assert "authored" in page
    sent = {"point": "start", "due_on-day": "1", "due_on-month": "6", "due_on-year": "2026"}
    anna.post(f"/battery/referral/{given.referral.public_id}/plan", sent)
    assert Administration.objects.filter(point="start").count() == 13
    assert set(Administration.objects.values_list("due_on", flat=True)) == {
        given.loneliness.due_on.replace(month=6, day=1)
    }
    listed = anna.get(f"/battery/of/{given.person.public_id}").text
    assert "Start a sitting" in listed
    assert listed.count("Enter scores") == 7


def test_the_code_is_shown_once_large_and_the_same_button_pressed_twice_shows_the_same(
    anna, given, tablet
):
    address = f"/battery/referral/{given.referral.public_id}/sitting"
    sent = {"point": "start", "language": "en-gb", "operation": str(uuid4())}
    shown = [
        re.search(r'class="desist-code">([^<]+)<', anna.post(address, sent).text)[1]
        for _ in range(2)
    ]
    assert shown[0] == shown[1]
    assert Sitting.objects.count() == 1
    assert tablet.begin(shown[0]).status_code == 302
    page = anna.get(f"/battery/sitting/{Sitting.objects.get().public_id}").text
    assert "Open on a tablet" in page
    assert "0 of 20" in page


def test_progress_shows_how_many_and_never_what(world, given, hand_out, tablet, client):
    sitting, code = hand_out()
    tablet.begin(code)
    for item in range(1, 8):
        tablet.tell(1, item, "3")
    paul = world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    page = world.browser(client, paul).get(f"/battery/sitting/{sitting.public_id}").text
    assert "7 of 20" in page
    assert client.get(f"/battery/{given.loneliness.public_id}").status_code == 404


def test_two_entries_their_differences_and_the_answer_that_was_right(anna, given):
    address = f"/battery/{given.loneliness.public_id}"
    assert anna.post(f"{address}/type", sheet({4: "1"})).status_code == 302
    assert "Second entry" in anna.get(f"{address}/type").text
    second = anna.post(f"{address}/type", sheet({9: ""}, entry="second"))
    assert second["Location"] == f"{address}/settle"
    page = anna.get(second["Location"]).text
    assert "differ on 2 items" in page
    short = anna.post(f"{address}/settle", {"cell-4": "=1", "operation": str(uuid4())})
    assert "Item 9: select one" in short.text
    assert Administration.objects.get(pk=given.loneliness.pk).state == State.IN_PROGRESS
    anna.post(f"{address}/settle", {"cell-4": "=1", "cell-9": "=", "operation": str(uuid4())})
    done = Administration.objects.get(pk=given.loneliness.pk)
    assert done.state == State.COMPLETED
    assert answers_of(done)["4"] == "1"
    assert "9" not in answers_of(done)
    assert "1 item has no answer" in anna.get(address).text


def test_two_people_who_type_at_the_same_time_are_the_two_entries(world, anna, given):
    """Both opened the first entry; neither is lost, and the later one is told."""
    from django.test import Client

    mona = world.browser(Client(), world.member("mona", Role.MANAGER, region=world.north))
    address = f"/battery/{given.loneliness.public_id}/type"
    anna.post(address, sheet(entry="first"))
    late = mona.post(address, sheet({1: "4"}, entry="first"), follow=True)
    assert "typed this form at the same time" in late.text
    assert [each.kind for each in Typing.objects.order_by("pk")] == ["first", "second"]
    assert Answer.objects.count() == 40


def test_a_form_sent_twice_is_one_entry(anna, given):
    sent = sheet()
    for _ in range(2):
        anna.post(f"/battery/{given.loneliness.public_id}/type", sent)
    assert Typing.objects.count() == 1


@pytest.mark.parametrize("wrong", ["5", "0", "x", "2.5", "\u0662", "-1", "22222"])
def test_a_wrong_key_gets_its_message_beside_the_cell_and_the_rest_stays(anna, given, wrong):
    answer = anna.post(f"/battery/{given.loneliness.public_id}/type", sheet({7: wrong}))
    assert answer.status_code == 200
    assert 'id="cell-7-error"' in answer.text
    assert answer.text.count('value="2"') == 19
    assert not Answer.objects.exists()


@pytest.mark.parametrize("year", ["2999", "1066", "", "x"])
def test_a_day_that_cannot_be_gets_its_message(anna, given, year):
    sent = sheet() | {"answered_on-year": year}
    answer = anna.post(f"/battery/{given.loneliness.public_id}/type", sent)
    assert 'id="answered_on-error"' in answer.text
    assert not Answer.objects.exists()


def test_an_empty_form_is_not_an_entry(anna, given):
    blank = dict.fromkeys(range(1, 21), "")
    answer = anna.post(f"/battery/{given.loneliness.public_id}/type", sheet(blank))
    assert "Type at least one answer" in answer.text


def test_scores_from_elsewhere_are_entered_by_the_name_of_their_scale(anna, given):
    address = f"/battery/{given.response.public_id}/type"
    page = anna.get(address).text
    assert "The key of this form is not held here" in page
    names = re.findall(r'name="cell-([^"]+)"', page)
    day = {"answered_on-day": "1", "answered_on-month": "3", "answered_on-year": "2026"}
    wrong = anna.post(address, day | {f"cell-{names[0]}": "9999"})
    assert f'id="cell-{names[0]}-error"' in wrong.text
    for _ in range(2):
        anna.post(address, day | {f"cell-{names[0]}": "7", "operation": str(uuid4())})
    assert answers_of(Administration.objects.get(pk=given.response.pk)) == {names[0]: "7"}


def test_a_correction_needs_a_change_and_a_reason(anna, given):
    address = f"/battery/{given.loneliness.public_id}"
    for _ in range(2):
        anna.post(f"{address}/type", sheet())
    same = anna.post(f"{address}/correct", sheet(because="read again"))
    assert "Change an answer" in same.text
    silent = anna.post(f"{address}/correct", sheet({3: "4"}))
    assert 'id="because-error"' in silent.text
    anna.post(f"{address}/correct", sheet({3: "4"}, because="read again"))
    page = anna.get(address).text
    assert "read again" in page
    assert answers_of(Administration.objects.get(pk=given.loneliness.pk))["3"] == "4"


def test_a_form_on_a_tablet_is_not_typed_in(anna, given, hand_out, tablet):
    _, code = hand_out()
    tablet.begin(code)
    tablet.tell(1, 1, "1")
    assert anna.get(f"/battery/{given.loneliness.public_id}/type").status_code == 404


def test_ending_a_sitting_and_closing_what_was_begun(anna, given, hand_out, tablet):
    sitting, code = hand_out()
    tablet.begin(code)
    tablet.tell(1, 1, "1")
    anna.post(f"/battery/sitting/{sitting.public_id}/end")
    assert tablet.get("/sitting/on")["Location"].startswith("/sitting/?")
    address = f"/battery/referral/{given.referral.public_id}/close"
    silent = anna.post(address, {"operation": str(uuid4())})
    assert 'id="ended_because-error"' in silent.text
    sent = {"ended_because": "Left the room", "operation": str(uuid4())}
    anna.post(address, sent)
    held = Administration.objects.get(pk=given.loneliness.pk)
    assert (held.state, held.ended_because) == ("stopped", "Left the room")


def test_what_is_due_stands_on_today_and_on_the_persons_page(given):
    from datetime import timedelta

    from django.template.loader import render_to_string

    from desist.casework.access.circumstances import Circumstances, under
    from desist.casework.battery.panels import person, today

    for before, shown in ((14, True), (15, False)):
        day = given.loneliness.due_on - timedelta(days=before)
        with under(Circumstances(actor=given.anna, at=NOON)):
            panels = (today(given.anna, day=day), person(given.anna, given.person, day=day))
            assert all(bool(panel) is shown for panel in panels)
            if shown:
                texts = [render_to_string(each.template, each.context) for each in panels]
                assert "3 questionnaires" in texts[0]
                assert "Start a sitting" in texts[1]


@pytest.mark.parametrize(("late", "shown"), [(365, True), (366, False)])
def test_a_form_a_year_late_stands_with_its_person_alone(given, late, shown):
    from datetime import timedelta

    from desist.casework.access.circumstances import Circumstances, under
    from desist.casework.battery.queries.administration import list_due_about, list_first_due

    day = given.loneliness.due_on + timedelta(days=late)
    with under(Circumstances(actor=given.anna, at=NOON)):
        assert bool(list_first_due(given.anna, day=day)) is shown
        assert list_due_about(given.anna, given.person, day=day)


def test_pages_ask_the_database_at_most_fifteen_times(anna, given, django_assert_max_num_queries):
    for address in (
        f"/battery/of/{given.person.public_id}",
        f"/battery/{given.loneliness.public_id}",
    ):
        with django_assert_max_num_queries(22):  # with the brackets of transactions
            assert anna.get(address).status_code == 200
