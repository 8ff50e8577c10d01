"""An appointment may make good another: catch-ups were a table of delivery's own until then."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_support_for_a_session")]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="makes_good",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="catch_ups",
                to="planning.appointment",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                fields=["makes_good"],
                condition=models.Q(("makes_good__isnull", False)),
                name="catch_ups_of_a_session",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="appointment", name="one_appointment_for_a_session_of_the_plan"
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                fields=("enrolment", "number"),
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True), ("makes_good", None)
                ),
                name="one_appointment_for_a_session_of_the_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                fields=("makes_good",),
                condition=models.Q(("state__in", ("planned", "moved"))),
                name="one_catch_up_to_come_of_a_session",
            ),
        ),
    ]
