"""Keys: a new one takes over while the service goes on; the old one goes when nothing needs it."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations import AddField
from django.db.migrations.loader import MigrationLoader

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.records.editable import amend
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.keys import key_ring
from desist.casework.records.sealed_column import sealed_columns
from desist.casework.referrals.actions import refer_person
from desist.casework.referrals.models import Referral
from tests.casework.people import LONG_AGO, NOON


@pytest.fixture
def keys(settings, tmp_path):
    """A copy of the key file; ``restart`` reads it anew, as a server does when it starts."""
    path = tmp_path / "keys.toml"
    shutil.copy(settings.DESIST_KEY_FILE, path)
    settings.DESIST_KEY_FILE = str(path)
    key_ring.cache_clear()
    yield path
    key_ring.cache_clear()


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def referrals(world, rita):
    return [
        refer_person(
            person=world.person(), programme="isotp", setting="community", context=f"note {n}",
            referred_on=LONG_AGO, by=rita, at=NOON,
        )
        for n in range(5)
    ]  # fmt: skip


def rotate(step, *key, restart=True):
    out = io.StringIO()
    call_command("rotate_keys", step, *key, stdout=out)
    if restart:
        key_ring.cache_clear()
    return out.getvalue()


def under(key):
    return sum(column.under(key) for column in sealed_columns())


def test_every_value_is_encrypted_anew_and_the_old_key_goes(keys, referrals):
    before = under("k1")
    assert before >= 10
    assert "k2" in rotate("add")
    rotate("use", "k2")
    with pytest.raises(CommandError, match="still opens"):
        rotate("drop", "k1")
    assert "0 to go" in rotate("run")
    assert (under("k1"), under("k2")) == (0, before)
    assert "gone" in rotate("drop", "k1")
    assert list(key_ring().fields) == ["k2"]
    assert [each.context for each in Referral.objects.order_by("pk")] == [
        f"note {n}" for n in range(5)
    ]
    assert Referral.objects.first().revisions.first().values["context"] == "note 0"
    told = AuditEvent.objects.filter(verb="audit.reseal")
    assert any("referrals_referral.context" in each.fields_json for each in told)
    assert AuditEvent.objects.filter(verb="audit.drop_key").exists()
    assert key_file_mode(keys) == 0o600


def key_file_mode(path):
    return path.stat().st_mode & 0o777


def test_a_rotation_that_was_stopped_goes_on_where_it_stood(keys, referrals, monkeypatch):
    rotate("add")
    rotate("use", "k2")
    command = "desist.casework.config.management.commands.rotate_keys"
    monkeypatch.setattr(f"{command}.BATCH", 2)
    calls = []

    def stop_at_the_third(**given):
        from desist.casework.audit.actions import reseal

        calls.append(given["column"])
        if len(calls) == 3:
            raise KeyboardInterrupt
        reseal(**given)

    monkeypatch.setattr(f"{command}.reseal", stop_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        rotate("run")
    half = under("k2")
    assert 0 < half < half + under("k1")
    monkeypatch.undo()
    rotate("run")
    assert under("k1") == 0


def test_a_server_with_the_old_key_still_works_meanwhile(keys, referrals, rita):
    rotate("add")
    rotate("use", "k2", restart=False)
    old_server = Referral.objects.first()
    amend(old_server, read_version=1, values={"context": "by the old key"}, by=rita, at=NOON)
    key_ring.cache_clear()
    assert Referral.objects.get(pk=old_server.pk).context == "by the old key"
    rotate("run")
    assert Referral.objects.get(pk=old_server.pk).context == "by the old key"
    assert under("k1") == 0


def test_what_somebody_saves_while_it_runs_stays_as_they_saved_it(keys, referrals, monkeypatch):
    rotate("add")
    rotate("use", "k2")
    from desist.casework.records import sealed_column

    place = f"referrals_referral.context:{referrals[0].public_id}"
    original = sealed_column.unseal

    def save_in_between(held, *, place):
        if place == f"referrals_referral.context:{referrals[0].public_id}":
            write("fresh")
        return original(held, place=place)

    def write(text):
        with connection.cursor() as cursor:
            sealed = str(sealed_column.seal(text, place=place))
            sql = "UPDATE referrals_referral SET context = %s WHERE id = %s"
            cursor.execute(sql, [sealed, referrals[0].pk])

    monkeypatch.setattr(sealed_column, "unseal", save_in_between)
    column = next(each for each in sealed_columns() if str(each) == "referrals_referral.context")
    column.reseal(under="k2", most=10)
    assert Referral.objects.get(pk=referrals[0].pk).context == "fresh"


def test_wrong_steps_are_refused_and_say_what_would_help(keys, db):
    for step in (("use", "k9"), ("drop", "k9"), ("drop",)):
        with pytest.raises(CommandError, match="name one of the keys k1"):
            rotate(*step)
    with pytest.raises(CommandError, match="add"):
        rotate("drop", "k1")
    assert "k1 (current)" in rotate("status")


def test_the_key_file_is_never_half_written(keys):
    from desist.casework.records import key_file

    before = Path(keys).read_text()
    key_file.add_field_key(keys)
    assert Path(keys).read_text().startswith(before[:40])
    assert [each.name for each in keys.parent.iterdir()] == ["keys.toml"]


def test_a_text_that_is_added_to_a_table_can_be_missing():
    """Rows that stand there have no text that could be sealed for them."""
    loader = MigrationLoader(None)
    added = [
        (name, operation.name)
        for name, migration in loader.disk_migrations.items()
        for operation in migration.operations
        if isinstance(operation, AddField)
        and isinstance(operation.field, EncryptedText)
        and not operation.field.null
    ]
    assert not added
