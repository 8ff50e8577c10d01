"""Arrangements: what whoever books a place must know. Never the reason behind it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import DeliveryUnit
from desist.casework.people.models.person import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.programme.group_pool import PartOfDay, Weekday

LONGEST_WAY = 240


class Welsh(models.TextChoices):
    """Which of the two languages of Wales somebody chooses."""

    NOT_ASKED = "not_asked", _("Not asked")
    ENGLISH = "english", _("English")
    WELSH = "welsh", _("Welsh")
    EITHER = "either", _("Either")


class Access(models.TextChoices):
    """What somebody needs in order to come, hear, see and take part."""

    INTERPRETER = "interpreter", _("Interpreter")
    SIGN_LANGUAGE = "sign_language", _("British Sign Language interpreter")
    SPEECH_TO_TEXT = "speech_to_text", _("Speech put into text")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy read")
    STEP_FREE = "step_free", _("Step-free way in and room")
    SHORT_SESSIONS = "short_sessions", _("Shorter sessions or more breaks")


class Arrangement(Editable):
    """One a person, held so by its action and not by a constraint, so that people can be merged."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="arrangements")
    access = models.CharField(max_length=150, blank=True)
    """Codes of ``Access`` with a space between."""
    language = models.CharField(max_length=40, blank=True)
    """The one they speak best, where it is not English."""
    welsh = models.CharField(max_length=20, choices=Welsh.choices)
    available = models.CharField(max_length=400, blank=True)
    """Parts of the week, such as ``tuesday_evening``, with a space between."""
    travel_minutes = models.PositiveSmallIntegerField(
        null=True, validators=[MaxValueValidator(LONGEST_WAY)]
    )
    """The longest way to a session that can be asked, one way."""
    travel = EncryptedText(blank=True, default="")
    asked_on = models.DateField()


class ArrangementRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(Arrangement, models.PROTECT, related_name="revisions")


class Wish(models.TextChoices):
    """Whether somebody can be asked to come to a place."""

    PREFERRED = "preferred", _("Preferred")
    IMPOSSIBLE = "impossible", _("Impossible")
    WITHDRAWN = "withdrawn", _("No longer either")


class LocationWish(Editable):
    """A delivery unit to which somebody would rather, or cannot, come."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="location_wishes")
    unit = models.ForeignKey(DeliveryUnit, models.PROTECT, related_name="+")
    wish = models.CharField(max_length=20, choices=Wish.choices)
    because = EncryptedText(blank=True, default="")


class LocationWishRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(LocationWish, models.PROTECT, related_name="revisions")


WEEKDAYS: tuple[tuple[Weekday, object], ...] = (
    ("monday", _("Monday")),
    ("tuesday", _("Tuesday")),
    ("wednesday", _("Wednesday")),
    ("thursday", _("Thursday")),
    ("friday", _("Friday")),
    ("saturday", _("Saturday")),
    ("sunday", _("Sunday")),
)
PARTS: tuple[tuple[PartOfDay, object], ...] = (
    ("morning", _("Morning")),
    ("afternoon", _("Afternoon")),
    ("evening", _("Evening")),
)
