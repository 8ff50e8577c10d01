"""A test finds the database empty, whatever the one before it kept."""

from desist.casework.audit.guards import missing
from desist.casework.audit.models import AuditedObject, AuditEvent
from tests.casework import schema
from tests.casework.people import build_world


def test_the_trail_is_empty_again_and_as_closed_as_it_was(transactional_db):
    from django.db import connection

    build_world()
    assert AuditEvent.objects.exists()
    assert AuditedObject.objects.exists()
    schema.end_trail()
    assert not AuditEvent.objects.exists()
    assert not AuditedObject.objects.exists()
    assert missing(connection) == set()
