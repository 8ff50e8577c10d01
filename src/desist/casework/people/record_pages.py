"""Every kind of record about a person: its forms, actions, headings and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from desist.casework.access import rows
from desist.casework.accounts.models import DeliveryUnit
from desist.casework.people import actions, models
from desist.casework.people.forms.equality import EqualityForm
from desist.casework.people.forms.kept_apart import ChangedKeptApartForm, KeptApartForm
from desist.casework.people.forms.person import OtherNameForm
from desist.casework.people.forms.protection import ConditionForm, HarmForm, MappaForm
from desist.casework.people.forms.responsivity import (
    ArrangementForm,
    ChangedLocationForm,
    JudgementForm,
    LocationForm,
    ResponsivityForm,
    ScreenForm,
)
from desist.casework.people.forms.sentence import (
    ChangedSentenceForm,
    SentenceForm,
    WhereaboutsForm,
)
from desist.casework.people.period import Overlapping
from desist.casework.people.record_page import RecordPage

IN_FORCE, OVER = (_("In force"), "green"), (_("Over"), "grey")
TO_COME = (_("Not begun"), "blue")


def _state(record: Any, day: Any) -> tuple[Any, str]:
    if record.begins_on > day:
        return TO_COME
    return IN_FORCE if record.in_force_on(day) else OVER


def _holds(record: Any, day: Any) -> bool:
    return record.in_force_on(day) or record.begins_on > day


def _sentence_title(sentence: models.Sentence) -> str:
    if sentence.requirement == models.Requirement.NONE:
        return sentence.get_order_display()
    return f"{sentence.get_order_display()}: {sentence.get_requirement_display().lower()}"


def _sentence_state(sentence: models.Sentence, day: Any) -> tuple[Any, str]:
    left = sentence.days_left(day)
    if not sentence.in_force_on(day) or left is None:
        return _state(sentence, day)
    text = ngettext("In force, %(days)d day left", "In force, %(days)d days left", left)
    return text % {"days": left}, "green"


def _condition_title(condition: models.Condition) -> str:
    code = condition.whom_or_where
    return condition.get_subject_display() + (f": {code}" if code else "")


def _offer_units(form: Any, actor: Any, person: models.Person) -> None:
    if "unit" in form.fields:
        units = rows(actor, DeliveryUnit).filter(region=person.team.unit.region_id)
        form.fields["unit"].offer(units.order_by("name"), blank=_("Choose a delivery unit"))


def _name_person(form: Any, _actor: Any, person: models.Person) -> None:
    form.person = person


def _review_title(screen: models.LearningScreen) -> str:
    return str(screen.get_outcome_display())


_SENTENCES = {
    "sentence": RecordPage(
        model=models.Sentence,
        form=SentenceForm,
        changed_form=ChangedSentenceForm,
        record=actions.record_sentence,
        change=actions.change_sentence,
        argument="sentence",
        new_title=_("Record a sentence"),
        title_of=_sentence_title,
        in_title=("order", "requirement"),
        state_of=_sentence_state,
        is_current=_holds,
    ),
    "whereabouts": RecordPage(
        model=models.Whereabouts,
        form=WhereaboutsForm,
        record=actions.record_whereabouts,
        change=actions.change_whereabouts,
        argument="period",
        new_title=_("Record time away from the community"),
        title_of=lambda period: period.get_kind_display(),
        in_title=("kind",),
        state_of=lambda period, day: (_("Now"), "orange") if period.covers(day) else OVER,
        is_current=lambda period, day: period.covers(day),
        refusals={
            Overlapping: ("begins_on", _("This lies over another period in which they were away"))
        },
    ),
}
_PROTECTION = {
    "mappa": RecordPage(
        model=models.Mappa,
        form=MappaForm,
        record=actions.record_mappa,
        change=actions.change_mappa,
        argument="mappa",
        new_title=_("Record management by the agencies (MAPPA)"),
        title_of=lambda mappa: mappa.get_category_display(),
        in_title=("category",),
        state_of=_state,
        is_current=_holds,
    ),
    "harm": RecordPage(
        model=models.HarmAssessment,
        form=HarmForm,
        record=actions.assess_harm,
        change=actions.change_harm_assessment,
        argument="assessment",
        new_title=_("Record a judgement of the risk of serious harm"),
        title_of=lambda harm: harm.get_level_display(),
        in_title=("level",),
        note=_("A judgement, not a fact."),
    ),
    "condition": RecordPage(
        model=models.Condition,
        form=ConditionForm,
        record=actions.record_condition,
        change=actions.change_condition,
        argument="condition",
        new_title=_("Record a condition"),
        title_of=_condition_title,
        in_title=("subject", "whom_or_where"),
        state_of=_state,
        is_current=_holds,
        lead=_("Never name or describe a victim. For people and places use initials or a code."),
    ),
    "kept-apart": RecordPage(
        model=models.KeptApart,
        form=KeptApartForm,
        changed_form=ChangedKeptApartForm,
        record=actions.keep_apart,
        change=actions.change_kept_apart,
        argument="apart",
        new_title=_("Record somebody whom they must not meet"),
        title_of=lambda apart: apart.get_kind_display(),
        in_title=("other",),
        state_of=_state,
        is_current=_holds,
        lead=_("It holds from both sides. Only those who may see both people see it."),
        prepare=_name_person,
    ),
}
_NEEDS = {
    "responsivity": RecordPage(
        model=models.Responsivity,
        form=ResponsivityForm,
        record=actions.state_responsivity,
        single=True,
        new_title=_("Learning, health and duties"),
        title_of=lambda _record: "",
    ),
    "screen": RecordPage(
        model=models.LearningScreen,
        form=ScreenForm,
        record=actions.screen_learning,
        new_title=_("Record a learning screen"),
        title_of=_review_title,
        note=_("A flag that an adapted programme is to be considered; not a diagnosis."),
    ),
    "judgement": RecordPage(
        model=models.LearningScreen,
        form=JudgementForm,
        record=actions.judge_learning,
        new_title=_("Judge otherwise"),
        title_of=_review_title,
    ),
    "arrangement": RecordPage(
        model=models.Arrangement,
        form=ArrangementForm,
        record=actions.state_arrangement,
        single=True,
        new_title=_("Time, travel and access"),
        title_of=lambda _record: "",
        in_title=("available",),
    ),
    "location": RecordPage(
        model=models.LocationWish,
        form=LocationForm,
        changed_form=ChangedLocationForm,
        record=actions.wish_location,
        change=actions.change_location_wish,
        argument="wish",
        new_title=_("Record a delivery location"),
        title_of=lambda wish: wish.unit.name,
        in_title=("unit", "wish"),
        state_of=lambda wish, _day: (wish.get_wish_display(), _WISH_TONES[wish.wish]),
        is_current=lambda wish, _day: wish.wish != models.Wish.WITHDRAWN,
        prepare=_offer_units,
    ),
    "equality": RecordPage(
        model=models.Equality,
        form=EqualityForm,
        record=actions.state_equality,
        single=True,
        new_title=_("Equality questions"),
        title_of=lambda _record: "",
        lead=_(
            "We ask so that we can see whether the programme treats everybody fairly. Answers are "
            "counted without names, are never used to decide about this person, and are not shown "
            "to those who run the programme. Nobody has to answer."
        ),
        note=_("Shown to you as their practitioner. Those who run the programme do not see it."),
    ),
    "name": RecordPage(
        model=models.OtherName,
        form=OtherNameForm,
        record=actions.add_other_name,
        spread=True,
        new_title=_("Record another name"),
        title_of=lambda name: name.full_name,
        in_title=("full_name",),
    ),
}
_WISH_TONES = {"preferred": "green", "impossible": "red", "withdrawn": "grey"}
RECORD_PAGES: Mapping[str, RecordPage] = {**_SENTENCES, **_PROTECTION, **_NEEDS}
"""By the code that stands in the address."""
