"""Responses: what we write passes; what does not answer the questionnaire is named."""

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.documents.exchange.questionnaire import questionnaire_of
from desist.documents.exchange.response import STATUSES, GivenAnswers, response_of
from desist.documents.exchange.response_check import answers_in, response_faults
from desist.programme.instrument import Instrument

ON = date(2026, 3, 2)
INSTRUMENT = load_catalogue().in_force(Instrument, "gad-7", on=ON, adoptions=EVERYTHING)
(ORDER,) = INSTRUMENT.scorable_orders
ASKED = questionnaire_of(INSTRUMENT, ORDER, on=ON)
ANSWERS = {1: 3, 2: 0, 4: 2, 7: 1}


def response(**changes):
    given = {
        "pseudonym": "p-1", "status": "completed",
        "authored": datetime(2026, 3, 2, 12, tzinfo=UTC), "answers": ANSWERS,
    }  # fmt: skip
    return response_of(GivenAnswers(**given | changes), instrument=INSTRUMENT, order=ORDER)


@pytest.mark.parametrize("status", STATUSES)
def test_what_we_write_passes_and_comes_back(status):
    record = response(status=status)
    assert list(response_faults(record, ASKED)) == []
    assert answers_in(record) == ANSWERS
    assert record["questionnaire"] == f"{ASKED['url']}|{ASKED['version']}"
    assert record["authored"].endswith("+00:00")


def test_a_library_reads_it_too():
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    QuestionnaireResponse.model_validate(response())


def test_an_unanswered_question_is_left_out_and_so_is_an_empty_group():
    links = [item["linkId"] for item in response()["item"][0]["item"]]
    assert links == ["1", "2", "4", "7"]
    assert "item" not in response(answers={}, status="stopped")


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        response(authored=datetime(2026, 3, 2, 12))  # noqa: DTZ001 - that is the fault


def changed(change):
    record = deepcopy(response())
    change(record, record["item"][0]["item"])
    return record


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda r, _: r.pop("status"), "status is missing"),
        (lambda r, _: r.update(status="bogus"), "status is 'bogus'"),
        (lambda r, _: r.update(authored="2026-03-02"), "authored"),
        (lambda r, _: r.update(authored="2026-02-30T12:00:00Z"), "authored"),
        (lambda r, _: r.update(colour=1), "colour"),
        (lambda r, _: r.update(questionnaire="urn:other|1"), "questionnaire"),
        (lambda _, i: i[0].update(item=[{"linkId": "x"}]), "qrs-1"),
        (lambda _, i: i[0].update(linkId="99"), "'99' is not asked here"),
        (lambda _, i: i.reverse(), "out of order"),
        (lambda _, i: i.insert(1, deepcopy(i[0])), "stands twice"),
        (lambda _, i: i[0].update(answer=[{"valueInteger": 3}]), "holds valueInteger"),
        (lambda _, i: i[0]["answer"][0]["valueCoding"].update(code="7"), "'7' is no option"),
        (lambda _, i: i[0]["answer"][0]["valueCoding"].update(system="urn:x"), "is no option"),
        (lambda _, i: i[0].update(answer=i[0]["answer"] * 2), "has 2 answers"),
        (lambda r, i: r.update(item=i), "is not asked here"),
        (lambda r, _: r["item"][0].update(answer=[{"valueString": "x"}]), "answers a group"),
    ],
)
def test_what_does_not_answer_the_questionnaire_is_named(change, named):
    faults = list(response_faults(changed(change), ASKED))
    assert any(named in f"{each.path} {each.problem}" for each in faults), faults


@pytest.mark.parametrize(("status", "waived"), [("completed", False), ("stopped", True)])
def test_a_required_answer_may_be_missing_while_it_is_stopped_only(status, waived):
    asked = deepcopy(ASKED)
    asked["item"][0]["item"][2]["required"] = True
    faults = list(response_faults(response(status=status), asked))
    assert (not faults) is waived
