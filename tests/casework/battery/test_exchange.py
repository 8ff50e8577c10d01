"""Answers leave under pseudonyms and come in against our own questionnaire; the trail says so."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.actions.typing import correct_answers, type_answers
from desist.casework.battery.models import Administration
from desist.casework.battery.queries import administrations_of
from desist.documents.exchange.redcap_check import data_faults, dictionary_faults
from desist.documents.exchange.response_check import answers_in, response_faults
from tests.casework.people import NOON

ON = NOON.date()


@pytest.fixture
def answered(given):
    """One form typed in whole, one scored elsewhere."""
    for held, mode, values in (
        (given.loneliness, "typed", {str(item): "2" for item in range(1, 21)}),
        (given.response, "scale_scores", {"under-assertiveness": "11"}),
    ):
        for _ in range(2):
            type_answers(
                administration=Administration.objects.get(pk=held.pk), mode=mode,
                form_order=held.form_order, answered_on=ON, values=values, by=given.anna, at=NOON,
            )  # fmt: skip
    return given


def export(folder, **more):
    given = {"email": "anna@example.org", "recipient": "Research", "out": folder} | more
    call_command("export_answers", stdout=io.StringIO(), **given)
    return {each.name: each.read_text() for each in folder.iterdir()}


def test_fhir_responses_hold_answers_and_no_name_and_answer_their_questionnaire(answered, tmp_path):
    files = export(tmp_path)
    (response,) = [each["resource"] for each in json.loads(files["responses.json"])["entry"]]
    order = answered.loneliness.form_order
    asked = json.loads(files[f"questionnaire-ucla-loneliness-1980-{order}-v1.json"])
    assert list(response_faults(response, asked)) == []
    assert set(answers_in(response).values()) == {2}
    for hidden in ("Jordan", "Example", answered.person.crn, str(answered.person.public_id)):
        assert hidden not in "".join(files.values())
    event = AuditEvent.objects.filter(verb="battery.export").first()
    assert event.kind == "disclosure"
    assert event.recipient == "Research"
    assert answered.person.reference in event.objects_json


def test_a_corrected_form_is_amended(answered, tmp_path):
    held = Administration.objects.get(pk=answered.loneliness.pk)
    correct_answers(administration=held, values={"1": "4"}, because="x", by=answered.anna, at=NOON)
    (entry,) = json.loads(export(tmp_path)["responses.json"])["entry"]
    assert entry["resource"]["status"] == "amended"
    assert answers_in(entry["resource"])[1] == 4


def test_redcap_files_pass_their_rules_and_hold_answers_and_scores(answered, tmp_path):
    files = export(tmp_path, format="redcap")
    assert list(dictionary_faults(files["dictionary.csv"])) == []
    assert list(data_faults(files["data.csv"], dictionary=files["dictionary.csv"])) == []
    (row,) = csv.DictReader(io.StringIO(files["data.csv"]))
    assert row["redcap_event_name"] == "start_arm_1"
    assert row["uclaloneli1980_01"] == "2"
    assert row["sri_s_under_assertiveness"] == "11"
    assert row["ucla_loneliness_1980_complete"] == "2"
    assert float(row["uclaloneli1980_s_total"]) == 50
    """Ten items reversed of twenty, all answered 2 of 4: 10 * 2 + 10 * 3."""


@pytest.mark.parametrize(
    ("roles", "north"),
    [((Role.REFERRER,), True), ((Role.EVALUATOR,), True), ((Role.ASSESSOR,), False)],
)
def test_whoever_may_not_read_answers_exports_none(world, answered, tmp_path, roles, north):
    world.member("them", *roles, region=world.north if north else world.south)
    with pytest.raises(CommandError, match="nothing that this person may export"):
        export(tmp_path, email="them@example.org")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_or_a_stranger_is_refused(answered, tmp_path):
    (tmp_path / "kept").write_text("x")
    with pytest.raises(CommandError, match="empty folder"):
        export(tmp_path)
    with pytest.raises(CommandError, match="nobody signs in so"):
        export(tmp_path, email="nobody@example.org")


def plan_end(given):
    plan_point(
        referral=given.referral, point="end", instruments=("ucla-loneliness-1980",), due_on=ON,
        by=given.anna, at=NOON,
    )  # fmt: skip
    return Administration.objects.get(point="end")


def take(given, path, form):
    call_command(
        "import_answers", str(path), form=form.public_id, email="anna@example.org",
        stdout=io.StringIO(),
    )  # fmt: skip


def test_a_response_comes_in_once_and_only_where_it_answers_our_form(answered, tmp_path):
    (entry,) = json.loads(export(tmp_path)["responses.json"])["entry"]
    end = plan_end(answered)
    path = tmp_path / "response.json"
    path.write_text(json.dumps(entry["resource"]))
    with pytest.raises(CommandError, match="this is checked against"):
        take(answered, path, answered.locus)
    take(answered, path, end)
    (value,) = administrations_of(answered.referral)["end"]
    assert set(value.responses.values()) == {2}
    with pytest.raises(CommandError, match="no such form"):
        take(answered, path, end)
    with pytest.raises(CommandError, match="no such form"):
        take(answered, path, answered.loneliness)


def test_a_broken_or_unfinished_response_is_refused_and_nothing_is_taken(answered, tmp_path):
    (entry,) = json.loads(export(tmp_path)["responses.json"])["entry"]
    path, record = tmp_path / "response.json", entry["resource"]
    end = plan_end(answered)
    for change, said in (
        ({"status": "in-progress"}, "not completed"),
        ({"status": "bogus"}, "is 'bogus'"),
        ({"questionnaire": "urn:x|1"}, "checked against"),
    ):
        path.write_text(json.dumps(record | change))
        with pytest.raises(CommandError, match=said):
            take(answered, path, end)
    assert Administration.objects.get(pk=end.pk).state == "planned"
