"""The audit trail, made by hand for each database, and completed operations."""

import uuid

from django.db import migrations, models

from desist.casework.audit import guards


def create(apps, schema_editor):
    """Make the tables that the ORM does not manage, with their triggers."""
    guards.lay(schema_editor.connection)


def unmanaged(name, table, fields):
    """A model that the ORM reads but whose table it never touches."""
    return migrations.CreateModel(
        name=name, fields=fields, options={"db_table": table, "managed": False}
    )


class Migration(migrations.Migration):
    """The first of them."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunPython(create),
        unmanaged(
            "AuditEvent",
            "audit_event",
            [
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("at", models.BigIntegerField()),
                ("actor", models.CharField(max_length=36)),
                ("session", models.CharField(max_length=64)),
                ("request", models.CharField(max_length=36)),
                ("operation", models.CharField(max_length=36)),
                ("verb", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=20)),
                ("outcome", models.CharField(max_length=10)),
                ("recipient", models.CharField(max_length=200)),
                ("objects_json", models.TextField()),
                ("fields_json", models.TextField()),
            ],
        ),
        unmanaged(
            "AuditedObject",
            "audit_object",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("reference", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="CompletedOperation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("actor", models.UUIDField()),
                ("operation", models.UUIDField()),
                ("verb", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("result", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actor", "operation"), name="operation_done_once"
                    )
                ],
            },
        ),
    ]
