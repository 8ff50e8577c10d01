"""People: found by name and CRN however spelt, registered, corrected, never revealed."""

from uuid import uuid4

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.actions.staff import appoint
from desist.casework.audit.models import AuditEvent
from desist.casework.people.actions import (
    add_other_name,
    break_glass,
    exclude,
    register_person,
)
from desist.casework.people.models import EmergencyAccess, Person, Search
from desist.casework.people.name_key import fold, sound
from desist.casework.people.queries import find_people, others_of_crn
from tests.casework.people import INSTALLATION, LONG_AGO, NOON


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def zoltan(world):
    return world.person(first_names="Zoltán Ádám", last_name="O’Farraghan-Smythe", crn="X123456")


@pytest.mark.parametrize(
    "terms",
    [
        "zoltan", "ZOLTÁN", "smythe zoltán", "o'farraghan", "ofarr", "Smith", "Smyth", "x123456",
        "X1234", "adam ofarraghan", "Zolt Sm", "oferahan",
    ],
)  # fmt: skip
def test_a_name_is_found_without_accents_in_any_order_by_its_beginning_or_sound(
    mona, zoltan, terms
):
    assert list(find_people(mona, terms)) == [zoltan]


@pytest.mark.parametrize("terms", ["zoltan brown", "X999999", "", "%", "_", "''", "x\u0000"])
def test_what_does_not_match_finds_nobody(mona, zoltan, terms):
    assert not find_people(mona, terms)


def test_a_crn_is_found_by_a_range_for_which_an_index_serves(world, mona, zoltan):
    world.person(crn="X123356")
    world.person(crn="X123556")
    assert list(find_people(mona, "x1234")) == [zoltan]
    assert " LIKE " not in str(find_people(mona, "x1234").query).upper()


@pytest.mark.parametrize(
    "terms", ["\u202e", "\x00", "x" * 101, "%%%", "' OR 1=1 --", "😀", "ﷺ", "٣٤٥", "a " * 50]
)
def test_a_search_for_anything_at_all_ends_on_a_page(signed_in, mona, zoltan, terms):
    browser = signed_in(mona)
    answer = browser.post("/people/search", {"terms": terms}, follow=True)
    assert answer.status_code == 200


def test_another_name_is_found_too(mona, zoltan):
    add_other_name(person=zoltan, full_name="Dick Turpentine", by=INSTALLATION, at=NOON)
    assert list(find_people(mona, "turpentine")) == [zoltan]


def test_sounds_join_spellings_and_keep_other_names_apart():
    for one, other in (("smith", "smythe"), ("philips", "fillips"), ("knight", "night")):
        assert sound(one) == sound(other), (one, other)
    assert sound("smith") != sound("brown")
    assert fold("Łukasz Müller-Øst") == "lukasz muller ost"


def test_a_search_finds_only_those_in_reach_and_its_address_holds_nothing(
    world, signed_in, mona, zoltan
):
    far = world.person(first_names="Zoltan", last_name="Far", team=world.far_team)
    browser = signed_in(mona)
    answer = browser.post("/people/search", {"terms": "zoltan"})
    assert "zoltan" not in answer["Location"].lower()
    page = browser.get(answer["Location"]).text
    assert zoltan.crn in page
    assert far.crn not in page
    assert "zoltan" not in str(AuditEvent.objects.values_list()).lower()


def test_the_search_of_another_does_not_exist(world, client, mona, zoltan):
    browser = world.browser(client, mona)
    address = browser.post("/people/search", {"terms": "zoltan"})["Location"]
    other = world.browser(client, world.member("mia", Role.MANAGER, region=world.north))
    assert Search.objects.count() == 1
    assert other.get(address).status_code == 404


def new(world, **values):
    return {
        "crn": "x654321", "first_names": "Ivo", "last_name": "Nowak", "born_on-day": "3",
        "born_on-month": "4", "born_on-year": "1970", "sex": "male",
        "team": str(world.team.public_id),
    } | values  # fmt: skip


def referrer_of(world):
    rita = world.member("rita")
    given = {"region": world.north, "unit": world.unit, "begins_on": LONG_AGO}
    appoint(user=rita, role=Role.REFERRER, **given, by=INSTALLATION, at=NOON)
    return rita


def test_a_referrer_registers_somebody_in_their_own_unit(world, signed_in):
    browser = signed_in(referrer_of(world))
    answer = browser.post("/people/register", new(world))
    person = Person.objects.get()
    assert answer["Location"] == f"/person/{person.public_id}"
    assert person.crn == "X654321"
    assert person.practitioner.full_name == "Rita"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("crn", "12345"), ("crn", "X" * 500), ("first_names", ""), ("first_names", "\u202eovI"),
        ("born_on-year", "2999"), ("born_on-month", "13"), ("born_on-day", "٣"),
        ("born_on-year", "9" * 50), ("sex", "other"), ("team", "nonsense"), ("last_name", "\x00"),
    ],
)  # fmt: skip
def test_wrong_input_gets_a_message_beside_its_field(world, signed_in, field, value):
    answer = signed_in(referrer_of(world)).post("/people/register", new(world, **{field: value}))
    assert answer.status_code == 200
    assert f'id="{field.split("-")[0]}-error"' in answer.text
    assert not Person.objects.exists()


def test_a_team_elsewhere_cannot_be_chosen_by_forging_its_id(world, signed_in):
    forged = new(world, team=str(world.far_team.public_id))
    assert 'id="team-error"' in signed_in(referrer_of(world)).post("/people/register", forged).text


