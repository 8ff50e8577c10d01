"""Referrals: sent by other systems, and where they stand."""

import json
from typing import Annotated, Any
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Header, Query, Router, Status

from desist.casework.access import fetch, note_reading
from desist.casework.exchange.actions.submission import KeyReused, Sent, receive_referral
from desist.casework.exchange.api.door import scoped
from desist.casework.exchange.api.schema import (
    Plain,
    Problem,
    ReferralIn,
    ReferralOut,
    ReferralsOut,
    ReferralWithHistory,
    SessionOut,
)
from desist.casework.exchange.problem import problem
from desist.casework.exchange.queries.feed import (
    referrals_for,
    sessions_of,
    statuses_of,
    stretch,
)
from desist.casework.exchange.scope import Scope
from desist.casework.people.queries import find_by_crn
from desist.casework.referrals.actions.referral import AlreadyReferred
from desist.casework.referrals.models import Referral
from desist.casework.referrals.offence import offences_of
from desist.casework.referrals.programme import titles
from desist.programme.offence import ATTEMPT

router = Router(tags=["referrals"])
MOST = 200
PROTECTION = ("meetings_arranged", "directed_abuse", "learning_disability_screen")
REFUSED = {400: Problem, 401: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem}
Cursor = Annotated[UUID | None, Query(description="The ``next`` of the stretch before.")]
Length = Annotated[int, Query(ge=1, le=MOST)]
KEY = Header(..., alias="Idempotency-Key", min_length=8, max_length=100)


@router.post(
    "/referrals",
    response={201: ReferralOut, **REFUSED},
    summary="Refer somebody",
    operation_id="refer",
)
@scoped(Scope.REFER)
def refer(request: HttpRequest, sent: ReferralIn, key: Plain = KEY) -> Any:
    """Refer somebody whom the service knows. The same key and body again answer the same again.

    A person out of the system's reach answers as one who is not there.
    """
    actor, at = request.user, timezone.now()
    faults = _faults(sent)
    if faults:
        return problem(422, "Not a referral", "See the faults.", faults=faults)
    person = find_by_crn(actor, sent.crn)
    if person is None:
        note_reading("exchange.crn", [], outcome="denied")
        raise Http404
    body = _canonical(sent)
    request.circumstances.operation = uuid5(request.system.public_id, f"{key}\0{body}")
    try:
        made = receive_referral(
            person=person, system=request.system, key=key, body=body, sent=_said(sent),
            on=timezone.localdate(at), by=actor, at=at,
        )  # fmt: skip
    except KeyReused:
        detail = "This key came before with another body. Send a new key with each new referral."
        return problem(409, "Key used before", detail)
    except AlreadyReferred as error:
        detail = "There is an open referral of this person to this programme."
        return problem(409, "Referred already", detail, referral=str(error.referral.public_id))
    return Status(201, _shown(made.referral))


@router.get(
    "/referrals",
    response={200: ReferralsOut, **REFUSED},
    summary="Where referrals stand",
    operation_id="list_referrals",
)
@scoped(Scope.STATUSES)
def list_referrals(request: HttpRequest, after: Cursor = None, length: Length = 50) -> Any:
    """Every referral in reach, in the order in which they came."""
    held = referrals_for(request.user)
    found = stretch(held, after=after, length=length, verb="exchange.referrals")
    return {"referrals": [_shown(each) for each in found.rows], "next": found.next}


@router.get(
    "/referrals/{uuid:public_id}",
    response={200: ReferralWithHistory, **REFUSED},
    summary="Where one referral stands and stood",
    operation_id="one_referral",
)
@scoped(Scope.STATUSES)
def one_referral(request: HttpRequest, public_id: UUID) -> Any:
    """One referral with every status that it had. Reasons and notes stay here."""
    referral = fetch(request.user, Referral, public_id, related=("person",))
    steps = [
        {"status": each.to_status, "since": each.effective_on, "until": each.ended_on}
        for each in statuses_of(request.user, referral)
    ]
    return {**_shown(referral), "history": steps}


@router.get(
    "/referrals/{uuid:public_id}/sessions",
    response={200: list[SessionOut], **REFUSED},
    summary="When sessions are, and whether somebody came",
    operation_id="sessions",
)
@scoped(Scope.SESSIONS)
def sessions(request: HttpRequest, public_id: UUID) -> Any:
    """Every session that was booked for a referral, by day."""
    referral = fetch(request.user, Referral, public_id, related=("person",))
    return [
        {
            "id": each.public_id,
            "number": each.number,
            "is_catch_up": each.is_catch_up,
            "is_in_group": each.is_shared,
            "begins_at": each.begins_at,
            "ends_at": each.ends_at,
            "place": each.room.place.name,
            "state": each.state,
            "attendance": attendance,
        }
        for each, attendance in sessions_of(request.user, referral)
    ]


def _shown(referral: Referral) -> dict[str, Any]:
    return {
        "id": referral.public_id,
        "crn": referral.person.crn,
        "programme": referral.programme,
        "programme_version": referral.programme_version,
        "referred_on": referral.referred_on,
        "status": referral.status,
        "status_since": referral.status_since,
    }


def _faults(sent: ReferralIn) -> list[dict[str, str]]:
    """What no schema can know: programmes, codes of offences, and days that are still to come."""
    today = timezone.localdate()
    faults = []
    if sent.programme not in titles():
        known = ", ".join(sorted(titles()))
        faults.append({"where": "programme", "what": f"no such programme; there are {known}"})
    codes = {each.code for each in offences_of(sent.nation, on=today)}
    for number, offence in enumerate(sent.offences):
        if offence.code.removeprefix(ATTEMPT) not in codes:
            what = f"no offence of {sent.nation} has this code: desist catalogue list offences"
            faults.append({"where": f"offences.{number}.code", "what": what})
        for name in ("committed_on", "convicted_on"):
            day = getattr(offence, name)
            if (day is not None and not 1900 <= day.year <= today.year) or (day and day > today):
                what = "a day between 1900 and today"
                faults.append({"where": f"offences.{number}.{name}", "what": what})
    return faults


def _canonical(sent: ReferralIn) -> str:
    return json.dumps(sent.model_dump(mode="json"), sort_keys=True, ensure_ascii=True)


def _said(sent: ReferralIn) -> Sent:
    held = sent.model_dump()
    protection = {name: held[name] for name in PROTECTION}
    named = any(value is not None for value in protection.values())
    protection["learning_disability_screen"] = held["learning_disability_screen"] or ""
    basis = {name: held[name] for name in ("programme", "source", "setting", "nation", "context")}
    return Sent(
        basis={name: str(value) for name, value in basis.items()},
        offences=held["offences"],
        protection=protection if named else {},
    )
