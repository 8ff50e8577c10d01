"""The region of a case, filled in for those that are there."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
    UPDATE casefile_casesummary SET region_id = (
        SELECT unit.region_id FROM people_person AS person
        JOIN accounts_team AS team ON team.id = person.team_id
        JOIN accounts_deliveryunit AS unit ON unit.id = team.unit_id
        WHERE person.id = casefile_casesummary.person_id
    )
"""


class Migration(migrations.Migration):
    """It may be empty until the next."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("casefile", "0003_sessions_of_a_case"),
        ("people", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            model_name="casesummary",
            name="region",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.region",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
