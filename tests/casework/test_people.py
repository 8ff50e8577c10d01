"""People: found by name and CRN however spelt, registered, corrected, never revealed."""

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.people.actions import add_other_name, exclude
from desist.casework.people.models import EmergencyAccess, Person, Search
from desist.casework.people.name_key import fold, sound
from desist.casework.people.queries import find_people
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
    from desist.casework.accounts.actions.staff import appoint

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


def test_a_crn_that_is_taken_says_nothing_of_who_has_it(world, signed_in):
    far = world.person(crn="X654321", last_name="Secretname", team=world.far_team)
    page = signed_in(referrer_of(world)).post("/people/register", new(world)).text
    assert "cannot be registered" in page
    assert far.last_name not in page


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


def test_an_age_is_counted_in_whole_years():
    person = Person(born_on=timezone.datetime(1980, 5, 17).date())
    assert person.age_on(timezone.datetime(2026, 5, 16).date()) == 45
    assert person.age_on(timezone.datetime(2026, 5, 17).date()) == 46
