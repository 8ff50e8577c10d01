"""Answers as the exchange formats take them: under pseudonyms that only this installation makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.utils import timezone

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.battery.instruments import instrument_of, order_of
from desist.casework.battery.models import Administration, Mode, State, Typing
from desist.casework.battery.queries.answer import answers_by_administration
from desist.casework.people.models import Person
from desist.casework.records.keys import keyed_hash
from desist.documents.exchange.redcap_data import FilledForm
from desist.documents.exchange.redcap_dictionary import Form
from desist.documents.exchange.response import GivenAnswers, Status, response_of
from desist.programme.instrument import Instrument
from desist.programme.scoring import accept_scale_scores, score_answers

STATUS: dict[str, Status] = {
    State.IN_PROGRESS: "in-progress",
    State.COMPLETED: "completed",
    State.STOPPED: "stopped",
    State.ENTERED_IN_ERROR: "entered-in-error",
}


def pseudonym_of(person: Person) -> str:
    """Always the same for the same person, and told by nobody without this site's key."""
    return keyed_hash("answers-pseudonym", str(person.public_id))[:16]


def list_answered(actor: Actor, *, programme: str) -> list[Administration]:
    """Every administration that was begun and that this person may read, of one programme."""
    held = rows(actor, Administration, "battery.read").filter(referral__programme=programme)
    begun = held.filter(state__in=list(STATUS)).select_related("referral__person")
    return list(begun.order_by("referral__person", "point", "place", "pk"))


def responses_of(administrations: Sequence[Administration]) -> Iterator[dict[str, Any]]:
    """Each keyed form as a FHIR response; one whose version is not held here is left out."""
    answers = answers_by_administration(administrations)
    corrected = set(
        Typing.objects.filter(
            administration__in=administrations, kind="correction"
        ).values_list("administration", flat=True)
    )  # fmt: skip
    for each in administrations:
        instrument = instrument_of(each, on=timezone.localdate())
        order = order_of(each, instrument)
        if instrument is None or order is None or each.mode == Mode.SCALE_SCORES:
            continue
        status = STATUS[each.state]
        given = GivenAnswers(
            pseudonym=pseudonym_of(each.referral.person),
            status="amended" if status == "completed" and each.pk in corrected else status,
            authored=_authored(each),
            answers={int(item): int(value) for item, value in answers[each.pk].items()},
        )
        yield response_of(given, instrument=instrument, order=order)


def _authored(administration: Administration) -> datetime:
    """Noon of the day: the hour is not known of a form on paper."""
    day = administration.answered_on or administration.due_on or timezone.localdate()
    return datetime.combine(day, time(12), tzinfo=UTC)


def forms_and_rows(
    administrations: Sequence[Administration],
) -> tuple[list[Form], list[FilledForm]]:
    """The REDCap forms of these administrations, and each of them filled in, scores included."""
    answers = answers_by_administration(administrations)
    forms: dict[tuple[str, int, str], Form] = {}
    filled = []
    for each in administrations:
        instrument = instrument_of(each, on=timezone.localdate())
        if instrument is None or each.state in (State.STOPPED, State.ENTERED_IN_ERROR):
            continue
        key = (each.instrument, each.instrument_version, each.form_order)
        order = order_of(each, instrument)
        form = forms.setdefault(key, Form(instrument=instrument, order=order))
        filled.append(_filled(each, form, instrument, answers[each.pk]))
    return list(forms.values()), filled


def _filled(
    administration: Administration, form: Form, instrument: Instrument, counted: Any
) -> FilledForm:
    scored = administration.mode == Mode.SCALE_SCORES or form.order is None
    items = {} if scored else {int(item): int(value) for item, value in counted.items()}
    if scored:
        given = {scale: float(value) for scale, value in counted.items()}
        scores = accept_scale_scores(given, instrument=instrument).scales
    else:
        scores = score_answers(
            items, instrument=instrument, form_order=administration.form_order
        ).scales
    return FilledForm(
        pseudonym=pseudonym_of(administration.referral.person),
        point=administration.point,
        form=form,
        completed=administration.state == State.COMPLETED,
        answers=items,
        scores={each.scale: each.raw for each in scores if each.raw is not None},
    )