def test_a_crn_held_out_of_reach_is_registered_exactly_like_a_free_one(world, signed_in):
    hidden = far_person(world, last_name="Secretname")
    browser = signed_in(referrer_of(world))
    crns = ("X654321", "X700000")
    answers = [browser.post("/people/register", new(world, crn=crn)) for crn in crns]
    pages = [browser.get(each["Location"]).text for each in answers]
    made = Person.objects.exclude(pk=hidden.pk).order_by("pk")
    assert [each.status_code for each in answers] == [302, 302]
    assert [(each.crn, each.crn_copy) for each in made] == [("X654321", 1), ("X700000", 0)]
    for page, person in zip(pages, made, strict=True):
        told = without_what_differs_anyway(page, person)
        assert told == without_what_differs_anyway(pages[0], made[0])
        assert "Secretname" not in page


def far_person(world, **values):
    otto = world.member("otto", Role.REFERRER)
    return world.person(crn="X654321", team=world.far_team, practitioner=otto, **values)


def without_what_differs_anyway(page, person):
    import re

    page = page.replace(str(person.public_id), "ID").replace(person.crn, "CRN")
    page = re.sub(r'value="[A-Za-z0-9]{64}"|\d\d:\d\d', "", page)
    return re.sub(r'name="operation" value="[^"]+"', "", page)


def test_both_records_of_a_crn_are_named_in_the_trail_and_seen_by_whoever_sees_both(
    world, signed_in
):
    hidden = far_person(world)
    signed_in(referrer_of(world)).post("/people/register", new(world))
    made = Person.objects.get(crn_copy=1)
    event = AuditEvent.objects.get(verb="people.same_crn").as_event()
    assert set(event.objects) == {hidden.reference, made.reference}
    assert event.kind == "combination"
    mona = world.member("mona", Role.MANAGER, region=world.north)
    both = world.member("beth", Role.MANAGER, region=world.north)
    post = {"region": world.south, "unit": None, "begins_on": LONG_AGO}
    appoint(user=both, role=Role.MANAGER, **post, by=INSTALLATION, at=NOON)
    assert list(others_of_crn(both, made)) == [hidden]
    assert not others_of_crn(mona, made)


def test_somebody_whom_the_registrar_sees_is_not_registered_twice(world, signed_in):
    known = world.person(crn="X654321", practitioner=world.member("rita"))
    page = signed_in(referrer_of(world)).post("/people/register", new(world))
    assert "here already" in page.text
    assert f'href="/person/{known.public_id}"' in page.text, "the page leads to their file"
    assert Person.objects.get() == known


def test_breaking_glass_opens_every_record_of_a_crn_unless_any_of_them_excludes(world):
    duty = world.member("dora", Role.FACILITATOR, Role.DUTY_MANAGER)
    first = far_person(world)
    register_person(
        team=world.team, values={**values_of_person(first), "crn": "X654321"},
        practitioner=referrer_of(world), by=world.member("rita"), at=NOON,
    )  # fmt: skip
    assert break_glass(crn="X654321", reason="r", by=duty, at=NOON) == first
    assert EmergencyAccess.objects.count() == 2
    kin = world.member("dina", Role.FACILITATOR, Role.DUTY_MANAGER)
    exclude(person=first, user=kin, reason="kin", on=LONG_AGO, by=INSTALLATION, at=NOON)
    assert break_glass(crn="X654321", reason="r", by=kin, at=NOON) is None


def values_of_person(person):
    return {name: getattr(person, name) for name in ("first_names", "last_name", "born_on", "sex")}


def test_break_glass_answers_alike_for_nobody_and_for_the_excluded(world, signed_in):
    duty = world.member("dora", Role.FACILITATOR, Role.DUTY_MANAGER)
    person = world.person(crn="X111111")
    browser = signed_in(duty)
    sent = {"crn": "X222222", "reason": "missing tonight"}
    nobody = browser.post("/people/emergency", sent)
    exclude(person=person, user=duty, reason="kin", on=LONG_AGO, by=INSTALLATION, at=NOON)
    excluded = browser.post("/people/emergency", sent | {"crn": "X111111"})
    assert nobody.status_code == excluded.status_code == 200
    assert "Nobody can be shown" in nobody.text
    assert "Nobody can be shown" in excluded.text
    assert not EmergencyAccess.objects.exists()
    held = AuditEvent.objects.filter(verb="people.break_glass")
    assert [person.reference in each.objects_json for each in held.order_by("seq")] == [False, True]


def test_the_auditor_finds_a_person_by_exact_crn_and_sees_no_case(world, signed_in, zoltan):
    browser = signed_in(world.member("aude", Role.AUDITOR))
    answer = browser.post("/people/resolve", {"crn": "x123456"})
    page = browser.get(answer["Location"]).text
    assert "people.register" in page
    assert "Zolt" not in page
    assert AuditEvent.objects.filter(verb="people.resolve").exists()
    assert browser.get("/people/").status_code == 404


def test_each_look_up_of_the_auditor_counts_whatever_operation_id_it_carries(world, signed_in):
    world.person(crn="X123456")
    world.person(crn="X123457")
    browser = signed_in(world.member("aude", Role.AUDITOR))
    operation = str(uuid4())
    for crn in ("X123456", "X123457", "X999999"):
        browser.post("/people/resolve", {"crn": crn, "operation": operation})
    assert AuditEvent.objects.filter(verb="people.resolve").count() == 3


def test_an_age_is_counted_in_whole_years():
    person = Person(born_on=timezone.datetime(1980, 5, 17).date())
    assert person.age_on(timezone.datetime(2026, 5, 16).date()) == 45
    assert person.age_on(timezone.datetime(2026, 5, 17).date()) == 46
