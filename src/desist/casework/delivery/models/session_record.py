"""A session record: whether somebody came, for how long, what was worked on, and how it went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models import Appointment, Enrolment
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Attendance(models.TextChoices):
    """Whether somebody came and did what was asked."""

    COMPLIED = "complied", _("Attended and complied")
    FAILED = "failed_to_comply", _("Attended and failed to comply")
    ABSENT = "absent", _("Absent")


class Engagement(models.TextChoices):
    """How somebody took part, as the facilitator saw it. Words of the service, not a measure."""

    NOT_SAID = "", _("Not said")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    PRESENT = "present", _("Present, little said")
    TAKING_PART = "taking_part", _("Taking part")
    LEADING = "leading", _("Bringing own examples")


class Covered(models.TextChoices):
    """How far an exercise was done."""

    WHOLE = "whole", _("Done")
    PART = "part", _("Partly")
    NOT = "not", _("Not done")


class SessionRecord(Editable):
    """One session as it was held with one person.

    ``minutes`` are those that the person was there. A correction is a new version.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="session_records")
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="session_record")
    number = models.PositiveSmallIntegerField()
    """The session of the plan that it is, or makes good."""
    held_on = models.DateField()
    attendance = models.CharField(max_length=20, choices=Attendance.choices)
    minutes = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    engagement = models.CharField(max_length=20, choices=Engagement.choices, blank=True)
    note = EncryptedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=("enrolment", "held_on"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(attendance="absent") | Q(minutes=0),
                name="nobody_absent_was_there_for_minutes",
            ),
        ]

    @property
    def attended(self) -> bool:
        """Whether the person came."""
        return self.attendance != Attendance.ABSENT


class SessionRecordRevision(Revision):
    """A state that a session record has had."""

    of = models.ForeignKey(SessionRecord, models.PROTECT, related_name="revisions")


class ExerciseRecord(Record):
    """One exercise in one session: how far it was done, and what the facilitator says of it.

    The comment is about the exercise, for whoever writes its next version. Corrections are new
    rows; the newest of an exercise in a session counts.
    """

    session_record = models.ForeignKey(SessionRecord, models.PROTECT, related_name="exercises")
    exercise = models.CharField(max_length=60)
    covered = models.CharField(max_length=10, choices=Covered.choices)
    comment = EncryptedText(blank=True, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("exercise", "covered"))]
