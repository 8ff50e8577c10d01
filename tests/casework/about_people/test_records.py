"""Records of every kind through their pages: recorded, changed, refused beside the field."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.people import actions
from desist.casework.people.models import (
    Arrangement,
    Condition,
    Equality,
    LearningScreen,
    Mappa,
    OtherName,
    Sentence,
    Whereabouts,
)
from tests.casework.about_people import records_of_a_person as held
from tests.casework.people import INSTALLATION, NOON

BY = {"by": INSTALLATION, "at": NOON}


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def person(world, rita):
    return world.person(practitioner=rita)


def typed(values, **given):
    """Values as a browser sends them: dates in three boxes, several codes in a list."""
    sent = {"operation": str(uuid4())}
    for name, value in (values | given).items():
        if isinstance(value, date):
            sent |= {f"{name}-day": value.day, f"{name}-month": value.month}
            sent[f"{name}-year"] = value.year
        elif name in ("at_risk", "access", "available"):
            sent[f"{name}[]"] = value.split()
        elif value is not None:
            sent[name] = str(value)
    return sent


def model(name):
    return apps.get_model("people", name)


@pytest.mark.parametrize(
    ("kind", "values", "name"),
    [
        ("sentence", held.SENTENCE, "Sentence"),
        ("whereabouts", held.WHEREABOUTS, "Whereabouts"),
        ("mappa", held.MAPPA, "Mappa"),
        ("harm", held.HARM, "HarmAssessment"),
        ("condition", held.CONDITION, "Condition"),
        ("arrangement", held.ARRANGEMENT, "Arrangement"),
        ("responsivity", held.RESPONSIVITY, "Responsivity"),
        ("equality", held.EQUALITY, "Equality"),
        ("screen", held.SCREEN, "LearningScreen"),
        ("judgement", held.JUDGEMENT, "LearningScreen"),
    ],
)
def test_what_is_typed_is_what_is_stored_and_once(signed_in, rita, person, kind, values, name):
    browser, sent = signed_in(rita), typed(values)
    for _ in range(2):
        answer = browser.post(f"/people/of/{person.public_id}/{kind}", sent)
        assert answer.status_code == 302, answer.text
    stored = model(name).objects.get()
    assert {field: getattr(stored, field) for field in values} == values
    assert browser.get(f"/people/of/{person.public_id}").status_code == 200


@pytest.mark.parametrize(
    ("kind", "values", "wrong", "beside"),
    [
        ("sentence", held.SENTENCE, {"ends_on": date(2025, 1, 1)}, "ends_on"),
        ("sentence", held.SENTENCE, {"order": "voluntary"}, "requirement"),
        ("sentence", held.SENTENCE, {"order": "nonsense"}, "order"),
        ("sentence", held.SENTENCE, {"number": "9" * 21}, "number"),
        ("sentence", held.SENTENCE, {"number": "1\u202e2"}, "number"),
        ("whereabouts", held.WHEREABOUTS, {"begins_on": date(2999, 1, 1)}, "begins_on"),
        ("mappa", held.MAPPA, {"level": ""}, "level"),
        ("mappa", held.MAPPA, {"category": "0"}, "level"),
        ("harm", held.HARM, {"at_risk": "children everybody"}, "at_risk"),
        ("harm", held.HARM, {"because": "\x00"}, "because"),
        ("condition", held.CONDITION, {"whom_or_where": "Annabel"}, "whom_or_where"),
        ("condition", held.CONDITION, {"whom_or_where": ""}, "whom_or_where"),
        ("arrangement", held.ARRANGEMENT, {"travel_minutes": "9" * 90}, "travel_minutes"),
        ("arrangement", held.ARRANGEMENT, {"travel_minutes": "-1"}, "travel_minutes"),
        ("arrangement", held.ARRANGEMENT, {"travel_minutes": "٣"}, "travel_minutes"),
        ("arrangement", held.ARRANGEMENT, {"available": "monday_night"}, "available"),
        ("arrangement", held.ARRANGEMENT, {"language": ""}, "language"),
        ("screen", held.SCREEN, {"score": "four"}, "score"),
        ("location", {"wish": "preferred"}, {"unit": str(uuid4())}, "unit"),
        ("kept-apart", held.APART, {"other": "X999999"}, "other"),
        ("kept-apart", held.APART, {"other": "X000001"}, "other"),
        ("name", {"full_name": "x" * 201}, {}, "full_name"),
    ],
)
def test_wrong_input_gets_a_message_beside_its_field(
    signed_in, rita, person, kind, values, wrong, beside
):
    sent = typed(values, **wrong)
    answer = signed_in(rita).post(f"/people/of/{person.public_id}/{kind}", sent)
    assert answer.status_code == 200
    assert f'id="{beside}-error"' in answer.text
    assert f'href="#{beside}' in answer.text


@pytest.mark.parametrize("kind", ["nonsense", "people", "x" * 500])
def test_a_kind_that_there_is_not_does_not_exist(signed_in, rita, person, kind):
    browser = signed_in(rita)
    assert browser.get(f"/people/of/{person.public_id}/{kind}").status_code == 404
    assert browser.get(f"/people/record/{kind}/{person.public_id}").status_code == 404


def test_a_record_is_not_reached_under_the_name_of_another_kind(signed_in, rita, person):
    sentence = actions.record_sentence(person=person, values=held.SENTENCE, **BY)
    browser = signed_in(rita)
    assert browser.get(f"/people/record/sentence/{sentence.public_id}").status_code == 200
    assert browser.get(f"/people/record/mappa/{sentence.public_id}").status_code == 404
    assert browser.get(f"/people/record/screen/{sentence.public_id}").status_code == 404


def test_a_termination_has_a_day_and_a_reason(signed_in, rita, person):
    sentence = actions.record_sentence(person=person, values=held.SENTENCE, **BY)
    browser, address = signed_in(rita), f"/people/record/sentence/{sentence.public_id}"
    day = date(2026, 6, 1)
    for given, beside in (
        ({"terminated_on": day}, "terminated_because"),
        ({"terminated_because": "revoked"}, "terminated_on"),
    ):
        answer = browser.post(address, typed(held.SENTENCE, read_version=1, **given))
        assert f'id="{beside}-error"' in answer.text
    both = {"terminated_on": day, "terminated_because": "revoked"}
    assert browser.post(address, typed(held.SENTENCE, read_version=1, **both)).status_code == 302
    assert Sentence.objects.get().terminated_on == day


def test_an_impossible_overlap_is_said_beside_the_first_day(signed_in, rita, person):
    actions.record_whereabouts(person=person, values=held.WHEREABOUTS, **BY)
    sent = typed(held.WHEREABOUTS, begins_on=date(2025, 4, 1))
    answer = signed_in(rita).post(f"/people/of/{person.public_id}/whereabouts", sent)
    assert 'id="begins_on-error"' in answer.text
    assert Whereabouts.objects.count() == 1


def test_saving_too_late_shows_both_versions_and_loses_neither(signed_in, rita, person):
    condition = actions.record_condition(person=person, values=held.CONDITION, **BY)
    theirs = {"wording": "By letter through a solicitor alone."}
    actions.change_condition(condition=condition, read_version=1, values=theirs, **BY)
    browser, address = signed_in(rita), f"/people/record/condition/{condition.public_id}"
    mine = typed(held.CONDITION, read_version=1, wording="Not at all.")
    late = browser.post(address, mine)
    assert late.status_code == 409
    assert "By letter through a solicitor alone." in late.text
    assert "Not at all." in late.text
    again = mine | {"read_version": 2, "operation": str(uuid4())}
    assert browser.post(address, again).status_code == 302
    assert Condition.objects.get().wording == "Not at all."


def test_two_first_statements_do_not_both_become_records(signed_in, rita, person):
    actions.state_arrangement(person=person, read_version=0, values=held.ARRANGEMENT, **BY)
    mine = typed(held.ARRANGEMENT, travel_minutes=10)
    late = signed_in(rita).post(f"/people/of/{person.public_id}/arrangement", mine)
    assert late.status_code == 409
    assert "45" in late.text
    assert Arrangement.objects.count() == 1


def test_a_statement_is_prefilled_and_stated_anew(signed_in, rita, person):
    actions.state_arrangement(person=person, read_version=0, values=held.ARRANGEMENT, **BY)
    browser, address = signed_in(rita), f"/people/of/{person.public_id}/arrangement"
    page = browser.get(address).text
    assert "The last bus leaves" in page
    assert 'value="tuesday_evening" checked' in page
    new = typed(held.ARRANGEMENT, read_version=1, available="", travel_minutes=None)
    assert browser.post(address, new).status_code == 302
    stored = Arrangement.objects.get()
    assert (stored.available, stored.travel_minutes, stored.version) == ("", None, 2)


def test_another_name_is_recorded_on_its_page(signed_in, rita, person):
    sent = {"full_name": "Dick Turpentine", "operation": str(uuid4())}
    browser = signed_in(rita)
    for _ in range(2):
        assert browser.post(f"/people/of/{person.public_id}/name", sent).status_code == 302
    assert OtherName.objects.get().full_name == "Dick Turpentine"


def test_answers_stand_encrypted_and_nowhere_in_the_trail(person):
    from django.db import connection

    actions.state_equality(person=person, read_version=0, values=held.EQUALITY, **BY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT religion FROM people_equality")
        assert cursor.fetchone()[0].startswith("v1.")
    assert Equality.objects.get().religion == "declined"
    assert "declined" not in str(AuditEvent.objects.values_list())


def test_a_score_is_judged_by_the_rule_and_a_human_judgement_stands(person):
    from desist.casework.people.queries import learning_screen_of

    assert learning_screen_of(person) is None
    for score, outcome in ((2, "negative"), (3, "positive")):
        values = held.SCREEN | {"score": score}
        screen = actions.screen_learning(person=person, values=values, **BY)
        assert (screen.outcome, screen.rule) == (outcome, "ldc-screen v1")
        assert learning_screen_of(person) == outcome
    actions.judge_learning(person=person, values=held.JUDGEMENT, **BY)
    later = {"score": 9, "screened_on": date(2026, 3, 1)}
    actions.screen_learning(person=person, values=held.SCREEN | later, **BY)
    assert learning_screen_of(person) == "negative"
    assert LearningScreen.objects.count() == 4


WHO_READS = {
    # health, equality, protection, arrangements
    Role.REFERRER: (True, True, True, True),
    Role.MANAGER: (True, False, True, True),
    Role.ASSESSOR: (True, False, True, True),
    Role.FACILITATOR: (True, False, True, True),
    Role.PROGRAMME_ADMINISTRATOR: (False, False, False, True),
}


@pytest.mark.parametrize("role", WHO_READS)
def test_details_and_history_show_each_role_what_its_work_needs(world, person, rita, role):
    held.fill(person, other=world.person(practitioner=rita))
    user = rita if role is Role.REFERRER else world.member(role.value, role, region=world.north)
    if role is Role.FACILITATOR:
        world.on_caseload(user, person)
    browser = world.browser(Client(), user)
    words = ("quiet seat", "Declined to say", "A.B.", "Polish")
    for address in ("", "/history"):
        page = browser.get(f"/people/of/{person.public_id}{address}").text
        assert tuple(each in page for each in words) == WHO_READS[role], address


def test_the_bar_marks_no_contact_and_restriction_while_they_hold(world, signed_in, person, rita):
    today = timezone.localdate()
    values = held.CONDITION | {"ends_on": today - timedelta(days=1)}
    condition = actions.record_condition(person=person, values=values, **BY)
    browser, address = signed_in(rita), f"/person/{person.public_id}"
    assert "No-contact condition" not in browser.get(address).text
    given = {"read_version": 1, "values": {"ends_on": today}}
    actions.change_condition(condition=condition, **given, **BY)
    actions.restrict_to(person=person, user=rita, reason="staff", on=today, **BY)
    page = browser.get(address).text
    assert "No-contact condition" in page
    assert "Restricted" in page
    assert Mappa.objects.count() == 0
