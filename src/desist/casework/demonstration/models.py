"""The mark that a database holds invented people only."""

from django.db import models

from desist.casework.records.record import Record


class DemonstrationMark(Record):
    """Set when a demonstration is seeded; a database without it is never rebuilt."""

    made_at = models.DateTimeField()
