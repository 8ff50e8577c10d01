"""A membership: somebody's seat in a group, from a day on and until they left it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from desist.casework.accounts.models import User
from desist.casework.groups.models.group import ProgrammeGroup
from desist.casework.planning.models import Enrolment
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class GroupMembership(Record):
    """One enrolment's seat in one group; whoever goes on in another group has another."""

    group = models.ForeignKey(ProgrammeGroup, models.PROTECT, related_name="memberships")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    placed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    because = EncryptedText(blank=True, default="")
    """Why they sit here in spite of what stood against it."""
    judged = EncryptedText(null=True)
    """What the rule for forming groups said on the day, as JSON: outcome, codes of its reasons, the
    names of facts that were missing, and the rules by version and hash. Nothing of anybody else;
    None where nobody looked."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("enrolment",), condition=Q(left_on=None), name="one_seat_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="nobody_leaves_a_group_before_joining_it",
            ),
        ]
