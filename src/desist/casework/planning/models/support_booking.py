"""Support booking: an interpreter or another helper booked for one session, as it stood then."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.people.models import Access
from desist.casework.planning.models.appointment import Appointment
from desist.casework.records.record import Record

NEEDS = (Access.INTERPRETER, Access.SIGN_LANGUAGE, Access.SPEECH_TO_TEXT)
"""Whom somebody has to book for a session."""


class SupportBooking(Record):
    """Who was booked for what need and for which day and time; the newest of a need counts.

    Nothing is changed in it: a session that moves leaves it behind, and asks for another.
    """

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="support_bookings")
    need = models.CharField(max_length=20, choices=[(each.value, each.label) for each in NEEDS])
    booked = models.CharField(max_length=100, blank=True)
    """The agency or the name, as it was agreed; empty where they were called off."""
    day = models.DateField()
    starts = models.TimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    @property
    def is_for_its_session(self) -> bool:
        """Whether they come to the session as it stands now."""
        held = self.appointment
        return bool(self.booked) and (self.day, self.starts) == (held.day, held.starts)
