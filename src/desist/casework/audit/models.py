"""The trail and its index (made by migration, per database), and operations already done."""

from __future__ import annotations

import json

from django.db import models

from desist.casework.audit.event_format import Event
from desist.casework.records.record import Record


class AuditEvent(models.Model):
    """One event. The ORM reads this table and adds to it; triggers refuse everything else."""

    seq = models.BigIntegerField(primary_key=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    at = models.BigIntegerField()
    actor = models.CharField(max_length=36)
    session = models.CharField(max_length=64)
    request = models.CharField(max_length=36)
    operation = models.CharField(max_length=36)
    verb = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10)
    recipient = models.CharField(max_length=200)
    objects_json = models.TextField()
    fields_json = models.TextField()

    class Meta:
        managed = False
        db_table = "audit_event"

    def as_event(self) -> Event:
        """What was hashed."""
        names = (
            "seq", "previous", "at", "actor", "session", "request", "operation",
            "verb", "kind", "outcome", "recipient",
        )  # fmt: skip
        return Event(
            objects=tuple(json.loads(self.objects_json)),
            fields=tuple(json.loads(self.fields_json)),
            **{name: getattr(self, name) for name in names},
        )


class AuditedObject(models.Model):
    """Which events speak of an object: an index of the trail, append-only like it."""

    id = models.BigAutoField(primary_key=True)
    seq = models.BigIntegerField()
    reference = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "audit_object"


class CompletedOperation(Record):
    """An operation id that was carried out, so that sending a form twice does it once."""

    actor = models.UUIDField()
    operation = models.UUIDField()
    verb = models.CharField(max_length=100)
    at = models.DateTimeField()
    result = models.CharField(max_length=120)
    """The reference of what the action returned; empty where it returned nothing."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("actor", "operation"), name="operation_done_once")
        ]
