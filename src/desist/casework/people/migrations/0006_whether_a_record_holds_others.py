"""Whether a record was ever merged into this one, said on the record itself."""

from django.db import migrations, models


def say_of_those_that_hold_others(apps, _editor):
    person = apps.get_model("people", "Person")
    holders = person.objects.filter(merged_into__isnull=False).values("merged_into")
    person.objects.filter(pk__in=holders).update(has_merged=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_merged_and_anonymous_records")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="has_merged",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(say_of_those_that_hold_others, migrations.RunPython.noop),
    ]
