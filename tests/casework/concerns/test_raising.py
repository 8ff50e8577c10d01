"""Raising a concern: by whom, in which words, and what the screen then says."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from desist.casework.access import Role, rows
from desist.casework.audit.models import AuditEvent
from desist.casework.concerns.actions.raising import correct_concern
from desist.casework.concerns.models import Account, Concern
from desist.casework.concerns.queries import duty_manager_of
from desist.casework.people.actions import exclude, restrict_to
from desist.casework.records.editable import StaleVersion
from desist.casework.tasks.models import Task
from tests.casework.concerns.concern import WORDS, raised
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

ON = {"reason": "r", "on": LONG_AGO, "by": INSTALLATION, "at": NOON}


def typed(**values):
    return WORDS | {"operation": str(uuid4())} | values


def test_a_facilitator_raises_one_and_is_told_what_to_do_now(signed_in, finn, mona, person):
    browser = signed_in(finn)
    answer = browser.post(f"/concerns/of/{person.public_id}", typed())
    made = Concern.objects.get()
    assert answer["Location"] == f"/concerns/{made.public_id}"
    page = browser.get(answer["Location"]).text
    assert "call 999" in page
    assert "Duty manager:" in page
    assert "Mona" in page
    assert made.acknowledge_by - made.raised_at == timedelta(minutes=30)
    assert Task.objects.get().user == mona


def test_what_is_not_imminent_says_nothing_of_emergencies(signed_in, finn, person):
    made = raised(person, finn, urgency="soon")
    assert "call 999" not in signed_in(finn).get(f"/concerns/{made.public_id}").text


def test_a_form_sent_twice_raises_one(signed_in, finn, person):
    browser, sent = signed_in(finn), typed()
    first = browser.post(f"/concerns/of/{person.public_id}", sent)
    assert browser.post(f"/concerns/of/{person.public_id}", sent)["Location"] == first["Location"]
    assert Concern.objects.count() == 1


@pytest.mark.parametrize("field", ["kind", "urgency", "origin", "facts"])
def test_what_is_left_out_is_named_beside_its_field_and_nothing_typed_is_lost(
    signed_in, finn, person, field
):
    page = signed_in(finn).post(f"/concerns/of/{person.public_id}", typed(**{field: ""})).text
    assert f'id="{field}-error"' in page
    assert field == "facts" or "Said the words in question" in page
    assert not Concern.objects.exists()


def test_where_it_came_up_is_kept_by_an_opaque_reference_and_nothing_else_is(
    signed_in, finn, person
):
    browser, session = signed_in(finn), f"delivery.session:{uuid4()}"
    browser.post(f"/concerns/of/{person.public_id}?about={session}", typed())
    browser.post(f"/concerns/of/{person.public_id}?about=Jordan", typed())
    held = set(Concern.objects.values_list("origin_reference", flat=True))
    assert held == {session, ""}


def test_facts_and_opinion_stand_apart_and_encrypted(concern):
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts, opinion FROM concerns_account")
        facts, opinion = cursor.fetchone()
    assert facts.startswith("v1.")
    assert opinion.startswith("v1.")
    account = Account.objects.get()
    assert (account.facts, account.opinion) == (WORDS["facts"], WORDS["opinion"])


def test_the_trail_and_the_tasks_say_nothing_of_what_it_is_about(concern):
    event = AuditEvent.objects.get(verb="concerns.raise")
    assert concern.person.reference in json.loads(event.objects_json)
    told = str(list(AuditEvent.objects.values_list())) + str(Task.objects.values_list())
    assert "harm_to" not in told
    assert WORDS["facts"] not in told
    assert "concern" not in str(Task.objects.get().what.text).lower()


def test_a_programme_administrator_who_took_the_call_raises_it_and_reads_it_no_more(
    world, client, person
):
    paul = world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    browser = world.browser(client, paul)
    answer = browser.post(f"/concerns/of/{person.public_id}", typed(facts="The caller said so"))
    page = browser.get(answer["Location"]).text
    assert "call 999" in page
    assert "The caller said so" not in page
    other = raised(person, person.practitioner)
    assert browser.get(f"/concerns/{other.public_id}").status_code == 404


def test_who_raised_it_still_sees_it_off_the_caseload_but_not_once_excluded(
    world, finn, concern, person
):
    from desist.casework.people.actions import take_off_caseload

    entry = person.caseload.get()
    take_off_caseload(entry=entry, on=NOON.date(), by=INSTALLATION, at=NOON)
    browser = world.browser(Client(), finn)
    assert browser.get(f"/concerns/{concern.public_id}").status_code == 200
    exclude(person=person, user=finn, **ON)
    assert browser.get(f"/concerns/{concern.public_id}").status_code == 404
    assert not rows(finn, Concern).exists()


def test_a_duty_manager_who_works_with_nobody_there_reads_and_acknowledges_it(
    world, client, person, finn
):
    dora = world.member("dora", Role.FACILITATOR)
    from desist.casework.accounts.actions.staff import appoint

    given = {"region": None, "unit": world.unit, "begins_on": LONG_AGO}
    appoint(user=dora, role=Role.DUTY_MANAGER, **given, by=INSTALLATION, at=NOON)
    concern = raised(person, finn)
    assert concern.duty_manager == dora
    browser = world.browser(client, dora)
    page = browser.get(f"/concerns/{concern.public_id}").text
    assert "Said the words in question" in page
    browser.post(f"/concerns/{concern.public_id}/acknowledge", {"operation": str(uuid4())})
    assert Concern.objects.get().acknowledged_by == dora


def test_the_duty_manager_named_is_one_who_may_see_it_and_did_not_raise_it(world, person, mona):
    day = NOON.date()
    assert duty_manager_of(person, on=day) == mona
    assert duty_manager_of(person, on=day, raiser=mona) is None
    exclude(person=person, user=mona, **ON)
    assert duty_manager_of(person, on=day) is None
    olga = world.member("olga", Role.MANAGER, Role.DUTY_MANAGER, region=world.north)
    assert duty_manager_of(person, on=day) == olga
    restrict_to(person=person, user=world.member("rita"), **ON)
    assert duty_manager_of(person, on=day) is None


def test_where_nobody_is_on_duty_the_screen_says_whom_to_telephone(signed_in, finn, person):
    concern = raised(person, finn)
    assert concern.duty_manager is None
    assert "Nobody is named as duty manager" in (
        signed_in(finn).get(f"/concerns/{concern.public_id}").text
    )
    assert Task.objects.get().role == Role.MANAGER


def test_a_correction_is_a_new_row_and_the_first_words_stay(signed_in, concern, finn):
    account = WORDS | {"facts": "Other words", "because": "misheard"}
    correct_concern(
        concern=Concern.objects.get(), read_version=1, account=account, by=finn, at=NOON
    )
    assert [each.facts for each in Account.objects.order_by("pk")] == [
        WORDS["facts"], "Other words",
    ]  # fmt: skip
    page = signed_in(finn).get(f"/concerns/{concern.public_id}").text
    assert page.index("Other words") < page.index(WORDS["facts"])
    stale = WORDS | {"urgency": "today", "because": "x"}
    with pytest.raises(StaleVersion):
        correct_concern(concern=concern, read_version=9, account=stale, by=finn, at=NOON)


def test_a_late_correction_is_shown_the_latest_words(signed_in, concern, finn, mona):
    sooner = WORDS | {"urgency": "today", "facts": "Theirs", "because": "x"}
    correct_concern(concern=Concern.objects.get(), read_version=1, account=sooner, by=mona, at=NOON)
    browser, address = signed_in(finn), f"/concerns/{concern.public_id}/correct"
    late = browser.post(address, typed(facts="Mine", because="y", read_version=1))
    assert late.status_code == 409
    assert "Theirs" in late.text
    assert "Mine" in late.text
    assert (
        browser.post(address, typed(facts="Mine", because="y", read_version=2)).status_code == 302
    )
    assert Account.objects.count() == 3


def test_more_urgent_brings_the_deadline_forward_and_less_urgent_never_pushes_it_back(person, finn):
    concern = raised(person, finn, urgency="today")
    first = concern.acknowledge_by
    later = WORDS | {"urgency": "soon", "because": "x"}
    correct_concern(concern=concern, read_version=1, account=later, by=finn, at=NOON)
    assert concern.acknowledge_by == first
    now = WORDS | {"urgency": "imminent", "because": "x"}
    correct_concern(concern=concern, read_version=2, account=now, by=finn, at=NOON)
    assert concern.acknowledge_by == NOON + timedelta(minutes=30)
    assert concern.escalate_at == concern.acknowledge_by
