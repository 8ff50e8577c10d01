"""An adoption: this site judges by one version of one rule, because these people said so."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.editable import Editable, Revision


class State(models.TextChoices):
    """Where an adoption stands."""

    PROPOSED = "proposed", _("Waiting for a second person")
    IN_EFFECT = "in_effect", _("Adopted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Adoption(Editable):
    """One version of one catalogue file, by its hash. Rules themselves are never copied here."""

    rule = models.CharField(max_length=100)
    rule_version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=State.choices)
    why = models.TextField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="adoptions_proposed")
    second = models.ForeignKey(User, models.PROTECT, null=True, related_name="adoptions_seconded")
    in_effect_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("rule", "rule_version"),
                condition=~Q(state="withdrawn"),
                name="one_standing_adoption_of_a_version",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=models.F("proposed_by")),
                name="two_different_people_adopt",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", in_effect_on__isnull=True) | ~Q(state="proposed"),
                name="a_proposal_is_not_in_effect",
            ),
        ]


class AdoptionRevision(Revision):
    """A state that an adoption has had."""

    of = models.ForeignKey(Adoption, models.PROTECT, related_name="revisions")
