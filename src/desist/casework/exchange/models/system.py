"""Another system: what it may do and where, and the tokens by which it is known."""

from __future__ import annotations

from django.db import models

from desist.casework.access.role import Post, Role, Standing
from desist.casework.accounts.models import DeliveryUnit, Region, User
from desist.casework.exchange.scope import ROLE_FOR, Scope
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record

PURPOSE = "system token"
"""For what tokens are fingerprinted."""


class OtherSystem(Record):
    """A system that sends and receives. It acts under an account of its own, without a password."""

    account = models.OneToOneField(User, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    unit = models.ForeignKey(DeliveryUnit, models.PROTECT, null=True, related_name="+")
    """The one delivery unit whose people it reaches; those of the whole region where none."""
    scopes = models.CharField(max_length=200)
    """Those of ``Scope`` that it holds, with a space between."""
    webhook = models.CharField(max_length=300, blank=True)
    """Where it is told at once; where none is named it asks for events itself."""
    secret = EncryptedText()
    """With which what is sent to it is signed."""
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.account.full_name

    def holds(self, scope: Scope) -> bool:
        """Whether it may do this at all."""
        return scope in self.scopes.split()

    @property
    def scope_names(self) -> list[str]:
        """What it may do, in words."""
        return [str(Scope(each).label) for each in self.scopes.split()]

    @property
    def actor(self) -> User:
        """Its account, standing where the system was let in and nowhere else."""
        held = [Scope(each) for each in self.scopes.split()]
        roles = {ROLE_FOR.get(each, Role.PROGRAMME_ADMINISTRATOR) for each in held}
        where = {"region_id": self.region_id, "unit_id": self.unit_id}
        posts = tuple(Post(role=role, **where) for role in sorted(roles))
        self.account.standing = Standing(user_id=self.account_id, posts=posts)
        return self.account


class SystemToken(Record):
    """What a system shows at each call: shown once to whoever made it, kept as a fingerprint."""

    system = models.ForeignKey(OtherSystem, models.PROTECT, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    """Its last four letters, by which people tell it from others."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
