"""The trail: what it refuses, and what verification finds when somebody forged it all the same."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from desist.casework.access.circumstances import Circumstances, under
from desist.casework.audit import checkpoint, guards
from desist.casework.audit.chain import Happening, append
from desist.casework.audit.door import ACTIONS, action, bookkeeping
from desist.casework.audit.event_format import BEGINNING, Event, Kind
from desist.casework.audit.middleware import write_readings
from desist.casework.audit.models import AuditedObject, AuditEvent
from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import Stored, against, walk
from tests.casework.people import INSTALLATION, NOON


def event(seq, previous, *, verb="people.change"):
    return Event(
        seq=seq, previous=previous, at=seq * 1_000_000, actor="a", session="", request="",
        operation="", verb=verb, kind="change", outcome="allowed", recipient="",
        objects=("people.person:1",), fields=("born_on",),
    )  # fmt: skip


def chain_of(length, *, previous=BEGINNING, begin=1, verb="people.change"):
    made = []
    for seq in range(begin, begin + length):
        each = event(seq, previous, verb=verb)
        previous = each.hash
        made.append(Stored(event=each, hash=previous))
    return made


def kinds(stored, checkpoints=()):
    found = walk(stored, sizes=[each.size for each in checkpoints])
    outside = against(found, checkpoints, public=checkpoint.public_key())
    return [each.kind for each in (*found.findings, *outside)]


def signed(stored, size):
    return checkpoint.sign(size=size, head=stored[size - 1].hash, at=NOON)


@pytest.fixture
def honest():
    return chain_of(12)


def test_an_honest_chain_passes(honest):
    assert kinds(honest, [signed(honest, 5), signed(honest, 12)]) == []


def test_the_bytes_of_an_event_never_change():
    # Written down once: another program can check a chain by this one line.
    assert event(1, BEGINNING).hash == (
        "63f09d8a2184fe59c26e38cbff0781236455f382a816804a2c3c124383086902"
    )


def test_an_altered_event_is_named(honest):
    honest[4] = Stored(event=replace(honest[4].event, actor="b"), hash=honest[4].hash)
    assert kinds(honest) == ["altered"]


def test_a_removed_event_is_named(honest):
    del honest[4]
    assert kinds(honest) == ["removed"]


def test_a_replaced_event_is_named(honest):
    forged = event(5, honest[3].hash, verb="people.see")
    honest[4] = Stored(event=forged, hash=forged.hash)
    assert kinds(honest) == ["replaced"]


def test_reordered_events_are_named(honest):
    fourth, fifth = honest[3], honest[4]
    honest[3] = replace(fifth, event=replace(fifth.event, seq=4))
    honest[4] = replace(fourth, event=replace(fourth.event, seq=5))
    assert set(kinds(honest)) == {"reordered"}


def test_a_cut_tail_passes_the_chain_alone_and_fails_the_checkpoint(honest):
    known = [signed(honest, 12)]
    assert kinds(honest[:9]) == []
    assert kinds(honest[:9], known) == ["cut"]


def test_a_recomputed_chain_passes_the_chain_alone_and_fails_the_checkpoint(honest):
    known = [signed(honest, 4), signed(honest, 12)]
    forged = honest[:6] + chain_of(6, previous=honest[5].hash, begin=7, verb="people.see")
    assert kinds(forged) == []
    assert kinds(forged, known) == ["recomputed"]


def test_a_database_put_back_and_written_on_since_is_named(honest):
    known = [signed(honest, 12)]
    since = honest[:6] + chain_of(20, previous=honest[5].hash, begin=7, verb="people.see")
    assert kinds(since, known) == ["recomputed"]


def test_a_checkpoint_that_we_did_not_sign_is_named(honest):
    forged = replace(signed(honest, 12), size=9, head=honest[8].hash)
    assert kinds(honest[:9], [forged]) == ["checkpoint"]


def test_checkpoints_are_written_at_a_thousand_events_or_sixty_seconds(settings, tmp_path):
    settings.DESIST_CHECKPOINTS = str(tmp_path / "checkpoints")
    head = "ab" * 32
    assert checkpoint.write_if_due(size=1, head=head, now=NOON)
    assert not checkpoint.write_if_due(size=1000, head=head, now=NOON + timedelta(seconds=59))
    assert checkpoint.write_if_due(size=1001, head=head, now=NOON + timedelta(seconds=59))
    assert checkpoint.write_if_due(size=1002, head=head, now=NOON + timedelta(seconds=119))
    lines = (tmp_path / "checkpoints").read_text().splitlines()
    assert [each.size for each in checkpoint.read(lines)] == [1, 1001, 1002]


def test_what_another_process_wrote_meanwhile_is_not_written_again(settings, tmp_path):
    file = tmp_path / "checkpoints"
    settings.DESIST_CHECKPOINTS = str(file)
    head, late = "ab" * 32, NOON + timedelta(seconds=61)
    assert checkpoint.write_if_due(size=1, head=head, now=NOON)
    with file.open("a") as lines:
        lines.write(checkpoint.sign(size=8, head=head, at=late).as_line() + "\n")
    assert not checkpoint.write_if_due(size=9, head=head, now=late)
    assert checkpoint.write_if_due(size=9, head=head, now=late + timedelta(seconds=60))


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_event SET actor = 'x'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_object",
        "UPDATE audit_object SET reference = 'x'",
        "TRUNCATE audit_event",
        "TRUNCATE audit_object",
        "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event",
        "INSERT INTO audit_event SELECT * FROM audit_event WHERE true "
        "ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
    ],
)
def test_the_database_refuses_to_change_the_trail(world, attack):
    before = list(AuditEvent.objects.values_list("hash", flat=True))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert list(AuditEvent.objects.values_list("hash", flat=True)) == before != []


def test_a_missing_trigger_is_noticed(db):
    assert guards.missing(connection) == set()
    name = min(guards.names(connection.vendor))
    table = name.split("_no_")[0]
    suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{suffix}")
    assert guards.missing(connection) == {name}


def test_what_the_actions_write_is_one_whole_chain_with_its_index(world):
    world.person()
    found = walk(stored_events())
    assert found.findings == []
    assert found.size == AuditEvent.objects.count() > 5
    held = set(AuditedObject.objects.values_list("seq", "reference"))
    assert held == {(s.event.seq, name) for s in stored_events() for name in s.event.index}


def test_nothing_is_appended_outside_a_transaction(transactional_db):
    happening = Happening(at=NOON, actor=INSTALLATION.public_id, verb="x", kind=Kind.CHANGE)
    with pytest.raises(transaction.TransactionManagementError):
        append([happening])


def test_a_reading_that_cannot_be_written_is_not_answered(world, signed_in, monkeypatch):
    from desist.casework.access import Role

    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    person = world.person(last_name="Unmistakable")

    def broken(_happenings):
        raise DatabaseError("disk full")

    monkeypatch.setattr("desist.casework.audit.middleware.chain.append", broken)
    browser.raise_request_exception = False
    answer = browser.get(f"/person/{person.public_id}")
    assert answer.status_code == 500
    assert "Unmistakable" not in answer.text


def test_readings_of_one_request_become_one_event_a_verb(world):
    from desist.casework.access import note_reading

    around = Circumstances(actor=INSTALLATION, at=NOON)
    with under(around):
        note_reading("people.see", ["people.person:1"])
        note_reading("people.see", ["people.person:2"])
        write_readings(around)
    last = AuditEvent.objects.order_by("-seq").first()
    assert last.as_event().objects == ("people.person:1", "people.person:2")


def test_an_empty_list_is_told_only_where_nothing_else_is(world):
    from desist.casework.access import listed, note_reading

    def told(*, also):
        around = Circumstances(actor=INSTALLATION, at=NOON)
        before = AuditEvent.objects.count()
        with under(around):
            listed([], verb="concerns.open")
            also()
            write_readings(around)
        return list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True)[before:])

    assert told(also=lambda: None) == ["concerns.open"]
    assert told(also=lambda: note_reading("people.see", ["people.person:1"])) == ["people.see"]
    assert told(also=lambda: note_reading("rights.equality", [])) == ["rights.equality"]


def test_an_action_names_its_arguments_and_takes_who_and_when():
    with pytest.raises(TypeError, match="keyword-only"):
        action("x.y")(lambda by, at: (by, at))
    with pytest.raises(TypeError, match="takes no at"):
        action("x.y")(lambda *, by: by)
    with pytest.raises(TypeError, match="keyword-only"):
        bookkeeping("why")(lambda at: at)


def test_an_action_that_tells_nothing_is_undone(world, monkeypatch):
    monkeypatch.setitem(ACTIONS, "accounts.add_region", None)  # put back when the test ends

    @action("accounts.add_region")
    def silent(*, by, at):
        from desist.casework.accounts.models import Region

        Region(name="Nowhere").save()

    with pytest.raises(RuntimeError, match="told nothing"):
        silent(by=INSTALLATION, at=NOON)


@pytest.fixture
def auditor(world, signed_in):
    from desist.casework.access import Role

    return signed_in(world.member("aude", Role.AUDITOR))


def shown(page):
    """The verbs of the events that a page of the trail shows."""
    import re

    found = re.findall(r"govuk-table__cell\">([a-z_.]+)<br>", page)
    return [verb for verb in found if verb != "audit.read"]  # the auditor's own looking


def test_the_auditor_finds_events_by_member_of_staff_kind_outcome_and_day(world, auditor):
    from desist.casework.access import Role

    mona = world.member("mona", Role.MANAGER, region=world.north)
    person = world.person()
    world.person()
    from desist.casework.people.actions import make_search

    make_search(terms="nowak", by=mona, at=NOON)
    answer = auditor.post("/account/staff/resolve", {"email": " MONA@example.org "})
    assert answer["Location"] == f"/audit/?actor={mona.public_id}"
    assert shown(auditor.get(answer["Location"]).text) == ["people.search"]
    assert "Nobody has" in auditor.post("/account/staff/resolve", {"email": "x@y.zz"}).text
    about = f"/audit/?object={person.reference}"
    assert shown(auditor.get(about).text) == ["people.register"]
    assert shown(auditor.get(f"{about}&kind=change").text) == []
    assert shown(auditor.get(f"{about}&since=2026-03-02&until=2026-03-02").text) != []
    assert shown(auditor.get(f"{about}&since=2026-03-03").text) == []
    assert shown(auditor.get(f"{about}&outcome=denied").text) == []


@pytest.mark.parametrize(
    "nonsense", ["actor=x", "since=yesterday", "kind=DROP", "page=-1", "object=%00", "seq=1"]
)
def test_nonsense_in_the_address_of_the_trail_is_left_out(world, auditor, nonsense):
    assert auditor.get(f"/audit/?{nonsense}").status_code == 200
