"""The role that the service connects as: it can do its work, and nothing to the trail but add."""

import io
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from desist.casework.access import Role
from desist.casework.audit import guards
from desist.casework.audit.models import AuditEvent
from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import walk
from desist.casework.config.mode import Mode
from desist.casework.config.startup import faults
from tests.casework.people import build_world

ATTACKS = (
    "UPDATE audit_event SET actor = 'x'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "UPDATE audit_object SET reference = 'x'",
    "DELETE FROM audit_object",
    "TRUNCATE audit_object",
    "INSERT INTO audit_event SELECT * FROM audit_event ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
    "SET session_replication_role = replica",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "ALTER TABLE audit_event DISABLE TRIGGER USER",
    "DROP TRIGGER audit_event_no_change ON audit_event",
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$",
    "CREATE RULE forget AS ON INSERT TO audit_event DO INSTEAD NOTHING",
    "DROP TABLE audit_object",
    "ALTER TABLE audit_event OWNER TO current_user",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', 'x', now())",
    "CREATE TABLE public.elsewhere (n int)",
)


WITHOUT_EFFECT = "GRANT UPDATE, DELETE, TRUNCATE ON audit_event, audit_object TO current_user"
"""PostgreSQL warns and grants nothing; the attacks after it must still fail."""


def only_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")


@pytest.fixture
def role(transactional_db):
    """A role that signs in and owns nothing, granted what the command grants."""
    only_on_postgresql()
    name = f"service_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN")
    call_command("grants", role=name, apply=True, stdout=io.StringIO())
    yield name
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP OWNED BY {name}")
        cursor.execute(f"DROP ROLE {name}")


def test_every_way_to_change_the_trail_is_refused_to_it(role):
    build_world()
    before = list(AuditEvent.objects.order_by("seq").values_list("hash", flat=True))
    held = connection.settings_dict
    service = psycopg.connect(dbname=held["NAME"], host=held["HOST"], user=role, autocommit=True)
    with service, service.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event")
        assert cursor.fetchone()[0] == len(before) > 0
        cursor.execute(WITHOUT_EFFECT)
        for attack in ATTACKS:
            with pytest.raises(psycopg.Error, match=r"permission denied|must be owner|owner of"):
                cursor.execute(attack)
    assert list(AuditEvent.objects.order_by("seq").values_list("hash", flat=True)) == before
    assert guards.missing(connection) == set()


def test_it_does_the_work_of_the_service_and_starts_in_production(role, settings):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
    world = build_world()
    world.on_caseload(world.member("finn", Role.FACILITATOR), world.person())
    assert walk(stored_events()).findings == []
    settings.MODE = Mode.PRODUCTION
    assert list(faults()) == []


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE", "TRIGGER"])
def test_the_service_does_not_start_with_a_right_too_many(role, settings, right):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT {right} ON audit_object TO {role}")
        cursor.execute(f"SET ROLE {role}")
    settings.MODE = Mode.PRODUCTION
    assert "could change it" in "; ".join(faults())


def test_the_statements_are_printed_for_whoever_would_rather_read_them_first(db):
    only_on_postgresql()
    printed = io.StringIO()
    call_command("grants", role="desist_service", stdout=printed)
    assert 'GRANT SELECT, INSERT ON "audit_event", "audit_object" TO "desist_service";' in (
        printed.getvalue()
    )


@pytest.mark.parametrize("role", ["", 'x"; DROP TABLE audit_event; --', "Capital"])
def test_a_role_that_is_no_name_is_refused(db, role):
    with pytest.raises(CommandError):
        call_command("grants", role=role, apply=True)
