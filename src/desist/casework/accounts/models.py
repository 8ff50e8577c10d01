"""Staff, the organisation they work in, and what proves that they are who they say."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.access.role import DUTIES, Post, Standing
from desist.casework.accounts.time_out import ABSOLUTE
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.records.statement import statement

ROLE_NAMES = {
    Role.REFERRER: _("Referrer"),
    Role.ASSESSOR: _("Assessor"),
    Role.MANAGER: _("Treatment manager"),
    Role.FACILITATOR: _("Facilitator"),
    Role.PROGRAMME_ADMINISTRATOR: _("Programme administrator"),
    Role.LEAD: _("Programme lead"),
    Role.LINKER: _("Data linker"),
    Role.EVALUATOR: _("Evaluator"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.DUTY_MANAGER: _("Duty manager"),
    Role.SECOND_CODER: _("Second coder"),
}


class Region(Record):
    """A probation region."""

    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class DeliveryUnit(Record):
    """A delivery unit of a region."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="units")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("region", "name"), name="unit_named_once_a_region")
        ]

    def __str__(self) -> str:
        return self.name


class Team(Record):
    """A reporting team of a delivery unit; everybody supervised reports to one."""

    unit = models.ForeignKey(DeliveryUnit, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("unit", "name"), name="team_named_once_a_unit")
        ]

    def __str__(self) -> str:
        return self.name


class User(Record):
    """A member of staff who may sign in."""

    email = models.CharField(max_length=254, unique=True)
    """Folded by ``email_key``, so that two spellings of one address are one account."""
    full_name = models.CharField(max_length=150)
    password = models.CharField(max_length=256, blank=True)
    is_active = models.BooleanField(default=True)

    is_system = False
    is_authenticated = True

    def __str__(self) -> str:
        return self.full_name

    @cached_property
    def standing(self) -> Standing:
        """The posts held today; one query, once a request."""
        return self.standing_on(timezone.localdate())

    def standing_on(self, day: date) -> Standing:
        """The posts held on a day."""
        posts = tuple(
            Post(role=Role(role), region_id=region, unit_id=unit)
            for role, region, unit in _posts_on(user=self.pk, day=day)
        )
        return Standing(user_id=self.pk, posts=posts)

    @property
    def role_name(self) -> str:
        """The first role held, in words, for the header of every page."""
        roles = [post.role for post in self.standing.posts if post.role not in DUTIES]
        return str(ROLE_NAMES[roles[0]]) if roles else ""


class Appointment(Record):
    """A role that somebody holds, where, and from when until when (both days included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=list(ROLE_NAMES.items()))
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True)
    unit = models.ForeignKey(DeliveryUnit, models.PROTECT, null=True, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    @property
    def role_name(self) -> str:
        """The role in words."""
        return str(ROLE_NAMES[Role(self.role)])


def running_on(day: date) -> Q:
    """The appointments that hold on a day."""
    return Q(begins_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


@statement
def _posts_on(*, user: int, day: date) -> QuerySet[Appointment, Any]:
    """Role, region and unit of every post held on a day: asked for by every page."""
    held = Appointment.objects.filter(running_on(day), user=user).order_by("pk")
    return held.values_list("role", "region", "unit")


class Invitation(Record):
    """A link, good once and for a week, by which somebody invited chooses a password."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class SignIn(Record):
    """One browser in which somebody is signed in, and how sure we are of it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins")
    key_hash = models.CharField(max_length=64, unique=True)
    level = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=80)

    @property
    def ends_at(self) -> datetime:
        """When it ends, however much it is used."""
        return self.started_at + ABSOLUTE


class SecondFactor(Record):
    """The secret that somebody's telephone shares with us; a step of its clock counts once."""

    user = models.OneToOneField(User, models.PROTECT, related_name="second_factor")
    secret = EncryptedText()
    last_step = models.BigIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)


class RecoveryCode(Record):
    """A code on paper that stands in for a lost telephone, once."""

    user = models.ForeignKey(User, models.PROTECT, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)


class KnownDevice(Record):
    """A browser in which somebody gave the second factor before: a lock-out does not reach it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField()


class ExternalIdentity(Record):
    """Who somebody is to a department's identity provider, once they linked the two."""

    user = models.ForeignKey(User, models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("issuer", "subject"), name="identity_is_of_one_account"
            ),
            models.UniqueConstraint(fields=("user", "issuer"), name="one_identity_an_issuer"),
        ]


class IdentityLink(Record):
    """An offer to link an identity, good once and for half an hour; a letter carries it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ProviderAttempt(Record):
    """One attempt to sign in at the provider: what it must send back, and in which browser."""

    key_hash = models.CharField(max_length=64, unique=True)
    state_hash = models.CharField(max_length=64)
    nonce = EncryptedText()
    verifier = EncryptedText()
    wanted = EncryptedText()
    """Where somebody wanted to go."""
    fresh = models.BooleanField(default=False)
    made_at = models.DateTimeField()


class AttemptCount(Record):
    """How often something was tried within a stretch of time, counted for all workers."""

    counted = models.CharField(max_length=64)
    begins_at = models.BigIntegerField()
    tries = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("counted", "begins_at"), name="tries_counted_once")
        ]
