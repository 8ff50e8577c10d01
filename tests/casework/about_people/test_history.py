"""History: every change of every record, before and after, by whom, in the fields one may read."""

from datetime import date

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.people.actions import (
    change_person,
    change_sentence,
    record_sentence,
    state_equality,
)
from desist.casework.people.history import changes_of
from desist.casework.records.editable import amend, as_amended, keep_one
from tests.casework.about_people.records_of_a_person import EQUALITY, SENTENCE
from tests.casework.people import INSTALLATION, NOON

BY = {"by": INSTALLATION, "at": NOON}


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def person(world, rita):
    return world.person(practitioner=rita)


def test_a_change_shows_what_was_before_and_who_saved_it(person, rita):
    sentence = record_sentence(person=person, values=SENTENCE, **BY)
    values = {"ends_on": date(2027, 1, 2), "nation": "england"}
    later = timezone.now()
    change_sentence(sentence=sentence, read_version=1, values=values, by=rita, at=later)
    newest, *earlier = changes_of(rita, person)
    assert (newest.what, newest.who, newest.at) == ("Sentence", "Rita", later)
    assert [(each.label, each.before, each.after) for each in newest.rows] == [
        ("Nation", "Wales", "England"),
        ("Ends on", newest.rows[1].before, "2 January 2027"),
    ]
    assert {each.what for each in earlier if each.is_first} == {"Sentence", "Person"}


def test_every_state_is_there_even_one_that_was_changed_back(person, rita):
    for version, name in enumerate(("Smith", "Jones", "Smith"), start=1):
        values = {"last_name": name}
        change_person(person=person, read_version=version, values=values, by=rita, at=NOON)
    states = [row for each in changes_of(rita, person) for row in each.rows]
    names = [(row.before, row.after) for row in states if row.label == "Last name"]
    assert set(names) == {("", "Example"), ("Example", "Smith"), ("Smith", "Jones"),
                          ("Jones", "Smith")}  # fmt: skip


def test_every_kind_of_record_has_its_place(world, person, rita):
    found = {each.what for each in changes_of(rita, person)}
    assert found == {"Person"}
    from tests.casework.about_people import records_of_a_person

    records_of_a_person.fill(person, other=world.person(practitioner=rita))
    assert len({each.what for each in changes_of(rita, person)}) == 11


def test_a_class_that_one_does_not_read_is_left_out(world, person):
    state_equality(person=person, read_version=0, values=EQUALITY, **BY)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    assert "Equality questions" not in {each.what for each in changes_of(mona, person)}


def test_names_of_staff_and_units_are_shown_and_numbers_are_not(person, rita):
    (change,) = changes_of(rita, person)
    shown = {row.label: row.after for row in change.rows}
    assert shown["Team"] == "Quayside"
    assert shown["Practitioner"] == "Rita"
    assert "Crn copy" not in shown


def test_checking_a_change_beforehand_changes_nothing(person):
    ahead = as_amended(person, {"last_name": "Other"})
    assert (ahead.last_name, person.last_name) == ("Other", "Example")


def test_one_record_is_kept_even_when_stated_twice_in_one_breath(person, rita):
    from desist.casework.people.models import Equality
    from desist.casework.records.editable import StaleVersion

    first, _ = keep_one(
        Equality(person=person, **EQUALITY), about="person", read_version=0, values=EQUALITY, **BY
    )
    other = EQUALITY | {"religion": "none"}
    with pytest.raises(StaleVersion) as stale:
        keep_one(
            Equality(person=person, **other), about="person", read_version=0, values=other, **BY
        )
    assert stale.value.stored == first
    assert amend(first, read_version=1, values=other, **BY) == ("religion",)
