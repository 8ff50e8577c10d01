"""An observation: one member of a study as a row of its cohort, with what was known on day 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desist.casework.assessment.models import Coding
from desist.casework.people.models import Person, Sex
from desist.casework.records.keys import keyed_hash
from desist.casework.referrals.models import Setting, Source
from desist.casework.studies.models import CountsFrom, Study
from desist.casework.studies.queries.attendance import first_sessions_of
from desist.casework.studies.queries.liberty import liberty_of
from desist.casework.studies.queries.population import Member
from desist.casework.studies.queries.prediction import (
    Prediction,
    codings_of,
    known_by,
    prediction_of,
    sanctions_of,
)
from desist.casework.studies.queries.score import scores_of
from desist.evaluation.cohort.record import Episode, LibertyPeriod, Observed

AT_A_TIME = 100
"""So many people are read together, and then the progress is told."""
YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What a cohort holds of one person."""

    observed: Observed
    liberty: Sequence[LibertyPeriod]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is read for several people at once, by referral."""

    codings: Mapping[int, list[Coding]]
    came: Mapping[int, date]
    scores: Mapping[int, Mapping[str, float]]


def pseudonym_of(study: Study, person: Person) -> str:
    """The same in one study and another in each, told by nobody without this site's key."""
    return "p" + keyed_hash(f"study:{study.public_id}", str(person.public_id))[:20]


def observations_of(
    study: Study, members: Sequence[Member], *, on: date
) -> Iterator[list[Observation]]:
    """The members in turn, some at a time."""
    for first in range(0, len(members), AT_A_TIME):
        some = members[first : first + AT_A_TIME]
        referrals = [each.referral.pk for each in some]
        known = _Known(
            codings=codings_of(referrals),
            came=first_sessions_of(referrals),
            scores=scores_of(referrals, on=on),
        )
        yield [_observation(study, each, known) for each in some]


def _observation(study: Study, member: Member, known: _Known) -> Observation:
    pseudonym, referral = pseudonym_of(study, member.person), member.referral
    came = known.came.get(referral.pk) if member.arm == "treated" else None
    first = min(filter(None, (member.day_0, came)))
    coding = known_by(known.codings.get(referral.pk, ()), first)
    predicted = prediction_of(study, member.person, coding) if coding is not None else None
    sanctions = sanctions_of(coding)
    scores = known.scores.get(referral.pk, {})
    episode = _episode(study, member, pseudonym, came, predicted, sanctions.get("prior"))
    away = liberty_of(pseudonym, member.away, day_0=member.day_0, died_on=member.died_on)
    further = _covariates(study, member, sanctions) | scores
    return Observation(observed=Observed(episode=episode, further=further), liberty=list(away))


def _episode(
    study: Study,
    member: Member,
    pseudonym: str,
    came: date | None,
    predicted: Prediction | None,
    prior_sanctions: int | None,
) -> Episode:
    treated, referral = member.arm == "treated", member.referral
    completed = member.waiting.completed_on if came is not None else None
    return Episode(
        pseudonym=pseudonym,
        arm=member.arm,
        programme=referral.programme if treated else None,
        programme_version=str(referral.programme_version) if treated else None,
        day_0=member.day_0,
        day_0_event=member.event,
        started_on=came,
        completed_on=completed,
        site_group=_site_of(study, member.person),
        age=round((member.day_0 - member.person.born_on).days / YEAR, 1),
        prior_sanctions=prior_sanctions,
        supervision_intensity=None,
        predicted_risk=predicted.risk if predicted else None,
        predicted_outcome=predicted.outcome if predicted else None,
        predicted_horizon_days=predicted.horizon_days if predicted else None,
        predictor=predicted.predictor if predicted else None,
        predicted_on=predicted.on if predicted else None,
    )


def _site_of(study: Study, person: Person) -> str:
    """The delivery unit, under a pseudonym of its own."""
    return "s" + keyed_hash(f"study:{study.public_id}", str(person.team.unit.public_id))[:8]


def _covariates(study: Study, member: Member, sanctions: Mapping[str, int]) -> dict[str, float]:
    referral, waiting = member.referral, member.waiting
    found = {
        "covariate_female": float(member.person.sex == Sex.FEMALE),
        "covariate_custody": float(referral.setting == Setting.CUSTODY),
        "covariate_voluntary": float(referral.source == Source.VOLUNTARY),
    }
    for kind in ("image", "contact"):
        if kind in sanctions:
            found[f"covariate_{kind}_sanctions"] = float(sanctions[kind])
    if study.counts_from == CountsFrom.WAIT_ENDED and waiting.found_on is not None:
        found["covariate_days_waited"] = float((member.day_0 - waiting.found_on).days)
    return found
