"""Our questionnaires pass R4, ours and a library's reading; broken files are named; weights tie."""

from contextlib import suppress
from copy import deepcopy
from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.documents.exchange.item_weight import ITEMS, weight_of
from desist.documents.exchange.questionnaire import ITEM_WEIGHT, questionnaire_of
from desist.documents.exchange.questionnaire_check import questionnaire_faults
from desist.documents.exchange.questionnaire_reading import UnfitQuestionnaire, read_questionnaire
from desist.programme.instrument import Instrument

ON = date(2026, 3, 2)
CATALOGUE = load_catalogue()
KEYED = [
    (instrument, order)
    for instrument in CATALOGUE.all_in_force(Instrument, on=ON, adoptions=EVERYTHING)
    for order in instrument.scorable_orders
]
BOTH = pytest.mark.parametrize(("instrument", "order"), KEYED, ids=lambda each: each.id)


def held(id_):
    return next(pair for pair in KEYED if pair[0].id == id_)


def exported(id_="rosenberg", **more):
    instrument, order = held(id_)
    return questionnaire_of(instrument, order, on=ON, **more)


@BOTH
def test_every_form_of_the_catalogue_is_exported_as_r4_and_read_back(instrument, order):
    record = questionnaire_of(instrument, order, on=ON)
    assert list(questionnaire_faults(record)) == []
    wording = read_questionnaire(record, instrument=instrument, order=order)
    assert list(wording.items) == list(range(1, order.items + 1))
    for item in wording.items.values():
        assert [value for value, _ in item.options] == [
            value for value in range(order.minimum, order.maximum + 1) if order.takes(value)
        ]
        assert item.text == ""


@BOTH
def test_a_library_reads_every_export_too(instrument, order):
    from fhir.resources.R4B.questionnaire import Questionnaire

    Questionnaire.model_validate(questionnaire_of(instrument, order, on=ON))


@BOTH
def test_the_weight_of_an_answer_is_what_the_first_key_adds(instrument, order):
    from desist.programme.scoring import keyed_answer

    for key in order.key:
        scale = instrument.scale_called(key.scale)
        if scale.count_from is not None:
            continue
        for item in key.items:
            first = next(each for each in order.key if item in each.items)
            if first is key:
                for answer in (order.minimum, order.maximum):
                    keyed = keyed_answer(answer, item, key=key, scale=scale, order=order)
                    assert weight_of(item, answer, order) == keyed


def test_no_item_text_leaves_where_the_site_gave_none():
    record = exported("iri")
    items = next(each for each in record["item"] if each["linkId"] == ITEMS)["item"]
    assert all("text" not in each for each in items)
    assert [each["prefix"] for each in items] == [str(number) for number in range(1, 29)]


def spoil(**changes):
    """One item of a small questionnaire, changed."""
    item = {"linkId": "1", "type": "choice", "answerOption": [{"valueString": "a"}]} | changes
    return {
        "resourceType": "Questionnaire", "status": "active",
        "item": [{key: value for key, value in item.items() if value is not None}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({"resourceType": "Patient"}, "resourceType"),
        ([], "resourceType"),
        ({"resourceType": "Questionnaire"}, "status"),
        ({"resourceType": "Questionnaire", "status": "bogus-status"}, "status"),
        ({"resourceType": "Questionnaire", "status": "draft", "date": "2026-02-30"}, "date"),
        ({"resourceType": "Questionnaire", "status": "draft", "colour": 1}, "colour"),
        ({"resourceType": "Questionnaire", "status": "draft", "name": "bis 11"}, "que-0"),
        (spoil(type="group", answerOption=None), "que-1"),
        (spoil(type="display", answerOption=None, item=[]), "que-1"),
        (spoil(item=[{"linkId": "1", "type": "string"}]), "que-2"),
        (spoil(type="display", answerOption=None, code=[{}]), "que-3"),
        (spoil(answerValueSet="urn:x"), "que-4"),
        (spoil(type="boolean"), "que-5"),
        (spoil(type="display", answerOption=None, required=True), "que-6"),
        (spoil(enableWhen=[{"question": "2", "operator": "exists", "answerString": "x"}]), "que-7"),
        (spoil(type="group", answerOption=None, initial=[{}], item=[
            {"linkId": "2", "type": "string"}]), "que-8"),
        (spoil(type="display", answerOption=None, readOnly=True), "que-9"),
        (spoil(type="date", answerOption=None, maxLength=3), "que-10"),
        (spoil(initial=[{"valueString": "a"}]), "que-11"),
        (spoil(enableWhen=[{"operator": "="}, {"operator": "="}]), "que-12"),
        (spoil(type="string", answerOption=None, initial=[{}, {}]), "que-13"),
        (spoil(type="coding"), "item[0].type"),
        (spoil(linkId=None), "linkId"),
        (spoil(enableWhen=[{"operator": "~"}]), "operator"),
        (spoil(answerOption=[{"valueString": "a", "valueInteger": 1}]), "has 2 values"),
        (spoil(answerOption=[{"valueString": "a", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue",
             "valueDecimal": "1"}]}]), "not a number"),
        (spoil(surprise=1), "surprise"),
    ],
)  # fmt: skip
def test_what_breaks_r4_is_named(record, named):
    faults = list(questionnaire_faults(record))
    assert any(named in f"{each.path} {each.problem}" for each in faults), faults


