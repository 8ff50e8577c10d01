"""Who works with somebody, and so sees them."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.people.models.person import Person
from desist.casework.records.record import Record


class CaseloadEntry(Record):
    """A member of staff who works with somebody, from a day on and until ended."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="caseload")
    user = models.ForeignKey(User, models.PROTECT, related_name="caseload")
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
