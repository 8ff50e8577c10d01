"""The summary of a case: one row a person, from which lists are made.

Everything here is derived. After each act on a person it is derived anew in the same transaction;
`desist manage summarise` derives it for everybody.
"""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import Region, User
from desist.casework.casefile.stage import STAGES
from desist.casework.people.models import Person
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral


class CaseSummary(Record):
    """Where one person's case stands: the open referral, otherwise the latest."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="summary")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    """Of the person's team: the list of a whole region is walked in its order, not sorted."""
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+")
    programme = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=30, blank=True)
    stage = models.CharField(max_length=20, choices=list(STAGES.items()))
    ended = models.BooleanField(default=False)
    waiting_since = models.DateField(null=True)
    """Since when they wait for the programme to begin; empty where they do not."""
    band = models.CharField(max_length=20, blank=True)
    """Static risk as the latest decision took it; empty while a second coder is waited for."""
    facilitator = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sessions_held = models.PositiveSmallIntegerField(default=0)
    sessions_planned = models.PositiveSmallIntegerField(default=0)
    minutes_held = models.PositiveIntegerField(default=0)
    minutes_planned = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True)
    """The last session that was recorded: its day, whether they came, and its module."""
    last_came = models.CharField(max_length=20, blank=True)
    last_module = models.CharField(max_length=60, blank=True)
    next_on = models.DateField(null=True)
    """The next session that is booked: its day, wall time and place."""
    next_starts = models.TimeField(null=True)
    next_place = models.CharField(max_length=210, blank=True)
    answer_by = models.DateField(null=True)
    """The day of the first questionnaire that is not answered yet."""
    due_on = models.DateField(null=True)
    """The day of the next thing to be done by anybody: a task, a session, a questionnaire."""
    due_kind = models.CharField(max_length=60, blank=True)
    """The kind of that task; ``SESSION`` for a session, ``ANSWERS`` for a questionnaire."""

    class Meta:
        indexes = [
            models.Index(fields=("region", "due_on", "id")),
            models.Index(fields=("region", "waiting_since", "id")),
            models.Index(fields=("due_on", "id")),
            models.Index(fields=("waiting_since", "id")),
            models.Index(fields=("stage", "due_on")),
            models.Index(fields=("facilitator", "due_on")),
            models.Index(fields=("band", "due_on")),
        ]

    @property
    def progress(self) -> str:
        """How many of the planned sessions were held: 6/24; empty before there is a plan."""
        if not self.sessions_planned:
            return ""
        return f"{self.sessions_held}/{self.sessions_planned}"
