"""The form of a step, filled with what was saved and, before that, with what is known already."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from desist.casework.pages.form import Form
from desist.casework.people.models import Person
from desist.casework.people.queries import (
    learning_screen_of,
    nation_on,
    place_on,
    requirement_in_force,
    sentences_of,
)
from desist.casework.referrals.forms import (
    BasisForm,
    ContextForm,
    ProgrammeForm,
    ProtectionForm,
    StanceForm,
)
from desist.casework.referrals.forms.known import answer
from desist.casework.referrals.models import ReferralDraft, Setting
from desist.casework.referrals.programme import list_programmes

FORMS: dict[str, type[Form]] = {
    "programme": ProgrammeForm,
    "basis": BasisForm,
    "protection": ProtectionForm,
    "stance": StanceForm,
    "context": ContextForm,
}


def draft_form(request: HttpRequest, draft: ReferralDraft, step: str) -> Any:
    """The form of one step, as typed or as it stands."""
    initial = {**_initial(draft, step), "read_version": draft.version_of(step) + 1}
    form = FORMS[step](request.POST or None, actor=request.user, initial=initial)
    if isinstance(form, ProgrammeForm):
        form.offer(list_programmes(on=timezone.localdate()))
    if isinstance(form, BasisForm):
        today = timezone.localdate()
        form.offer([each for each in sentences_of(draft.person) if each.in_force_on(today)])
    return form


def _initial(draft: ReferralDraft, step: str) -> dict[str, Any]:
    held = draft.values_of(step)
    if step == "basis":
        return _basis(draft.person, held)
    if step == "protection" and not held:
        screen = learning_screen_of(draft.person)
        return {"learning_disability_screen": screen} if screen else {}
    if step == "protection":
        screen = held["learning_disability_screen"] or "unknown"
        known = {name: answer(held[name]) for name in ("meetings_arranged", "directed_abuse")}
        return {**known, "learning_disability_screen": screen}
    if step == "stance" and held:
        pending = answer(held["appeal_pending"])
        return {**held, "appeal_pending": pending, "on": date.fromisoformat(held["on"])}
    return held


def _basis(person: Person, held: dict[str, Any]) -> dict[str, Any]:
    """What was saved; before that what the record says, shown to be confirmed."""
    if held:
        return {**held, "basis": held["sentence"] or held["source"]}
    today = timezone.localdate()
    sentence = requirement_in_force(person, today)
    place = place_on(person, today)
    return {
        "basis": str(sentence.public_id) if sentence else "",
        "nation": nation_on(person, today) or "",
        "setting": Setting.CUSTODY if place == "custody" else Setting.COMMUNITY,
    }
