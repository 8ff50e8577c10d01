"""REDCap: our dictionary, events, mapping and data pass the rules; what breaks a rule is named."""

import csv
import io
from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.documents.exchange.redcap_check import (
    data_faults,
    dictionary_faults,
    dictionary_warnings,
)
from desist.documents.exchange.redcap_data import FilledForm, data_of
from desist.documents.exchange.redcap_dictionary import (
    HEADERS,
    Field,
    Form,
    dictionary_of,
    event_name,
    events_of,
    mapping_of,
    table,
)
from desist.programme.instrument import Instrument

ON = date(2026, 3, 2)
INSTRUMENTS = load_catalogue().all_in_force(Instrument, on=ON, adoptions=EVERYTHING)
FORMS = [Form(instrument=each, order=(*each.scorable_orders, None)[0]) for each in INSTRUMENTS]
POINTS = ("start", "middle", "end", "follow_up")
DICTIONARY = dictionary_of(FORMS)
EVENTS = [event_name(each) for each in POINTS]


def test_a_dictionary_of_the_whole_catalogue_breaks_no_rule_and_earns_no_warning():
    assert list(dictionary_faults(DICTIONARY)) == []
    assert list(dictionary_warnings(DICTIONARY)) == []
    rows = list(csv.reader(io.StringIO(DICTIONARY)))
    assert tuple(rows[0]) == HEADERS
    assert {len(row) for row in rows} == {18}
    assert not DICTIONARY.startswith("\ufeff")
    assert '""' not in DICTIONARY
    assert "\r" not in DICTIONARY


def test_labels_are_numbers_and_codes_so_that_no_item_text_leaves():
    bis = next(row for row in csv.DictReader(io.StringIO(DICTIONARY))
               if row[HEADERS[0]] == "bis11_01")  # fmt: skip
    assert bis["Field Label"] == "Item 1"
    assert bis[HEADERS[5]] == "1, 1 | 2, 2 | 3, 3 | 4, 4"
    assert bis["Field Annotation"] == "@READONLY"
    assert not any(row["Identifier?"] for row in csv.DictReader(io.StringIO(DICTIONARY)))


def test_events_and_their_forms():
    assert events_of(POINTS).splitlines()[-1] == "Followup,1,followup_arm_1"
    mapping = mapping_of(POINTS, FORMS[:2]).splitlines()
    assert mapping[0] == "arm_num,unique_event_name,form"
    assert mapping[1] == "1,start_arm_1,person"
    assert len(mapping) == 1 + 1 + 4 * 2


def filled():
    for form in FORMS:
        order = form.order
        if order:
            answers = {
                number: order.minimum for number in range(1, order.items + 1)
                if order.takes(order.minimum) and number != 2
            }  # fmt: skip
            yield FilledForm(pseudonym="p1", point="start", form=form, completed=True,
                             answers=answers)  # fmt: skip
        else:
            scores = {each.id: 3.5 for each in form.instrument.scale}
            yield FilledForm(pseudonym="p2", point="end", form=form, completed=False,
                             scores=scores)  # fmt: skip


def test_data_have_exactly_the_columns_of_the_dictionary_and_break_no_rule():
    data = data_of(filled(), FORMS)
    assert list(data_faults(data, dictionary=DICTIONARY, events=EVENTS)) == []
    rows = list(csv.DictReader(io.StringIO(data)))
    assert [row["record_id"] for row in rows] == ["p1", "p2"]
    assert rows[0]["bis11_01"] == "1"
    assert rows[0]["bis11_02"] == ""
    assert rows[0]["bis_11_complete"] == "2"
    assert rows[1]["pds_complete"] == "0"
    assert rows[1]["pds_s_impression_managemen"] == "3.5"


def dictionary(*fields):
    first = Field(name="record_id", form="person", kind="text", label="x")
    return table(HEADERS, [each.row() for each in (first, *fields)])


def radio(**changes):
    given = {"name": "a", "form": "f", "kind": "radio", "label": "x", "choices": "0, no | 1, yes"}
    return Field(**given | changes)


