"""A debrief is between its author and the supervisor whom they chose; nobody else reads it."""

import pytest

from desist.casework.access import Role, may, rows
from desist.casework.audit.models import AuditEvent
from desist.casework.partners.actions.debrief import NoSupervisor, write_debrief
from desist.casework.partners.models import Debrief
from tests.casework.access_rows.partners import SAID
from tests.casework.people import NOON


@pytest.fixture
def sue(world):
    return world.member("sue", Role.FACILITATOR, Role.SUPERVISOR, region=world.north)


@pytest.fixture
def finn(world):
    return world.member("finn", Role.FACILITATOR)


@pytest.fixture
def said(finn, sue):
    values = SAID | {"words": "An unmistakable day"}
    return write_debrief(supervisor=sue, values=values, by=finn, at=NOON)


def test_the_two_read_it_and_no_manager_supervisor_or_administrator_does(world, said, finn, sue):
    others = [world.member(f"n-{role.value}", role, region=world.north) for role in Role]
    for each in (finn, sue):
        assert may(each, "see", said)
        assert list(rows(each, Debrief)) == [said]
    for each in others:
        assert not may(each, "see", said)
        assert not rows(each, Debrief).exists()


def test_the_auditor_sees_that_it_is_there_and_not_what_it_says(said):
    event = AuditEvent.objects.get(verb="partners.debrief")
    assert said.reference in event.objects_json
    assert "unmistakable" not in str(vars(event))


def test_nobody_is_their_own_supervisor_and_only_supervisors_are_chosen(finn, sue):
    for by, supervisor in ((sue, sue), (sue, finn)):
        with pytest.raises(NoSupervisor):
            write_debrief(supervisor=supervisor, values=SAID, by=by, at=NOON)


def test_it_is_written_read_and_answered_on_pages(said, finn, sue, signed_in):
    browser = signed_in(sue)
    assert "Wants to talk" not in browser.get("/partners/debriefs").text
    page = f"/partners/debriefs/{said.public_id}"
    assert "An unmistakable day" in browser.get(page).text
    browser.post(page, {"words": "Let us talk on Monday"})
    assert "Let us talk on Monday" in signed_in(finn).get(page).text


def test_the_form_offers_every_supervisor_but_oneself(finn, sue, signed_in):
    assert "Sue" in signed_in(finn).get("/partners/debriefs/write").text
    form = signed_in(sue).get("/partners/debriefs/write").text
    assert f'value="{sue.public_id}"' not in form
