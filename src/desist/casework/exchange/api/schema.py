"""What is sent and given out, as the description of the API has it."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from desist.casework.people.models import Nation
from desist.casework.referrals.models import Setting, Source
from desist.casework.referrals.models.fact import LearningScreen

MOST_OFFENCES = 100


def _plain(value: str) -> str:
    hidden = [each for each in value if unicodedata.category(each) in ("Cc", "Cf", "Cs")]
    if [each for each in hidden if each not in "\r\n\t"]:
        raise ValueError("remove the hidden or control characters")
    return value


Plain = Annotated[str, AfterValidator(_plain)]


class _Sent(Schema):
    model_config = ConfigDict(extra="forbid")


class OffenceIn(_Sent):
    """One conviction, by its code in the service's offence tables. Never a description."""

    code: Plain = Field(max_length=80, examples=["pca-1978-s1-make"])
    committed_on: date | None = None
    convicted_on: date | None = None
    image: bool | None = None
    contact: bool | None = None


class ReferralIn(_Sent):
    """A referral of somebody whom the service knows by this CRN."""

    crn: Plain = Field(pattern=r"^[A-Za-z][0-9]{6}$", examples=["X000001"])
    programme: Plain = Field(max_length=60, examples=["isotp"])
    source: Source
    setting: Setting
    nation: Nation
    context: Plain = Field(default="", max_length=4000)
    offences: list[OffenceIn] = Field(default_factory=list, max_length=MOST_OFFENCES)
    meetings_arranged: bool | None = None
    directed_abuse: bool | None = None
    learning_disability_screen: LearningScreen | None = None


class StatusOut(Schema):
    """Where a referral stood, from which day, until which."""

    status: str
    since: date
    until: date | None


class ReferralOut(Schema):
    """Where a referral stands."""

    id: UUID
    crn: str
    programme: str
    programme_version: int
    referred_on: date
    status: str
    status_since: date


class ReferralWithHistory(ReferralOut):
    """Where a referral stands and stood."""

    history: list[StatusOut]


class SessionOut(Schema):
    """When and where a session is, and what the register says of it; never what it was about.

    ``number`` is that of the session of the plan; a catch-up has the one that it makes good.
    """

    id: UUID
    number: int
    is_catch_up: bool
    is_in_group: bool
    begins_at: datetime
    ends_at: datetime
    place: str
    state: str
    attendance: str


class EventOut(Schema):
    """That something changed. Ask for the referral to see what."""

    id: UUID
    type: str
    at: datetime
    referral: UUID


class ReferralsOut(Schema):
    """A stretch of referrals; ``next`` is the cursor for the next one, empty at the end."""

    referrals: list[ReferralOut]
    next: str


class EventsOut(Schema):
    """A stretch of events; ``next`` is empty where nothing more has happened yet."""

    events: list[EventOut]
    next: str


class Fault(Schema):
    """One place in what was sent, and what is wrong there."""

    where: str
    what: str


class Problem(Schema):
    """Why a call was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    faults: list[Fault] = []
