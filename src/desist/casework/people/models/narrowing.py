"""Who alone, or who never, may see somebody; and who saw them in an emergency."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.people.models.person import Person
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Restriction(Record):
    """While one of these holds, only the staff named in them may see the person."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="restrictions")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = EncryptedText()
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = EncryptedText(null=True)


class Exclusion(Record):
    """While this holds, the named member of staff may not see the person, whatever else holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = EncryptedText()
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = EncryptedText(null=True)


class EmergencyAccess(Record):
    """Break-glass: a duty manager saw a person outside their reach, why, and until when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = EncryptedText()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
