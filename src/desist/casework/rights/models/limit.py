"""That the use of somebody's records is limited, and what they say against a record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class LimitOnUse(Record):
    """From a day on, records about somebody are used for nothing but what the ground says."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="limits_on_use")
    ground = models.CharField(max_length=30)
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("limit on the use of records")


class NoteOfDisagreement(Record):
    """What somebody says against a record that was not changed: kept and shown beside it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="notes_of_disagreement")
    about = models.CharField(max_length=120, blank=True)
    text = EncryptedText()
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("note of disagreement")
