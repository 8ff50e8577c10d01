"""`desist audit verify` on a database that somebody forged, by whoever can switch triggers off."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from desist.casework.audit import checkpoint, guards
from desist.casework.audit.chain import Happening, append
from desist.casework.audit.event_format import BEGINNING, Event, Kind
from desist.casework.audit.idle import note_silence
from desist.casework.audit.models import AuditEvent
from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import Stored, index_faults
from tests.casework.people import INSTALLATION, NOON


@pytest.fixture
def trail(world, tmp_path):
    """An honest trail, and the checkpoints that were carried away from it."""
    before = AuditEvent.objects.count()
    for number in range(6):
        world.person(last_name=f"Example{number}")
    assert AuditEvent.objects.count() > before + 5
    path = tmp_path / "carried-away"
    path.write_text("".join(f"{line}\n" for line in map(as_line, (before, before + 4, size()))))
    return path


def size():
    return AuditEvent.objects.count()


def as_line(length):
    head = AuditEvent.objects.get(seq=length).hash
    return checkpoint.sign(size=length, head=head, at=NOON).as_line()


def cut(*, after):
    """Take the tail off, index and all."""
    forge(f"DELETE FROM audit_event WHERE seq > {after}")  # noqa: S608
    forge(f"DELETE FROM audit_object WHERE seq > {after}")  # noqa: S608


def forge(*statements):
    """What a database administrator can do: triggers off, then anything."""
    with connection.cursor() as cursor:
        for name in guards.names(connection.vendor):
            table = name.split("_no_")[0]
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        for statement in statements:
            cursor.execute(statement)


def verify(path=None, **given):
    """The kinds of what was found; the command exits 1 exactly where there is any."""
    out = io.StringIO()
    code = 0
    try:
        call_command("audit", "verify", checkpoints=path, json=True, stdout=out, **given)
    except SystemExit as stopped:
        code = stopped.code
    kinds = {each["kind"] for each in json.loads(out.getvalue())["findings"]}
    return kinds if code == bool(kinds) else f"exit {code} for {kinds}"


def rehash(begin):
    """Recompute the whole chain from an event on, as a careful forger would."""
    events = list(stored_events())
    previous = events[begin - 2].hash if begin > 1 else BEGINNING
    for each in events[begin - 1 :]:
        row = AuditEvent.objects.get(seq=each.event.seq)
        row.previous = previous
        previous = row.as_event().hash
        AuditEvent.objects.filter(seq=row.seq).update(previous=row.previous, hash=previous)


def test_an_honest_trail_passes(trail):
    assert verify(trail) == set()


def test_an_altered_event(trail):
    forge("UPDATE audit_event SET actor = 'somebody else' WHERE seq = 5")
    assert verify() == {"altered"}


def test_a_removed_event(trail):
    forge("DELETE FROM audit_event WHERE seq = 5", "DELETE FROM audit_object WHERE seq = 5")
    assert verify() == {"removed"}


def test_reordered_events(trail):
    forge(
        "UPDATE audit_event SET seq = 9005 WHERE seq = 5",
        "UPDATE audit_event SET seq = 5 WHERE seq = 6",
        "UPDATE audit_event SET seq = 6 WHERE seq = 9005",
        "UPDATE audit_object SET seq = CASE seq WHEN 5 THEN 6 ELSE 5 END WHERE seq IN (5, 6)",
    )
    assert "reordered" in verify()


def test_a_replaced_event(trail):
    forge()
    row = AuditEvent.objects.get(seq=5)
    row.verb = "people.see"
    AuditEvent.objects.filter(seq=5).update(verb=row.verb, hash=row.as_event().hash)
    assert verify() == {"replaced"}


def test_a_tail_that_was_cut_off_is_known_by_the_checkpoints_alone(trail):
    last = size()
    cut(after=last - 2)
    assert verify() == set()
    assert verify(trail) == {"cut"}


def test_a_chain_that_was_recomputed_is_known_by_the_checkpoints_alone(trail):
    last = size()
    forge()
    AuditEvent.objects.filter(seq=last - 1).update(actor="nobody")
    rehash(last - 1)
    assert verify() == set()
    assert verify(trail) == {"recomputed"}


def test_a_database_put_back_to_an_earlier_day_and_written_on_since(trail):
    last = size()
    cut(after=last - 3)
    assert verify(trail) == {"cut"}
    for _ in range(5):
        append([Happening(at=NOON, actor=INSTALLATION.public_id, verb="x", kind=Kind.CHANGE)])
    assert verify() == set()
    assert verify(trail) == {"recomputed"}


def test_checkpoints_that_somebody_else_signed_count_for_nothing(trail):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    assert verify(trail, public_key=stranger) == {"checkpoint"}


@pytest.mark.parametrize(
    ("field", "value"), [("size", 3), ("head", "f" * 64), ("at", 1), ("signature", "AAAA")]
)
def test_a_checkpoint_that_was_rewritten_is_named(trail, field, value):
    lines = trail.read_text().splitlines()
    trail.write_text(json.dumps(json.loads(lines[0]) | {field: value}) + "\n")
    assert verify(trail) == {"checkpoint"}


def test_a_file_that_holds_no_checkpoints_is_refused_with_its_line(trail):
    trail.write_text("not a checkpoint\n")
    with pytest.raises(CommandError, match="line 1 is no checkpoint"):
        verify(trail)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_object WHERE seq = 5",
        "UPDATE audit_object SET reference = 'people.person:other' WHERE seq = 5",
        "INSERT INTO audit_object (seq, reference) VALUES (90001, 'people.person:x')",
    ],
)
def test_an_index_that_hides_an_event_from_the_auditor_is_named(trail, statement):
    forge(statement)
    assert verify() == {"index"}


def test_readings_of_an_older_trail_stand_in_its_index_as_all_else_but_not_after_one_stands_apart():
    def look(seq, *, previous):
        return Event(
            seq=seq, previous=previous, at=seq, actor="a", session="", request="", operation="",
            verb="see", kind=Kind.CONSULTATION, outcome="allowed", recipient="", objects=("x:1",),
            fields=(),
        )  # fmt: skip

    events = [look(seq, previous=BEGINNING) for seq in (1, 2, 3)]
    stored = [Stored(event=each, hash=each.hash) for each in events]
    assert [*index_faults(stored, [(1, "x:1"), (2, "read:x:1"), (3, "read:x:1")])] == []
    (fault,) = index_faults(stored, [(1, "x:1"), (2, "read:x:1"), (3, "x:1")])
    assert fault.seq == 3
    (fault,) = index_faults(stored, [(1, "x:2"), (2, "read:x:1"), (3, "read:x:1")])
    assert fault.seq == 1


def test_a_silent_server_gives_its_last_events_a_checkpoint(world, settings, tmp_path):
    from datetime import UTC, datetime, timedelta

    settings.DESIST_CHECKPOINTS = str(tmp_path / "checkpoints")
    now = datetime.now(tz=UTC)
    assert note_silence(now=now)
    world.person()
    assert not note_silence(now=now + timedelta(seconds=30))
    assert note_silence(now=now + timedelta(seconds=61))
    assert not note_silence(now=now + timedelta(seconds=600))
    world.person()
    assert note_silence(now=now + timedelta(seconds=62), at_once=True)
    lines = (tmp_path / "checkpoints").read_text().splitlines()
    held = list(checkpoint.read(lines))
    assert held[-1].size == size()
    assert verify(tmp_path / "checkpoints") == set()


def test_a_disk_that_takes_no_checkpoint_does_not_end_the_serving(world, settings, tmp_path):
    settings.DESIST_CHECKPOINTS = str(tmp_path / "file" / "checkpoints")
    (tmp_path / "file").write_text("in the way")
    assert not note_silence()
