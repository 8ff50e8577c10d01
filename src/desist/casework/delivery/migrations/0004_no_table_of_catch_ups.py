"""The table of catch-ups goes: every record is of an appointment."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delivery", "0003_catch_ups_become_sessions")]

    operations = [
        migrations.RemoveConstraint(
            model_name="sessionrecord", name="a_record_is_of_a_session_or_of_a_catch_up"
        ),
        migrations.RemoveField(model_name="sessionrecord", name="catch_up"),
        migrations.AlterField(
            model_name="sessionrecord",
            name="appointment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="session_record",
                to="planning.appointment",
            ),
        ),
        migrations.DeleteModel(name="CatchUpRevision"),
        migrations.DeleteModel(name="CatchUp"),
    ]
