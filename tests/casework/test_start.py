"""What refuses to start: production without a key, with debugging, or on a demonstration."""

import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from desist.casework.config.mode import Mode, database, mode_of
from desist.casework.config.startup import faults, refuse_unsafe_start
from desist.casework.demonstration.actions import mark_as_demonstration
from desist.casework.records.key_file import write_new_key_file
from desist.casework.records.keys import read_key_file
from tests.casework.people import NOON

WHOLE = {"DESIST_KEY_FILE": "/keys", "DESIST_ADDRESS": "https://desist.example"}


def test_production_is_what_is_meant_where_nothing_is_said():
    assert mode_of(WHOLE) is Mode.PRODUCTION


@pytest.mark.parametrize(
    "environment",
    [
        {},
        WHOLE | {"DESIST_DEBUG": "1"},
        WHOLE | {"DJANGO_DEBUG": "1"},
        WHOLE | {"DESIST_DEMONSTRATION_SIGN_IN": "1"},
        {"DESIST_KEY_FILE": "/keys"},
        {"DESIST_ADDRESS": "https://desist.example"},
        {"DESIST_MODE": "live"},
    ],
)
def test_production_refuses_what_is_not_safe(environment):
    with pytest.raises(ImproperlyConfigured):
        mode_of(environment)


def test_sqlite_waits_its_turn_and_loses_nothing_at_power_loss(tmp_path):
    options = database({}, var=tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
    with pytest.raises(ImproperlyConfigured):
        database({"DATABASE_URL": "mysql://x"}, var=tmp_path)


def test_the_sqlite_of_these_tests_is_a_file_with_the_settings_of_service(db):
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    found = []
    with connection.cursor() as cursor:
        for name in ("journal_mode", "synchronous", "foreign_keys"):
            cursor.execute(f"PRAGMA {name}")
            found.append(cursor.fetchone()[0])
    assert found == ["wal", 2, 1]


def test_a_key_file_is_for_its_owner_alone_and_never_overwritten(tmp_path):
    path = tmp_path / "keys.toml"
    write_new_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(read_key_file(path).fields["k1"]) == 32
    with pytest.raises(FileExistsError):
        write_new_key_file(path)
    os.chmod(path, 0o644)  # noqa: PTH101 - what a careless copy does
    with pytest.raises(ImproperlyConfigured, match="others may read"):
        read_key_file(path)
    with pytest.raises(ImproperlyConfigured, match="no key file"):
        read_key_file(tmp_path / "absent")


def test_production_does_not_start_on_a_demonstration(db, settings):
    assert list(faults()) == []
    mark_as_demonstration(at=NOON)
    assert list(faults()) == []
    settings.MODE = Mode.PRODUCTION
    with pytest.raises(ImproperlyConfigured, match="demonstration database"):
        refuse_unsafe_start()


def test_production_does_not_start_as_the_owner_of_the_trail(db, settings):
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    settings.MODE = Mode.PRODUCTION
    with pytest.raises(ImproperlyConfigured, match="owns the audit trail or could change it"):
        refuse_unsafe_start()


def test_the_first_administrator_is_made_once_and_by_a_link(db, client):
    import io

    from django.core.management import CommandError, call_command

    out = io.StringIO()
    given = {"email": "First@Example.org", "name": "First Administrator"}
    call_command("first_administrator", **given, stdout=out)
    link = out.getvalue().split("http://127.0.0.1:8000")[1].strip()
    assert "Welcome, First Administrator" in client.get(link).text
    with pytest.raises(CommandError, match="administrator already"):
        call_command("first_administrator", email="b@example.org", name="B")
