"""A task: something that is to be done about somebody, by whom, by which day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from desist.casework.access.role import Role
from desist.casework.accounts.models import ROLE_NAMES, User
from desist.casework.people.models import Person
from desist.casework.records.record import Record
from desist.casework.tasks.kind import TaskKind, kind_called


class Task(Record):
    """Open until it is finished. It is for one member of staff, or for a role that reaches them.

    There is one open task of a kind about a thing; raising it again moves it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=100)
    """What it is about, as the audit trail names rows: ``referrals.referral:<opaque id>``."""
    role = models.CharField(max_length=30, blank=True, choices=list(ROLE_NAMES.items()))
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="tasks")
    due_on = models.DateField()
    raised_by = models.UUIDField()
    raised_at = models.DateTimeField()
    finished_by = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("about", "kind"),
                condition=Q(finished_at__isnull=True),
                name="one_open_task_of_a_kind_about_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) ^ ~Q(role=""),
                name="a_task_is_for_a_user_or_a_role",
            ),
        ]
        indexes = [
            models.Index(
                fields=("due_on", "id"),
                condition=Q(finished_at__isnull=True),
                name="open_tasks_by_day",
            )
        ]

    @property
    def what(self) -> TaskKind:
        """What it asks for."""
        return kind_called(self.kind)

    @property
    def about_id(self) -> str:
        """The opaque id of what it is about."""
        return self.about.partition(":")[2]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.finished_at is None

    @property
    def left_by(self) -> User | None:
        """Whose it was, where their account is closed; a practitioner's is theirs by role."""
        whose = self.user
        if whose is None and self.role == Role.REFERRER:
            whose = self.person.practitioner
        return whose if whose is not None and not whose.is_active else None

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed."""
        return self.is_open and self.due_on < on


class Holiday(Record):
    """A day on which nobody works in a nation, beside those that the calendar knows."""

    nation = models.CharField(max_length=20)
    day = models.DateField()
    title = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("nation", "day"), name="a_holiday_once_a_nation")
        ]


class Notice(Record):
    """One letter a day to one member of staff: that something is due. It names no case."""

    user = models.ForeignKey(User, models.PROTECT, related_name="notices")
    day = models.DateField()
    lines = models.TextField()
    """What is to be done and by when, one a line; the same words stand for everybody."""
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    """When a job took it to send it; one that died over it holds it for a while only."""
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "day"), name="one_notice_a_day_for_a_user")
        ]


class TimerTurn(Record):
    """When a timer's next turn is; whoever moves it on takes the turn."""

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()