def with_cell(column, value):
    rows = list(csv.reader(io.StringIO(dictionary(radio()))))
    rows[2][HEADERS.index(column)] = value
    return table(rows[0], rows[1:])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "18 columns"),
        ("a,b\n", "18 columns"),
        (table(HEADERS, [radio().row()]), "is radio"),
        (dictionary(radio(), radio()), "stands twice"),
        (dictionary(radio(name="1a")), "name is '1a'"),
        (dictionary(radio(form="F")), "form is 'F'"),
        (dictionary(radio(kind="radoi")), "of type 'radoi'"),
        (dictionary(radio(choices="")), "offers no choices"),
        (dictionary(radio(choices="0, no | 0, yes")), "code 0 twice"),
        (dictionary(radio(kind="calc", choices="")), "calculates nothing"),
        (dictionary(radio(), radio(name="b", form="g"), radio(name="c")), "is torn"),
        (dictionary(radio(kind="text", choices="", validation="integer", lowest="x")), "low is"),
        (dictionary(radio(kind="text", choices="", validation="date_ymd", highest="2026-02-30")),
         "high is"),
        (with_cell("Identifier?", "yes"), "identifier is"),
        (with_cell("Custom Alignment", "XX"), "aligned"),
        (with_cell("Branching Logic (Show field only if...)", "[zz] = '1'"), "branches on zz"),
    ],
)  # fmt: skip
def test_what_redcap_refuses_in_a_dictionary_is_named(text, named):
    faults = list(dictionary_faults(text))
    assert any(named in f"{each.path} {each.problem}" for each in faults), faults


def matrix(name, choices, kind="radio"):
    rows = list(csv.reader(io.StringIO(dictionary(radio(name=name, choices=choices, kind=kind)))))
    rows[2][HEADERS.index("Matrix Group Name")] = "m"
    return rows[2]


def test_a_matrix_has_one_set_of_choices_and_radios_or_ticks_alone():
    rows = list(csv.reader(io.StringIO(dictionary())))
    several = table(HEADERS, [rows[1], matrix("a", "0, no | 1, yes"), matrix("b", "0, no")])
    assert any("several sets" in each.problem for each in dictionary_faults(several))
    text = table(HEADERS, [rows[1], matrix("a", "", kind="text")])
    assert any("in a matrix as text" in each.problem for each in dictionary_faults(text))


def test_what_redcap_takes_and_drops_later_is_a_warning():
    names = ("a" * 27, "a__b", "a_")
    given = dictionary(*(radio(name=name) for name in names))
    assert list(dictionary_faults(given)) == []
    assert [each.path for each in dictionary_warnings(given)] == list(names)
    (warning,) = dictionary_warnings("\ufeff" + dictionary())
    assert "byte order" in warning.problem


DATA = "record_id,redcap_event_name,a,b___1,b____2,n,d,f_complete\n"
FIELDS = (
    radio(), radio(name="b", kind="checkbox", choices="1, x | -2, y"),
    radio(name="n", kind="text", choices="", validation="number"),
    radio(name="d", kind="text", choices="", validation="date_ymd"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("p1,start_arm_1,1,1,0,-2.5,2026-03-02,2", ""),
        ("p1,start_arm_1,,,,,,", ""),
        ("p1,start_arm_1,yes,,,,,", "a is 'yes'"),
        ("p1,start_arm_1,2,,,,,", "a is '2'"),
        ("p1,start_arm_1,,TRUE,,,,", "b___1 is 'TRUE'"),
        ("p1,start_arm_1,,,,NA,,", "n is 'NA'"),
        ('p1,start_arm_1,,,,"2,5",,', "n is '2,5'"),
        ("p1,start_arm_1,,,,,02/03/2026,", "d is '02/03/2026'"),
        ("p1,start_arm_1,,,,,,3", "f_complete is '3'"),
        ("p1,nowhere_arm_1,,,,,,", "event 'nowhere_arm_1'"),
        (",start_arm_1,,,,,,", "has no record_id"),
        ("p1,start_arm_1,,,,,,\np1,start_arm_1,,,,,,", "stands twice"),
    ],
)
def test_what_redcap_refuses_in_data_is_named(row, named):
    given = dictionary(*FIELDS)
    faults = list(data_faults(DATA + row + "\n", dictionary=given, events=EVENTS))
    said = [f"{each.path} {each.problem}" for each in faults]
    assert any(named in each for each in said) if named else not said, said


def test_an_unknown_column_is_named():
    (fault,) = data_faults("record_id,zz\np1,1\n", dictionary=dictionary())
    assert fault.path == "zz"
