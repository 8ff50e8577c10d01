"""Session: a local day and wall time with somebody, whoever holds it, for so many real minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models

from desist.casework.accounts.models import User

LONDON = ZoneInfo("Europe/London")


class Session(models.Model):
    """What an appointment and a catch-up have in common. Its times are those of Europe/London."""

    day = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    facilitator: User
    co_facilitator: User | None

    class Meta:
        abstract = True

    @property
    def facilitators(self) -> tuple[User, ...]:
        """Who delivers it, whoever leads first."""
        return tuple(each for each in (self.facilitator, self.co_facilitator) if each is not None)

    def is_to_come(self, *, after: date, at: datetime) -> bool:
        """Whether it was to follow a day, or is of that day and has not begun at a moment."""
        return self.day > after or (self.day == after and self.begins_at > at)

    @property
    def begins_at(self) -> datetime:
        """The instant at which it begins, in local time."""
        return datetime.combine(self.day, self.starts, LONDON)

    @property
    def ends_at(self) -> datetime:
        """The instant at which it ends, in local time: so many real minutes later."""
        after = self.begins_at.astimezone(UTC) + timedelta(minutes=self.minutes)
        return after.astimezone(LONDON)
