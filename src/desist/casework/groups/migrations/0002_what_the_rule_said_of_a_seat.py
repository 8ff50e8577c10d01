"""What the rule for forming groups said is kept with a seat."""

from django.db import migrations

import desist.casework.records.encrypted_text


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_groups_members_and_their_sessions")]

    operations = [
        migrations.AddField(
            model_name="groupmembership",
            name="judged",
            field=desist.casework.records.encrypted_text.EncryptedText(null=True),
        ),
    ]
