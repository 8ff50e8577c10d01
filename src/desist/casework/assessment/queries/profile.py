"""The profile of a referral: every scale against its norm, and against the time before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desist.cases.assessment import Assessment
from desist.cases.battery import before_latest, score_administration
from desist.cases.record import assessment_record, tidy
from desist.casework.assessment.models import SignedFact
from desist.casework.assessment.queries.case import assess
from desist.casework.assessment.queries.coded import current_facts, current_ratings
from desist.casework.assessment.queries.risk import as_record
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import words_of
from desist.documents.profile_chart import ProfileRow, profile_rows
from desist.programme.instrument import Instrument, ScoreBands
from desist.programme.norm import Norm
from desist.programme.reliable_change import ScaleChange, judge_change

STRENGTHS = ("strong", "some", "none")


@dataclass(frozen=True, kw_only=True)
class ScaleRow:
    """One scale: its strip, its change since the time before, and its published bands."""

    chart: ProfileRow
    on: date
    change: ScaleChange | None
    before_on: date | None
    bands: Sequence[tuple[str, str]]
    """The title of each published band in which the score falls, and its source."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All that the page of a profile shows."""

    judged: Assessment
    record: Mapping[str, Any]
    rows: Sequence[ScaleRow]
    needs: Sequence[Mapping[str, Any]]
    """Those that something informs, the strong first."""
    not_looked_at: Sequence[str]
    is_first: bool
    """Whether nothing was ever answered twice: first scores are to be read with care."""
    deviance: SignedFact | None
    rated: Mapping[str, Any]
    decisions: Sequence[Mapping[str, Any]]


def profile_of(referral: Referral, *, on: date) -> Profile:
    """The profile as it stands on a day."""
    judged = assess(referral, on=on)
    record = assessment_record(judged, words=words_of(the_catalogue()))
    before = dict(_before(judged))
    battery = judged.battery
    shown = (battery.profile, battery.social_desirability, battery.deviance, battery.pathway)
    return Profile(
        judged=judged,
        record=record,
        rows=_rows(judged, record["scales"], before),
        needs=sorted(
            (each for each in record["needs"] if _is_informed(each)),
            key=lambda each: STRENGTHS.index(each["strength"]),
        ),
        not_looked_at=[each["title"] for each in record["needs"] if not _is_informed(each)],
        is_first=not before,
        deviance=current_facts(referral).get("deviance"),
        rated=current_ratings(referral),
        decisions=[as_record(each.decision) for each in (*shown, battery.needs)],
    )


def _is_informed(need: Mapping[str, Any]) -> bool:
    return all(each["kind"] != "nothing" for each in need["evidence"])


def _before(judged: Assessment) -> Iterator[tuple[str, tuple[float, date]]]:
    """Each scale that was scored before its newest score: that score, and when."""
    for given in before_latest(judged.case.instrument):
        for score in score_administration(given, judged.rules).scales:
            if score.raw is not None:
                yield score.id, (score.raw, given.on)


def _rows(
    judged: Assessment,
    scales: Sequence[Mapping[str, Any]],
    before: Mapping[str, tuple[float, date]],
) -> list[ScaleRow]:
    norms = {each.id: each.norm for each in judged.battery.profile.standings}
    found: dict[str, ScaleRow] = {}
    shown = []
    for scale in scales:
        id_ = f"{scale['instrument']}/{scale['scale']}"
        change = _change(judged, scale, before.get(id_), norms[id_])
        shown.append({**scale, "id": id_, "earlier": _earlier(change, norms[id_])})
        found[id_] = ScaleRow(
            chart=profile_rows([shown[-1]])[0],
            on=date.fromisoformat(scale["on"]),
            change=change,
            before_on=before[id_][1] if id_ in before else None,
            bands=list(_bands(judged, scale)),
        )
    return [found[row.scale["id"]] for row in profile_rows(shown)]


def _change(
    judged: Assessment,
    scale: Mapping[str, Any],
    before: tuple[float, date] | None,
    norm: Norm | None,
) -> ScaleChange | None:
    if before is None or scale["raw"] is None:
        return None
    instrument = judged.rules.called(Instrument, scale["instrument"])
    given = {"scale": scale["scale"], "instrument": instrument, "norm": norm}
    return judge_change(before[0], scale["raw"], **given)


def _earlier(change: ScaleChange | None, norm: Norm | None) -> dict[str, float | None] | None:
    if change is None or norm is None or norm.sd is None:
        return None
    reach = None if change.least is None else change.least / norm.sd
    return {"z": norm.z(change.before), "reach": reach}


def _bands(judged: Assessment, scale: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Published bands in which the score falls, of those that may be used here."""
    instrument = judged.rules.called(Instrument, scale["instrument"])
    held = next(each for each in instrument.scale if each.id == scale["scale"])
    raw = scale["raw"]
    for bands in held.bands:
        if raw is not None and instrument.is_usable(bands) and _begins(bands) <= raw:
            yield bands.band_of(raw).title, instrument.source_of(bands)


def _begins(bands: ScoreBands) -> float:
    return bands.row[0].at_least


def shown_number(value: float | None) -> str:
    """A number as the page writes it: whole without a point, with a true minus."""
    if value is None:
        return "–"
    held = tidy(value)
    return f"{held:g}".replace("-", "−") if held is not None else "–"
