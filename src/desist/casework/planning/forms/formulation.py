"""What is typed into a formulation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Form, LongText
from desist.casework.pages.several import Several
from desist.casework.pages.speech import speech
from desist.casework.planning.models import LINKS, Account, Formulation
from desist.casework.planning.queries.formulation import Known, listed, pathways

LONGEST_LINK = 1000


def _link() -> LongText:
    return LongText(required=False, max_length=LONGEST_LINK)


class AccountForm(Form):
    """Which of the two forms to begin with."""

    form = Choice(
        label=_("Does the person give an account of the offence?"),
        choices=Account.choices,
        missing=_("Select which form to use"),
        help_text=_("Somebody who denies needs none. The other form can be used at any time."),
    )


class FormulationForm(Form):
    """The links that a form asks for, and what can be built on.

    ``kinds`` are the links asked for; ``known`` what is known of a field before anybody writes.
    """

    writes: ClassVar = Formulation
    setting, trigger, thought, feeling = _link(), _link(), _link(), _link()
    behaviour = Several(required=False)
    immediate_consequence, later_consequence = _link(), _link()
    need_met, strength = _link(), _link()
    pathway = Choice(label=_("Pathway"), required=False)
    goods = Several(label=_("What matters most to the person"), required=False)
    protective = Several(label=_("What protects and supports"), required=False)

    def __init__(
        self,
        *args: Any,
        account: str,
        kinds: Collection[str],
        known: Mapping[str, Known],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name in LINKS:
            if name not in kinds:
                del self.fields[name]
            else:
                self.fields[name].label = speech().term(f"link.{account}.{name}")
        offered = {"behaviour": "behaviour", "goods": "good", "protective": "protective"}
        for name, list_ in offered.items():
            if name in self.fields:
                self.fields[name].choices = listed(list_)
        self.fields["pathway"].choices = [("", _("Not decided")), *pathways()]
        for name, each in known.items():
            if name in self.fields:
                said = _("Filled in from %(source)s. Check it, and change what is not right.")
                self.fields[name].help_text = said % {"source": each.source}
