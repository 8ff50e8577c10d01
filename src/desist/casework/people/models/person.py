"""A person, and every name they go or went by."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import Team, User
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.record import Record


class Sex(models.TextChoices):
    """As the court recorded it: rules and norms refer to it."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class Person(Editable):
    """Somebody whom a practitioner supervises. Never the offence, never a victim's name."""

    crn = models.CharField(max_length=7)
    """The case reference number: a letter and six digits."""
    crn_copy = models.PositiveSmallIntegerField(default=0, editable=False)
    """0 for the first record of a CRN. Whoever registers one held out of their reach makes a
    second record of it, so that nothing can be told from the answer; it is to be merged."""
    first_names = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    born_on = models.DateField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    team = models.ForeignKey(Team, models.PROTECT, related_name="people")
    practitioner = models.ForeignKey(User, models.PROTECT, related_name="supervised")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged_from"
    )
    """The record that stands for this one too; while it does, nobody finds this one by itself."""

    has_merged = models.BooleanField(default=False, editable=False)
    """Whether a record was ever merged into this one, so that most need not be asked."""
    is_anonymous = models.BooleanField(default=False, editable=False)
    """Whether only what evaluation may keep is left; nobody finds it any more."""

    class Meta:
        indexes = [models.Index(fields=("last_name", "first_names", "id"))]
        constraints = [
            models.UniqueConstraint(fields=("crn", "crn_copy"), name="crn_held_once_a_copy")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First names, then the last."""
        return f"{self.first_names} {self.last_name}"

    @property
    def is_found(self) -> bool:
        """Whether it stands for somebody by itself: not merged into another, not anonymous."""
        return self.merged_into_id is None and not self.is_anonymous

    @property
    def survivor(self) -> Person:
        """The record under which they are found: this one, or the one it was merged into."""
        return self.merged_into or self

    def age_on(self, day: date) -> int:
        """Whole years on a day."""
        before = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - before


class PersonRevision(Revision):
    """A state that a person's record has had."""

    of = models.ForeignKey(Person, models.PROTECT, related_name="revisions")


class OtherName(Record):
    """A name that somebody also uses or used."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="other_names")
    full_name = models.CharField(max_length=200)


class NameKey(Record):
    """A word of a name as search compares it: folded, or by its sound."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="name_keys")
    kind = models.CharField(max_length=5)
    key = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=("kind", "key", "person"))]
