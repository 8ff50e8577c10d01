"""One referral, walking through policy, versions and audit."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.people.actions import exclude, restrict_to
from desist.casework.referrals.actions import change_referral, refer_person
from desist.casework.referrals.models import Referral
from tests.casework.people import INSTALLATION, LONG_AGO, NOON


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def person(world, rita):
    return world.person(practitioner=rita)


@pytest.fixture
def referral(person, rita):
    return refer_person(
        person=person, programme="isotp", setting="community", context="Prefers mornings",
        referred_on=LONG_AGO, by=rita, at=NOON,
    )  # fmt: skip


def form(**values):
    return {
        "programme": "isotp",
        "setting": "community",
        "source": "requirement",
        "nation": "england",
        "context": "",
        "operation": str(uuid4()),
    } | values


def last_event(verb):
    return AuditEvent.objects.filter(verb=verb).order_by("-seq").first()


def test_a_referral_is_audited_by_opaque_ids_and_field_names_alone(referral, person, rita):
    event = last_event("referrals.refer")
    assert event.actor == str(rita.public_id)
    assert json.loads(event.objects_json) == [referral.reference, person.reference]
    assert "context" in json.loads(event.fields_json)
    assert "mornings" not in str(event.__dict__)


@pytest.mark.parametrize(
    ("who", "sees", "changes"),
    [
        ("practitioner", True, True),
        ("another practitioner", False, False),
        ("manager of the region", True, True),
        ("manager of another region", False, False),
        ("assessor of the region", True, False),
        ("facilitator on the caseload", True, False),
        ("facilitator elsewhere", False, False),
        ("programme administrator", True, False),
        ("excluded manager", False, False),
        ("auditor", False, False),
        ("administrator", False, False),
        ("evaluator", False, False),
    ],
)
def test_the_right_people_see_and_change_it(
    world, client, referral, person, rita, who, sees, changes
):
    user = {
        "practitioner": lambda: rita,
        "another practitioner": lambda: world.member("otto", Role.REFERRER),
        "manager of the region": lambda: world.member("mona", Role.MANAGER, region=world.north),
        "manager of another region": lambda: world.member("saul", Role.MANAGER, region=world.south),
        "assessor of the region": lambda: world.member("anna", Role.ASSESSOR, region=world.north),
        "facilitator on the caseload": lambda: _on_caseload(world, person),
        "facilitator elsewhere": lambda: world.member("fern", Role.FACILITATOR),
        "programme administrator": lambda: world.member(
            "paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north
        ),
        "excluded manager": lambda: _excluded(world, person),
        "auditor": lambda: world.member("aude", Role.AUDITOR),
        "administrator": lambda: world.member("adam", Role.ADMINISTRATOR),
        "evaluator": lambda: world.member("evie", Role.EVALUATOR),
    }[who]()
    browser = world.browser(client, user)
    assert browser.get(f"/referrals/{referral.public_id}").status_code == (200 if sees else 404)
    assert browser.get(f"/person/{person.public_id}").status_code == (200 if sees else 404)
    answer = browser.post(
        f"/referrals/{referral.public_id}/change", form(context="changed", read_version=1)
    )
    assert answer.status_code == (302 if changes else 404)
    assert (Referral.objects.get().context == "changed") is changes


def _on_caseload(world, person):
    user = world.member("finn", Role.FACILITATOR)
    world.on_caseload(user, person)
    return user


def _excluded(world, person):
    user = world.member("mona", Role.MANAGER, region=world.north)
    exclude(person=person, user=user, reason="kin", on=LONG_AGO, by=INSTALLATION, at=NOON)
    return user


def test_a_stranger_is_sent_to_the_door(client, referral):
    answer = client.get(f"/referrals/{referral.public_id}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in?next=")


def test_what_is_not_yours_answers_exactly_as_what_does_not_exist(world, client, referral):
    browser = world.browser(client, world.member("otto", Role.REFERRER))
    hidden = browser.get(f"/referrals/{referral.public_id}")
    absent = browser.get(f"/referrals/{uuid4()}")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert last_event("referrals.referral.see").outcome == "denied"


def test_a_restriction_admits_only_those_it_names(world, referral, person, rita):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    restrict_to(person=person, user=mona, reason="staff", on=LONG_AGO, by=INSTALLATION, at=NOON)
    assert world.browser(Client(), mona).get(f"/referrals/{referral.public_id}").status_code == 200
    assert world.browser(Client(), rita).get(f"/referrals/{referral.public_id}").status_code == 404


def test_a_programme_administrator_sees_no_words_for_the_assessor(world, client, referral):
    paul = world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    page = world.browser(client, paul).get(f"/referrals/{referral.public_id}").text
    assert "Prefers mornings" not in page
    assert "Rests on" not in page


def test_saving_too_late_shows_both_versions_and_loses_neither(signed_in, rita, referral):
    change_referral(
        referral=Referral.objects.get(),
        read_version=1,
        values={"context": "theirs"},
        by=rita,
        at=NOON,
    )
    browser, address = signed_in(rita), f"/referrals/{referral.public_id}/change"
    late = browser.post(address, form(context="mine", read_version=1))
    assert late.status_code == 409
    assert "theirs" in late.text
    assert "mine" in late.text
    assert 'name="read_version" value="2"' in late.text
    assert Referral.objects.get().context == "theirs"
    decided = browser.post(address, form(context="mine", read_version=2))
    assert decided.status_code == 302
    states = [each.values["context"] for each in referral.revisions.order_by("number")]
    assert states == ["Prefers mornings", "theirs", "mine"]


def test_an_action_refuses_whoever_the_policy_does_not_allow(world, referral):
    stranger = world.member("otto", Role.REFERRER)
    with pytest.raises(Refused):
        change_referral(
            referral=referral, read_version=1, values={"context": "x"}, by=stranger, at=NOON
        )


@pytest.mark.parametrize("text", ["a\u202eb", "a\x00b", "a\x07b", "x" * 4001])
def test_hidden_characters_and_endless_text_get_a_message_beside_the_field(
    signed_in, rita, referral, text
):
    address = f"/referrals/{referral.public_id}/change"
    answer = signed_in(rita).post(address, form(context=text, read_version=1))
    assert answer.status_code == 200
    assert 'id="context-error"' in answer.text
    assert Referral.objects.get().context == "Prefers mornings"


def test_pages_ask_the_database_at_most_twelve_times(signed_in, rita, world, referral):
    for _ in range(60):
        world.person(practitioner=rita)
    browser = signed_in(rita)
    for address in ("/", "/people/", "/referrals/", "/referrals/counts"):
        assert len(queries(browser, address)) <= 12, address
    person, one = referral.person.public_id, referral.public_id
    for address in (f"/person/{person}", f"/referrals/of/{person}", f"/referrals/{one}"):
        assert len(queries(browser, address)) <= 20, address


def queries(browser, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    # The trail's lock on PostgreSQL brackets a transaction like its beginning and its end.
    bracket = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT pg_advisory_xact_lock")
    return [each["sql"] for each in captured if not each["sql"].startswith(bracket)]
