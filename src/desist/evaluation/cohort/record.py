"""Record: the rows of the three tables that an evaluation is made from, field by field.

The published schemas, the data dictionary and the checks are all made from these values.
Dates are calendar dates; a field that may be None may be empty in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

Arm = Literal["treated", "control"]
DayZero = Literal["release", "community_order", "sentence", "wait_ended"]
"""``wait_ended``: somebody found suitable got a place, or left the waiting list for want of one."""
Kind = Literal["image", "contact", "other_sexual", "violent", "other", "breach"]
Disposal = Literal["conviction", "caution"]
Absence = Literal["custody", "recall", "hospital", "removal", "death"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ABSENCES: tuple[Absence, ...] = get_args(Absence)
NAMES = {
    "image": "an image offence",
    "contact": "a contact offence",
    "other_sexual": "another sexual offence",
    "violent": "a violent offence",
    "other": "another offence",
    "any": "any offence but breach",
    "breach": "a breach of an order or of notification",
}
"""Every kind of offence in words, and any of them."""
ADAPTED = "predicted_risk_adapted"
"""The same predictor coded the adapted way, for men with Internet offences alone."""
FURTHER_EPISODE_COLUMNS = rf"{ADAPTED}|covariate_[a-z0-9_]+|score_[a-z0-9_]+_(before|after)"
"""Columns that episodes may hold besides: numbers, each site's own."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A line of the data dictionary; ``limits`` are ``minimum`` and ``maximum``."""

    description: str
    limits: Mapping[str, float]


def told(description: str, **limits: float) -> Told:
    """What a field holds, and between which limits."""
    return Told(description=description, limits=limits)


@dataclass(frozen=True, kw_only=True)
class Episode:
    """One person allocated to one arm, as known on day 0 but for what says otherwise."""

    pseudonym: Annotated[str, told("Opaque id of the person, the same in the three tables")]
    arm: Annotated[Arm, told("Allocated to: treated or control, however treatment went")]
    programme: Annotated[str | None, told("Programme allocated to; empty for control")]
    programme_version: Annotated[str | None, told("Its version")]
    day_0: Annotated[date, told("The day from which time is counted")]
    day_0_event: Annotated[DayZero, told("What happened on day 0; the same events in both arms")]
    started_on: Annotated[date | None, told("First session attended")]
    completed_on: Annotated[date | None, told("Completion as the programme defines it")]
    site_group: Annotated[
        str | None, told("Site or group in which people were treated or supervised")
    ]
    age: Annotated[float | None, told("Age on day 0, years", minimum=10, maximum=120)]
    prior_sanctions: Annotated[int | None, told("Sanctions before day 0", minimum=0)]
    supervision_intensity: Annotated[
        float | None, told("Planned contacts a month on day 0", minimum=0)
    ]
    predicted_risk: Annotated[
        float | None, told("Predicted probability, a fraction", minimum=0, maximum=1)
    ]
    predicted_outcome: Annotated[
        str | None, told("Outcome that the predictor predicts, such as image")
    ]
    predicted_horizon_days: Annotated[
        int | None, told("Horizon of the prediction, days", minimum=1)
    ]
    predictor: Annotated[str | None, told("Rule and version that predicted, such as osp-iic@2")]
    predicted_on: Annotated[date | None, told("Day on which the prediction was frozen")]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One sanctioned offence. Breaches of orders and of notification are a kind of their own."""

    pseudonym: Annotated[str, told("Opaque id of the person")]
    offended_on: Annotated[date, told("Day of the offence (the first day, where it lasted)")]
    convicted_on: Annotated[date, told("Day of the conviction or caution")]
    known_on: Annotated[date, told("Day on which the record reached whoever evaluates")]
    kind: Annotated[Kind, told("image, contact, other_sexual, violent, other, or breach")]
    disposal: Annotated[Disposal, told("conviction or caution")]
    severity: Annotated[
        float | None, told("Severity on the site's scale, higher is graver", minimum=0)
    ]


@dataclass(frozen=True, kw_only=True)
class LibertyPeriod:
    """One period in which a person was not at liberty, or the day of death."""

    pseudonym: Annotated[str, told("Opaque id of the person")]
    kind: Annotated[Absence, told("custody, recall, hospital, removal, or death")]
    from_on: Annotated[date, told("First day of it; the day of death")]
    until_on: Annotated[
        date | None, told("First day at liberty again; empty if it lasts, or for death")
    ]


@dataclass(frozen=True, kw_only=True)
class Observed:
    """One person's episode, with what a site knows besides: by column, numbers or nothing."""

    episode: Episode
    further: Mapping[str, float | None]


TABLES: dict[str, type[Episode] | type[Outcome] | type[LibertyPeriod]] = {
    "episodes": Episode,
    "outcomes": Outcome,
    "liberty": LibertyPeriod,
}
"""The record of each table, by the name of its file without the ending."""
