"""The steps of a referral that is being written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Form, LongText
from desist.casework.people.models import Nation, Order, Sentence
from desist.casework.referrals.models import Setting, Source
from desist.programme.curriculum import Programme

SOURCE_OF = {
    Order.LICENCE: Source.LICENCE,
    Order.POST_SENTENCE_SUPERVISION: Source.LICENCE,
    Order.VOLUNTARY: Source.VOLUNTARY,
}
"""What a referral rests on, by the order; a court's requirement where it is none of these."""


class ProgrammeForm(Form):
    """Which programme."""

    programme = Choice(label=_("Which programme?"), missing=_("Select a programme"))

    def offer(self, programmes: Sequence[Programme]) -> None:
        """Offer these programmes."""
        self.held = {each.id: each for each in programmes}
        self.fields["programme"].choices = [(each.id, each.title) for each in programmes]

    @property
    def answers(self) -> dict[str, Any]:
        """The programme in the version that was shown."""
        chosen = self.held[self.cleaned_data["programme"]]
        return {"programme": chosen.id, "programme_version": chosen.version}


class BasisForm(Form):
    """What the referral rests on, where they are supervised, and where they live."""

    basis = Choice(label=_("What does the referral rest on?"), missing=_("Select what it rests on"))
    nation = Choice(
        label=_("Where are they supervised?"),
        choices=Nation.choices,
        missing=_("Select where they are supervised"),
    )
    setting = Choice(
        label=_("Where will they be while on the programme?"),
        choices=Setting.choices,
        missing=_("Select where they will be"),
    )

    def offer(self, sentences: Sequence[Sentence]) -> None:
        """Offer the sentences on record, and what may stand for one that is not."""
        self.sentences = {str(each.public_id): each for each in sentences}
        recorded = [
            (key, f"{each.get_order_display()}: {each.get_requirement_display()}")
            for key, each in self.sentences.items()
            if each.is_enforceable
        ]
        others = [
            (Source.REQUIREMENT, _("A court's requirement that is not on record here yet")),
            (Source.LICENCE, _("A licence condition that is not on record here yet")),
            (Source.VOLUNTARY, _("Nothing: they come of their own will")),
        ]
        self.fields["basis"].choices = [*recorded, *others]

    @property
    def answers(self) -> dict[str, Any]:
        """Source and sentence from the basis, and the rest."""
        held = self.values
        sentence = self.sentences.get(held["basis"])
        source = SOURCE_OF.get(sentence.order, Source.REQUIREMENT) if sentence else held["basis"]
        return {
            "source": str(source),
            "sentence": str(sentence.public_id) if sentence else "",
            "nation": held["nation"],
            "setting": held["setting"],
        }


class ContextForm(Form):
    """What the assessor should know."""

    context = LongText(
        label=_("What should the assessor know?"),
        required=False,
        help_text=_("In neutral words: work, travel, language, health. Never a victim."),
    )

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed."""
        return self.values


class SendForm(Form):
    """Nothing but that it is to be sent, or written no further."""
