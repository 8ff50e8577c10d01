"""Who was told, what they answered, and how a concern ends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.concerns.actions.acknowledgement import acknowledge_concern
from desist.casework.concerns.actions.closing import (
    close_concern,
    decline_closing,
    propose_closing,
)
from desist.casework.concerns.actions.telling import record_answer, record_told
from desist.casework.concerns.models import Concern, State, Told
from desist.casework.concerns.queries import list_waiting_for
from desist.casework.records.editable import StaleVersion
from tests.casework.concerns.concern import raised
from tests.casework.people import NOON

DONE = {"outcome": "Passed on and answered", "at": NOON}


@pytest.fixture
def answered(concern, mona):
    """Acknowledged by the duty manager."""
    return acknowledge_concern(concern=concern, by=mona, at=NOON)


def moment(at, name="told_at"):
    local = timezone.localtime(at)
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def test_whoever_raised_it_does_not_close_it_alone(answered, finn, mona):
    with pytest.raises(Refused):
        close_concern(concern=answered, read_version=answered.version, by=finn, **DONE)
    propose_closing(concern=answered, read_version=answered.version, by=finn, **DONE)
    assert answered.state == State.CLOSING
    assert [each.pk for each in list_waiting_for(mona)] == [answered.pk]
    close_concern(concern=answered, read_version=answered.version, by=mona, **DONE)
    assert Concern.objects.get().closed_by == mona


def test_a_manager_who_raised_it_needs_another_manager(person, mona, max_):
    concern = acknowledge_concern(concern=raised(person, mona), by=max_, at=NOON)
    with pytest.raises(Refused):
        close_concern(concern=concern, read_version=concern.version, by=mona, **DONE)
    close_concern(concern=concern, read_version=concern.version, by=max_, **DONE)
    assert concern.state == State.CLOSED


def test_whoever_closes_second_gets_back_what_they_wrote(answered, mona, max_, signed_in):
    close_concern(concern=answered, read_version=answered.version, by=max_, **DONE)
    sent = {"outcome": "Spoken to the school", "operation": str(uuid4())}
    late = signed_in(mona).post(f"/concerns/{answered.public_id}/close", sent)
    assert late.status_code == 404
    assert "Spoken to the school" in late.text
    assert DONE["outcome"] not in late.text


def test_the_database_itself_refuses_a_raiser_who_closes(answered, finn):
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(state="closed", closed_by=finn, closed_at=NOON)


def test_it_is_not_closed_before_somebody_responsible_has_acknowledged_it(concern, max_, rita):
    for act, by in ((close_concern, max_), (propose_closing, rita)):
        with pytest.raises(Refused):
            act(concern=concern, read_version=concern.version, by=by, **DONE)


def test_a_manager_may_keep_it_open_and_what_was_proposed_stays(answered, finn, mona):
    propose_closing(concern=answered, read_version=answered.version, by=finn, **DONE)
    decline_closing(concern=answered, read_version=answered.version, by=mona, at=NOON)
    assert answered.state == State.OPEN
    states = [each.values["state"] for each in answered.revisions.order_by("number")]
    assert states == ["open", "open", "closing", "open"]


def test_two_who_close_at_once_do_not_overwrite_each_other(signed_in, answered, mona, max_):
    version = answered.version
    close_concern(concern=Concern.objects.get(), read_version=version, by=mona, **DONE)
    with pytest.raises((StaleVersion, Refused)):
        close_concern(concern=answered, read_version=version, by=max_, **DONE)
    assert Concern.objects.get().closed_by == mona


def test_a_late_proposal_shows_both_versions(signed_in, answered, finn, rita):
    propose_closing(concern=Concern.objects.get(), read_version=2, by=rita, **DONE)
    sent = {"outcome": "Mine", "read_version": 2, "operation": str(uuid4())}
    late = signed_in(finn).post(f"/concerns/{answered.public_id}/close", sent)
    assert late.status_code == 404, "it waits for a manager already"


def test_who_was_told_and_what_they_answered_is_recorded_with_its_time(signed_in, answered, finn):
    browser, at = signed_in(finn), timezone.now() - timedelta(minutes=90)
    address = f"/concerns/{answered.public_id}/told"
    sent = {"party": "police", "whom": "Sergeant, ref 77", "operation": str(uuid4())}
    browser.post(address, sent | moment(at))
    told = Told.objects.get()
    assert abs(told.told_at - at) < timedelta(minutes=1)
    event = AuditEvent.objects.get(verb="concerns.record_told")
    assert (event.kind, event.recipient) == ("disclosure", "police")
    said = {"text": "They go there now", "operation": str(uuid4())}
    browser.post(f"{address}/{told.public_id}/answer", said | moment(at, "answered_at"))
    page = browser.get(f"/concerns/{answered.public_id}").text
    assert "Sergeant, ref 77" in page
    assert "They go there now" in page
    assert "Children’s services" in page, "still to be told"


def test_what_was_recorded_wrongly_is_superseded_by_a_new_row(signed_in, answered, finn):
    given = {"concern": answered, "party": "police", "told_at": NOON, "by": finn, "at": NOON}
    told = record_told(whom="Wrong name", **given)
    record_answer(told=told, text="Heard", answered_at=NOON, by=finn, at=NOON)
    browser = signed_in(finn)
    sent = {"party": "police", "whom": "Right name", "operation": str(uuid4())}
    browser.post(f"/concerns/{answered.public_id}/told/{told.public_id}", sent | moment(NOON))
    page = browser.get(f"/concerns/{answered.public_id}").text
    assert "Right name" in page
    assert "Wrong name" not in page
    assert Told.objects.count() == 2


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"told_at-time": "25:00"}, "Enter a time such as 14:05"),
        ({"told_at-time": ""}, "Enter a time such as 14:05"),
        ({"told_at-year": "2099"}, "must not be in the future"),
        (
            {"told_at-day": "29", "told_at-month": "3", "told_at-year": "2026",
             "told_at-time": "01:30"},
            "The clocks went forward past this time",
        ),
        ({"told_at-day": "31", "told_at-month": "2"}, "Enter a real date"),
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_is_named_beside_its_field(signed_in, answered, finn, parts, words):
    sent = {"party": "police", "whom": "Desk", **moment(NOON), **parts}
    page = signed_in(finn).post(f"/concerns/{answered.public_id}/told", sent)
    assert page.status_code == 200
    assert words in page.text
    assert 'id="told_at-error"' in page.text
    assert not Told.objects.exists()


def test_a_closed_concern_takes_nothing_more(signed_in, answered, mona, finn):
    close_concern(concern=answered, read_version=answered.version, by=mona, **DONE)
    browser = signed_in(finn)
    for page in ("told", "correct", "close"):
        assert browser.get(f"/concerns/{answered.public_id}/{page}").status_code == 404
    assert browser.get(f"/concerns/{answered.public_id}").status_code == 200
