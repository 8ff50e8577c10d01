"""The answers of a draft, as they are read back before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.pages.environment import day
from desist.casework.people.models import Nation, Sentence
from desist.casework.referrals.forms.known import ANSWERS, answer
from desist.casework.referrals.models import (
    LearningScreen,
    OffenceStance,
    ReferralDraft,
    Setting,
    Source,
)
from desist.casework.referrals.offence import tables_on, title_of
from desist.casework.referrals.programme import programme_of
from desist.casework.referrals.step import STEPS, Step


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer: of which step, to what, in words."""

    step: Step
    asked: str
    said: str


def answers_of(draft: ReferralDraft) -> list[Answer]:
    """Every answer, step by step; steps not yet saved are left out."""
    return [
        Answer(step=step, asked=asked, said=said)
        for step in STEPS
        if step.id in draft.steps
        for asked, said in SAID[step.id](draft, draft.values_of(step.id))
    ]


Said = Iterator[tuple[str, str]]


def _programme(_draft: ReferralDraft, held: dict[str, Any]) -> Said:
    found = programme_of(held["programme"], held["programme_version"])
    yield _("Programme"), f"{found.title} ({_('version')} {found.version})"


def _basis(draft: ReferralDraft, held: dict[str, Any]) -> Said:
    found = None
    if held["sentence"]:
        found = Sentence._base_manager.filter(
            person=draft.person, public_id=held["sentence"]
        ).first()
    rests = f"{found.get_order_display()}: {found.get_requirement_display()}" if found else None
    yield _("Rests on"), rests or str(dict(Source.choices)[held["source"]])
    yield _("Supervised in"), str(dict(Nation.choices)[held["nation"]])
    yield _("Setting"), str(dict(Setting.choices)[held["setting"]])


def _offences(_draft: ReferralDraft, held: dict[str, Any]) -> Said:
    for row in held["rows"]:
        yield _("Offence"), offence_in_words(row)


def offence_in_words(row: dict[str, Any]) -> str:
    """One offence: what it is called, when, and what is known of images and contact."""
    said = dict(ANSWERS)
    parts = [title_of(row["code"], tables_on(timezone.localdate()))]
    if row["convicted_on"]:
        convicted = day(date.fromisoformat(row["convicted_on"]))
        parts.append(_("convicted on %(day)s") % {"day": convicted})
    parts.append(_("images: %(answer)s") % {"answer": said[answer(row["image"])]})
    parts.append(_("contact: %(answer)s") % {"answer": said[answer(row["contact"])]})
    return "; ".join(parts)


def _protection(_draft: ReferralDraft, held: dict[str, Any]) -> Said:
    said, screens = dict(ANSWERS), dict(LearningScreen.choices)
    yield _("Meetings arranged online"), str(said[answer(held["meetings_arranged"])])
    yield _("Abuse directed"), str(said[answer(held["directed_abuse"])])
    found = held["learning_disability_screen"]
    yield _("Screen for learning disability"), str(screens.get(found, _("Not screened yet")))


def _stance(_draft: ReferralDraft, held: dict[str, Any]) -> Said:
    stance = dict(OffenceStance.choices)[held["offence"]]
    yield _("Stance to the offence"), f"{stance}, {day(date.fromisoformat(held['on']))}"
    yield _("Appeal pending"), str(dict(ANSWERS)[answer(held["appeal_pending"])])


def _context(_draft: ReferralDraft, held: dict[str, Any]) -> Said:
    yield _("For the assessor"), held["context"] or _("Nothing was said")


SAID = {
    "programme": _programme,
    "basis": _basis,
    "offences": _offences,
    "protection": _protection,
    "stance": _stance,
    "context": _context,
}
