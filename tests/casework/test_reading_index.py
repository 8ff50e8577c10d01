"""Who looked at whom: found by the auditor at once, indexed without anybody waiting for it."""

import pytest

from desist.casework.access import Role
from desist.casework.audit import reading_index
from desist.casework.audit.models import AuditedObject
from desist.casework.audit.queries import indexed_objects, last_event, stored_events
from desist.casework.audit.reading_index import COVERED, index_readings
from desist.casework.audit.verify import index_faults
from tests.casework.people import NOON


@pytest.fixture
def looked_at(world, signed_in):
    """Somebody whose file was opened and who stood on a list."""
    person = world.person()
    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    assert browser.get(f"/person/{person.public_id}").status_code == 200
    assert browser.get("/people/").status_code == 200
    return person


def index_of(person):
    about = AuditedObject.objects.filter(reference=f"read:{person.reference}")
    return list(about.order_by("seq").values_list("seq", flat=True))


def faults():
    return [each.seq for each in index_faults(stored_events(), indexed_objects())]


def test_a_page_waits_for_no_index_and_the_trail_is_whole_before_and_after_it_is_written(looked_at):
    assert index_of(looked_at) == []
    assert faults() == []
    assert index_readings(at=NOON) == last_event().seq
    held = [e.event for e in stored_events() if e.event.kind == "consultation"]
    assert index_of(looked_at) == [e.seq for e in held if looked_at.reference in e.objects] != []
    assert faults() == []


def test_it_goes_on_where_it_stopped_however_many_events_it_takes_at_once(looked_at, monkeypatch):
    monkeypatch.setattr(reading_index, "AT_ONCE", 2)
    index_readings(at=NOON)
    once = sorted(indexed_objects())
    assert index_readings(at=NOON) == 0
    assert sorted(indexed_objects()) == once
    assert len(set(once)) == len(once)
    assert faults() == []


def test_an_auditor_who_searches_finds_a_look_of_a_moment_ago(looked_at, world, signed_in):
    auditor = signed_in(world.member("otto", Role.AUDITOR))
    page = auditor.get(f"/audit/?object={looked_at.reference}&kind=consultation").text
    assert "people.list" in page


def test_a_mark_that_claims_more_than_the_index_holds_is_named(looked_at):
    end = last_event().seq
    AuditedObject(seq=end, reference=COVERED).save()
    looks = [e.event.seq for e in stored_events() if e.event.index != e.event.objects]
    assert faults() == looks != []
