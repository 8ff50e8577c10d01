"""Which of all answers given counts, and what the judgements get of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from desist.cases import case_file
from desist.casework.battery.models import (
    Administration,
    Answer,
    Mode,
    State,
    TypingKind,
)
from desist.casework.referrals.models import Referral


def administrations_of(referral: Referral) -> Mapping[str, tuple[case_file.Administration, ...]]:
    """What was answered in full, by point, as the judgements take it; two queries.

    Planned, interrupted and abandoned forms and those entered in error are left out.
    """
    held = Administration.objects.filter(referral=referral, state=State.COMPLETED)
    completed = list(held.order_by("place", "pk"))
    answers = answers_by_administration(completed)
    found: dict[str, tuple[case_file.Administration, ...]] = {}
    for each in completed:
        value = as_value(each, answers[each.pk])
        found[each.point] = (*found.get(each.point, ()), value)
    return found


def as_value(
    administration: Administration, counted: Mapping[str, str]
) -> case_file.Administration:
    """One completed administration as a value of the case file."""
    scored = administration.mode == Mode.SCALE_SCORES
    return case_file.Administration(
        id=administration.instrument,
        on=administration.answered_on,
        form_order=administration.form_order or None,
        responses=None if scored else {item: int(value) for item, value in counted.items()},
        scales={scale: float(value) for scale, value in counted.items()} if scored else None,
    )


def answers_by_administration(
    administrations: Iterable[Administration],
) -> Mapping[int, Mapping[str, str]]:
    """The answers that count, for each administration by its number; one query."""
    given: dict[int, list[Answer]] = defaultdict(list)
    held = Answer.objects.filter(administration__in=list(administrations))
    for each in held.select_related("typing").order_by("pk"):
        given[each.administration_id].append(each)
    return defaultdict(dict, {pk: counted_answers(answers) for pk, answers in given.items()})


def answers_of(administration: Administration) -> Mapping[str, str]:
    """The answers of one administration that count."""
    return answers_by_administration([administration])[administration.pk]


def counted_answers(answers: Iterable[Answer]) -> dict[str, str]:
    """Which value of each item counts, of all that was ever given; a value taken back does not.

    From a tablet the latest: the last sitting, and in it the highest sequence. From paper what two
    typings agree on, or how their difference was settled. Then corrections, in turn.
    """
    given = sorted(answers, key=lambda each: (each.sitting_id or 0, each.sequence, each.pk))
    counted = {each.item: each.value for each in given if each.sitting_id}
    typed = {kind: _typed(given, kind) for kind in TypingKind}
    first, second = typed[TypingKind.FIRST], typed[TypingKind.SECOND]
    counted |= {item: value for item, value in first.items() if second.get(item) == value}
    counted |= typed[TypingKind.SETTLED]
    counted |= typed[TypingKind.IMPORTED]
    corrected = [each for each in given if _is(each, TypingKind.CORRECTION)]
    counted |= {each.item: each.value for each in sorted(corrected, key=lambda each: each.pk)}
    return {item: value for item, value in counted.items() if value != ""}


def differences_of(administration: Administration) -> dict[str, tuple[str, str]]:
    """Every item on which the two typings differ: what each has."""
    answers = list(Answer.objects.filter(administration=administration).select_related("typing"))
    first, second = _typed(answers, TypingKind.FIRST), _typed(answers, TypingKind.SECOND)
    items = {**first, **second}
    both = {item: (first.get(item, ""), second.get(item, "")) for item in items}
    return {item: pair for item, pair in both.items() if pair[0] != pair[1]}


def _typed(answers: Iterable[Answer], kind: TypingKind) -> dict[str, str]:
    return {each.item: each.value for each in answers if _is(each, kind)}


def _is(answer: Answer, kind: TypingKind) -> bool:
    return answer.typing is not None and answer.typing.kind == kind
