"""A formulation: the functional analysis of one referral, in neutral words and codes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.referrals.models import Referral

LINKS = (
    "setting",
    "trigger",
    "thought",
    "feeling",
    "behaviour",
    "immediate_consequence",
    "later_consequence",
    "need_met",
    "strength",
)
"""The links of the chain, by the codes of the catalogue; each is a field of that name."""
CODED = ("behaviour", "goods", "protective")
"""Fields that hold codes of the catalogue with spaces between them, never words."""


class Account(models.TextChoices):
    """Whether the analysis rests on the person's own account of the offence."""

    WITH = "with_account", _("With the person’s account of the offence")
    WITHOUT = "without_account", _("Without an account: the life around it")


class Formulation(Editable):
    """One for a referral; every earlier state stays as a revision.

    A link holds one thought a line. Behaviour is coded, so that nothing is described.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="formulation")
    form = models.CharField(max_length=20, choices=Account.choices)
    setting = EncryptedText(blank=True)
    trigger = EncryptedText(blank=True)
    thought = EncryptedText(blank=True)
    feeling = EncryptedText(blank=True)
    behaviour = EncryptedText(blank=True)
    immediate_consequence = EncryptedText(blank=True)
    later_consequence = EncryptedText(blank=True)
    need_met = EncryptedText(blank=True)
    strength = EncryptedText(blank=True)
    pathway = EncryptedText(blank=True)
    goods = EncryptedText(blank=True)
    protective = EncryptedText(blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="formulations")
    written_at = models.DateTimeField()

    def lines(self, link: str) -> Iterator[str]:
        """What stands in one link, one thought at a time."""
        yield from (line.strip() for line in getattr(self, link).splitlines() if line.strip())


class FormulationRevision(Revision):
    """A state that a formulation has had."""

    of = models.ForeignKey(Formulation, models.PROTECT, related_name="revisions")
