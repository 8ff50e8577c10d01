"""A way: how long somebody takes to a place in which groups meet."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.people.models.arrangement import LONGEST_WAY
from desist.casework.planning.models import Place
from desist.casework.records.record import Record


class Way(Record):
    """The minutes that it takes, one way, as they said; the newest of a person and place counts."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="ways")
    place = models.ForeignKey(Place, models.PROTECT, related_name="ways")
    minutes = models.PositiveSmallIntegerField(validators=[MaxValueValidator(LONGEST_WAY)])
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("person", "place"), name="way_of_a_person")]
