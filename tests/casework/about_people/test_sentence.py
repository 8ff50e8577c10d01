"""Sentences: which order holds on a day, and which requirement can be enforced."""

from datetime import date

import pytest
from django.db import IntegrityError

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.people.actions import change_sentence, exclude, record_sentence
from desist.casework.people.models import Sentence
from desist.casework.people.period import DatesOutOfOrder
from desist.casework.people.queries import nation_on, requirement_in_force, sentence_in_force
from desist.casework.records.editable import StaleVersion
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

BY = {"by": INSTALLATION, "at": NOON}
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def values(**given):
    return {
        "order": "community_order", "requirement": "programme_requirement", "number": "2",
        "nation": "wales", "begins_on": FIRST, "ends_on": LAST, "source": "court",
    } | given  # fmt: skip


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def person(world, rita):
    return world.person(practitioner=rita)


@pytest.mark.parametrize(
    ("given", "on", "holds"),
    [
        ({}, date(2025, 12, 31), False),
        ({}, FIRST, True),
        ({}, LAST, True),
        ({}, date(2028, 1, 1), False),
        ({"ends_on": None}, date(2090, 1, 1), True),
        ({"terminated_on": date(2026, 6, 1)}, date(2026, 5, 31), True),
        ({"terminated_on": date(2026, 6, 1)}, date(2026, 6, 1), False),
        ({"requirement": "none"}, FIRST, False),
        ({"order": "voluntary"}, FIRST, False),
    ],
)
def test_a_requirement_is_in_force_from_its_first_day_to_its_last(person, given, on, holds):
    record_sentence(person=person, values=values(**given), **BY)
    assert (requirement_in_force(person, on) is not None) is holds


def test_of_several_the_one_that_names_a_programme_counts_then_the_longest(person):
    licence = {"order": "licence", "requirement": "licence_condition"}
    record_sentence(person=person, values=values(**licence, ends_on=None), **BY)
    record_sentence(person=person, values=values(ends_on=date(2026, 6, 30)), **BY)
    longest = record_sentence(person=person, values=values(nation="england"), **BY)
    assert requirement_in_force(person, FIRST) == longest
    assert requirement_in_force(person, date(2030, 1, 1)).order == "licence"


def test_an_order_without_requirement_is_in_force_but_nothing_can_be_asked(person):
    held = record_sentence(person=person, values=values(requirement="none"), **BY)
    assert sentence_in_force(person, FIRST) == held
    assert requirement_in_force(person, FIRST) is None


def test_the_nation_is_that_of_the_sentence_or_of_the_latest_before(person):
    assert nation_on(person, FIRST) is None
    record_sentence(person=person, values=values(), **BY)
    assert nation_on(person, date(2025, 1, 1)) is None
    assert nation_on(person, FIRST) == "wales"
    assert nation_on(person, date(2029, 1, 1)) == "wales"


def test_days_are_left_until_the_last_day_and_never_below_none(person):
    sentence = record_sentence(person=person, values=values(), **BY)
    assert sentence.days_left(date(2027, 12, 1)) == 30
    assert sentence.days_left(date(2028, 2, 1)) == 0
    assert Sentence(begins_on=FIRST).days_left(FIRST) is None


@pytest.mark.parametrize("name", ["ends_on", "terminated_on"])
def test_an_end_before_the_beginning_is_refused_by_action_and_by_database(person, name):
    wrong = {name: date(2025, 1, 1)}
    with pytest.raises(DatesOutOfOrder):
        record_sentence(person=person, values=values(**wrong), **BY)
    sentence = record_sentence(person=person, values=values(), **BY)
    with pytest.raises(DatesOutOfOrder):
        change_sentence(sentence=sentence, read_version=1, values=wrong, **BY)
    with pytest.raises(IntegrityError):
        Sentence.objects.filter(pk=sentence.pk).update(**wrong)


def test_a_change_keeps_the_earlier_state_and_a_stale_one_is_refused(person, rita):
    sentence = record_sentence(person=person, values=values(), by=rita, at=NOON)
    ended = {"terminated_on": date(2026, 9, 1), "terminated_because": "revoked"}
    change_sentence(sentence=sentence, read_version=1, values=ended, by=rita, at=NOON)
    stale = Sentence.objects.get()
    with pytest.raises(StaleVersion):
        change_sentence(sentence=stale, read_version=1, values={"number": "9"}, by=rita, at=NOON)
    assert [each.number for each in sentence.revisions.all()] == [2, 1]
    assert "revoked" not in str(AuditEvent.objects.values_list())


def excluded(world, person):
    user = world.member("mona", Role.MANAGER, region=world.north)
    exclude(person=person, user=user, reason="kin", on=LONG_AGO, **BY)
    return user


WHO = {
    "practitioner": (True, lambda _, person: person.practitioner),
    "another practitioner": (False, lambda world, _: world.member("otto", Role.REFERRER)),
    "manager": (True, lambda world, _: world.member("mona", Role.MANAGER, region=world.north)),
    "far manager": (False, lambda world, _: world.member("saul", Role.MANAGER, region=world.south)),
    "assessor": (False, lambda world, _: world.member("anna", Role.ASSESSOR, region=world.north)),
    "auditor": (False, lambda world, _: world.member("aude", Role.AUDITOR)),
    "excluded manager": (False, excluded),
}


@pytest.mark.parametrize("who", WHO)
def test_the_practitioner_and_the_manager_in_reach_record_and_change(world, person, who):
    allowed, find = WHO[who]
    sentence = record_sentence(person=person, values=values(), **BY)
    user = find(world, person)
    acts = (
        lambda: record_sentence(person=person, values=values(), by=user, at=NOON),
        lambda: change_sentence(
            sentence=sentence, read_version=1, values={"number": "7"}, by=user, at=NOON
        ),
    )
    for act in acts:
        if allowed:
            assert act().person == person
        else:
            with pytest.raises(Refused):
                act()
