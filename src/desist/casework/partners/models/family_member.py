"""A partner or family member: a record of their own, beside the participant's and never in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Relation(models.TextChoices):
    """Who they are to the participant."""

    PARTNER = "partner", _("Partner")
    FORMER_PARTNER = "former_partner", _("Former partner")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Brother or sister")
    ADULT_CHILD = "adult_child", _("Adult son or daughter")
    OTHER = "other", _("Somebody else who is close")


class FamilyMember(Editable):
    """An adult close to a participant with whom work is done, by a worker of their own."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="family")
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    """Who works with them. Nobody else of the participant's team reads this record."""
    full_name = EncryptedText()
    relation = models.CharField(max_length=20, choices=Relation.choices)
    reach_by = EncryptedText(blank=True, default="")
    """How they can be reached safely: by which way, when, and who must not hear of it."""
    begun_on = models.DateField()
    ended_on = models.DateField(null=True)


class FamilyMemberRevision(Revision):
    """A state that the record of a family member has had."""

    of = models.ForeignKey(FamilyMember, models.PROTECT, related_name="revisions")


class SafetyResult(models.TextChoices):
    """What a safety check came to."""

    GO_AHEAD = "go_ahead", _("Contact can go ahead")
    NOT_NOW = "not_now", _("Not now: look again")
    NEVER = "never", _("No contact")


class KnownAbuse(models.TextChoices):
    """Whether domestic abuse is known of, by anybody's account. A refusal to say is an answer."""

    NONE = "none_known", _("None known")
    PAST = "past", _("In the past")
    CURRENT = "current", _("Now")
    NOT_SAID = "not_said", _("They would rather not say")


class SafetyCheck(Record):
    """What was found before anybody spoke with them, and again from time to time."""

    member = models.ForeignKey(FamilyMember, models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    alone = models.BooleanField()
    """Whether they were asked where the participant could not hear it."""
    abuse = models.CharField(max_length=20, choices=KnownAbuse.choices)
    result = models.CharField(max_length=20, choices=SafetyResult.choices)
    words = EncryptedText()
    """On what the result rests: who was asked, what records were looked at."""
    review_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class FamilyConsent(Record):
    """That they agree to be worked with, or do so no more. The latest holds."""

    member = models.ForeignKey(FamilyMember, models.PROTECT, related_name="consents")
    given = models.BooleanField()
    on = models.DateField()
    words = EncryptedText(blank=True, default="")
    """What they agreed to, as they understand it."""
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class ContactKind(models.TextChoices):
    """What kind of contact it was."""

    TELEPHONE = "telephone", _("By telephone")
    MEETING = "meeting", _("A meeting")
    INFORMATION = "information", _("An information session")
    LETTER = "letter", _("By letter or message")


class FamilyNeed(models.TextChoices):
    """What they need for themselves. Words of the service, not a measure."""

    INFORMATION = "information", _("To understand what happened and what follows")
    SUPPORT = "support", _("Support for themselves")
    CHILDREN = "children", _("How to keep children safe")
    SAFETY = "safety", _("Their own safety")
    HOUSING = "housing", _("Housing or money")
    HEALTH = "health", _("Health")


class FamilyContact(Record):
    """One contact: of what kind, how long, and what they need."""

    member = models.ForeignKey(FamilyMember, models.PROTECT, related_name="contacts")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=ContactKind.choices)
    minutes = models.PositiveSmallIntegerField()
    needs = models.CharField(max_length=100, blank=True)
    """Codes of needs that they named, with a space between."""
    words = EncryptedText(blank=True, default="")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    @property
    def need_names(self) -> list[str]:
        """What they need, in words."""
        return [str(FamilyNeed(each).label) for each in self.needs.split()]
