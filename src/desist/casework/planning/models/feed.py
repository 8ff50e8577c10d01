"""A calendar feed: a secret address at which a member of staff's own calendar fetches sessions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from desist.casework.accounts.models import User
from desist.casework.records.record import Record


class CalendarFeed(Record):
    """One address of one member of staff, until it is revoked; only its hash is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("user",), condition=Q(revoked_at=None), name="one_feed_of_a_person"
            )
        ]