def items_of(record):
    return record["item"][0]["item"]


def weigh(record, number, place, weight, url=None):
    option = items_of(record)[number - 1]["answerOption"][place]
    option["extension"][0]["valueDecimal"] = weight
    if url:
        option["extension"][0]["url"] = url
    return record


@pytest.mark.parametrize("url", [None, ITEM_WEIGHT])
def test_a_weight_that_differs_from_the_key_is_refused_with_both_named(url):
    instrument, order = held("rosenberg")
    right = items_of(exported())[0]["answerOption"][0]["extension"][0]["valueDecimal"]
    record = weigh(exported(), 1, 0, right + 1, url)
    with pytest.raises(UnfitQuestionnaire) as refused:
        read_questionnaire(record, instrument=instrument, order=order)
    (fault,) = refused.value.faults
    assert f"of the file is {right + 1}" in fault.problem
    assert f"gives {right}" in fault.problem
    assert f"rosenberg@{order.id}" in fault.problem


def test_the_other_printed_order_of_the_same_form_is_refused():
    instrument, order = held("rosenberg")
    other = next(each for each in instrument.scorable_orders if each.id != order.id)
    record = questionnaire_of(instrument, other, on=ON)
    with pytest.raises(UnfitQuestionnaire, match="of the file is"):
        read_questionnaire(record, instrument=instrument, order=order)


def test_a_weight_on_the_coding_counts_as_one_on_the_option():
    instrument, order = held("rosenberg")
    record = exported()
    option = items_of(record)[0]["answerOption"][0]
    option["valueCoding"]["extension"] = option.pop("extension")
    option["valueCoding"]["extension"][0]["valueDecimal"] = 99
    with pytest.raises(UnfitQuestionnaire, match="99"):
        read_questionnaire(record, instrument=instrument, order=order)


def worded(record, *, weights=True, prefix=True, codes=True):
    """As a site might hold it: our own words for a form that nobody owns."""
    for number, item in enumerate(items_of(record), start=1):
        item["text"] = f"Invented question {number}"
        if not prefix:
            del item["prefix"]
            item["linkId"] = f"q-{number}"
        for place, option in enumerate(item["answerOption"]):
            option["valueCoding"]["display"] = f"Answer {place}"
            if not codes:
                option["valueCoding"]["code"] = f"LA{place}"
            if not weights:
                option.pop("extension", None)
    record["item"] = record["item"][:1]
    record["copyright"] = "(c) nobody"
    return record


@pytest.mark.parametrize("weights", [True, False])
@pytest.mark.parametrize("prefix", [True, False])
@pytest.mark.parametrize("codes", [True, False])
def test_words_come_in_whatever_of_number_code_and_weight_the_file_carries(weights, prefix, codes):
    instrument, order = held("rosenberg")
    record = worded(exported(), weights=weights, prefix=prefix, codes=codes)
    wording = read_questionnaire(record, instrument=instrument, order=order)
    assert wording.items[7].text == "Invented question 7"
    assert wording.items[7].options[0] == (order.minimum, "Answer 0")
    assert wording.licence == "(c) nobody"


def test_items_that_stand_in_another_order_go_by_their_printed_number():
    instrument, order = held("rosenberg")
    record = worded(exported())
    items_of(record).reverse()
    wording = read_questionnaire(record, instrument=instrument, order=order)
    assert wording.items[1].text == "Invented question 1"


def test_a_question_or_an_answer_too_few_is_refused():
    instrument, order = held("rosenberg")
    short = exported()
    items_of(short).pop()
    with pytest.raises(UnfitQuestionnaire, match="asks 9 questions"):
        read_questionnaire(short, instrument=instrument, order=order)
    narrow = exported()
    items_of(narrow)[2]["answerOption"].pop()
    with pytest.raises(UnfitQuestionnaire, match="offers 3 answers"):
        read_questionnaire(narrow, instrument=instrument, order=order)


def test_reading_does_not_change_the_file():
    instrument, order = held("rosenberg")
    record = worded(exported())
    before = deepcopy(record)
    read_questionnaire(record, instrument=instrument, order=order)
    assert record == before


ODD = (None, 1, -0.5, True, "", "x", [], [1], ["x"], [[]], {}, {"a": 1}, [{}], [None])


def places_in(record, path=()):
    """Every place of a document, as a path."""
    yield path
    if isinstance(record, dict | list):
        steps = record.items() if isinstance(record, dict) else enumerate(record)
        for step, value in steps:
            yield from places_in(value, (*path, step))


def test_whatever_stands_anywhere_in_a_file_it_is_a_fault_and_never_a_crash():
    from desist.documents.exchange.response_check import response_faults

    instrument, order = held("gad-7")
    whole = exported("gad-7")
    whole["item"] = [{**whole["item"][0], "item": whole["item"][0]["item"][:2]}, whole["item"][1]]
    for place in list(places_in(whole))[1:]:
        for odd in ODD:
            record = deepcopy(whole)
            holder = record
            for step in place[:-1]:
                holder = holder[step]
            holder[place[-1]] = odd
            list(questionnaire_faults(record))
            with suppress(UnfitQuestionnaire):
                read_questionnaire(record, instrument=instrument, order=order)
            list(response_faults(record, whole))
            list(response_faults({**record, "resourceType": "QuestionnaireResponse"}, whole))
