"""Readings of a trail from before they were indexed later stand in its index already."""

from django.db import migrations

MARK = (
    "INSERT INTO audit_object (seq, reference) "
    "SELECT MAX(seq), 'readings' FROM audit_event HAVING MAX(seq) IS NOT NULL"
)


class Migration(migrations.Migration):
    """A mark at its last event."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
