"""Fifty at once, from several processes with several threads each: run as a program by a test.

``python -m tests.casework.many_at_once JOB THREADS ARGUMENT...`` waits for a line on standard
input, lets every thread go at the same moment, and prints how each ended, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from functools import partial
from random import choice
from threading import Barrier
from typing import Any

import django

HOURS = tuple(time(hour) for hour in range(9, 16))
BEFORE = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""When the sessions of tests are still to come."""
CAME = {"attendance": "complied", "minutes": 80, "engagement": "", "note": ""}


def second_factor(email: str, code: str) -> str:
    """Give a code of a telephone."""
    from desist.casework.accounts.actions.second_factor import WrongCode, use_second_factor

    user = _user(email)
    return _once(lambda: use_second_factor(user=user, code=code, by=user, at=_now()), WrongCode)


def recovery_code(email: str, code: str) -> str:
    """Give a code on paper."""
    from desist.casework.accounts.actions.second_factor import WrongCode, use_recovery_code

    user = _user(email)
    return _once(lambda: use_recovery_code(user=user, code=code, by=user, at=_now()), WrongCode)


def record(email: str, session: str) -> str:
    """Record a session."""
    from desist.casework.delivery.actions.session_record import (
        Happened,
        RecordedAlready,
        record_session,
    )
    from desist.casework.planning.models import Appointment

    user, held = _user(email), Appointment.objects.get(public_id=session)
    given = {"appointment": held, "happened": Happened(values=CAME), "by": user, "at": _now()}
    return _once(lambda: record_session(**given), RecordedAlready)


def seat(email: str, group: str, *enrolments: str) -> str:
    """Give one of these people a seat."""
    from desist.casework.groups.actions.membership import NoSeat, join_group
    from desist.casework.groups.models import ProgrammeGroup
    from desist.casework.planning.models import Enrolment

    given = {"group": ProgrammeGroup.objects.get(public_id=group), "because": "", "at": BEFORE}
    enrolment = Enrolment.objects.get(public_id=choice(enrolments))  # noqa: S311 - not a secret
    join = partial(join_group, enrolment=enrolment, on=BEFORE.date(), by=_user(email), **given)
    return _once(join, NoSeat)


def seat_or_move(email: str, session: str, *enrolments: str) -> str:
    """Give one of these people a seat, or hold a session of their group at another hour."""
    from desist.casework.groups.actions.session import move_meeting
    from desist.casework.groups.models import GroupSession
    from desist.casework.planning.actions.hold import TimeTaken
    from desist.casework.records.editable import StaleVersion

    held = GroupSession.objects.get(public_id=session)
    if choice((True, False)):  # noqa: S311 - not a secret
        return seat(email, str(held.group.public_id), *enrolments)
    given = {"values": {"starts": choice(HOURS)}, "by": _user(email), "at": BEFORE}  # noqa: S311
    move = partial(move_meeting, session=held, read_version=held.version, **given)
    return _once(move, (StaleVersion, TimeTaken))


def book_or_withdraw(email: str, session: str, *enrolments: str) -> str:
    """Book one more session like this one for a group, or record that one of its members left."""
    from desist.casework.groups.actions.session import book_meetings
    from desist.casework.groups.models import GroupSession
    from desist.casework.planning.actions.hold import TimeTaken
    from desist.casework.planning.models import Enrolment
    from desist.casework.records.editable import StaleVersion
    from desist.casework.referrals.actions.move import NotMoved, move_referral

    given: dict[str, Any] = {"by": _user(email), "at": BEFORE}
    if choice((True, False)):  # noqa: S311 - not a secret
        held = GroupSession.objects.select_related("group").get(public_id=session)
        names = ("module", "exercises", "starts", "minutes", "room", "facilitator")
        later = choice(range(1, 25))  # noqa: S311 - not a secret
        more = {name: getattr(held, name) for name in (*names, "co_facilitator")}
        more |= {"number": held.number + later, "day": held.day + timedelta(weeks=later)}
        return _once(
            partial(book_meetings, group=held.group, sessions=[more], **given),
            (TimeTaken, StaleVersion),
        )
    referral = Enrolment.objects.get(public_id=choice(enrolments)).referral  # noqa: S311
    given |= {"to": "withdrawn", "reason": "declines", "effective_on": BEFORE.date(), "note": ""}
    leave = partial(move_referral, referral=referral, read_version=referral.version, **given)
    return _once(leave, (NotMoved, StaleVersion))


def keep(email: str, session: str) -> str:
    """Keep the register of a session, everybody there."""
    from desist.casework.delivery.actions.register import Mark, RegisterOvertaken, keep_register
    from desist.casework.delivery.actions.session_record import Happened
    from desist.casework.groups.models import GroupSession
    from desist.casework.planning.models import Appointment

    held = GroupSession.objects.get(public_id=session)
    parts = Appointment.objects.filter(group_session=held.public_id).order_by("pk")
    happened = Happened(values=CAME)
    marks = [Mark(appointment=each, read_version=0, happened=happened) for each in parts]
    given = {"session": held, "marks": marks, "note": None, "by": _user(email), "at": _now()}
    return _once(lambda: keep_register(**given), RegisterOvertaken)


def ask(method: str, path: str, *fields: str) -> str:
    """Ask for a page; the status of the answer."""
    from django.test import Client

    sent = dict(each.split("=", 1) for each in fields)
    client = Client(REMOTE_ADDR=sent.pop("from", "198.51.100.1"))
    for name in [each for each in sent if each.startswith("cookie-")]:
        client.cookies[name.removeprefix("cookie-")] = sent.pop(name)
    answer = client.post(path, sent) if method == "POST" else client.get(path)
    return str(answer.status_code)


def read_templates() -> None:
    """Read the frame of the pages once: every thread that finds it missing would compile it."""
    from django.test import Client

    for path in ("/account/sign-in", "/nothing-here"):
        Client().get(path)


JOBS: dict[str, Callable[..., str]] = {
    "second_factor": second_factor,
    "recovery_code": recovery_code,
    "record": record,
    "seat": seat,
    "seat_or_move": seat_or_move,
    "book_or_withdraw": book_or_withdraw,
    "keep": keep,
    "ask": ask,
}


def _user(email: str) -> Any:
    from desist.casework.accounts.models import User

    return User.objects.get(email=email)


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _once(act: Callable[[], Any], refusal: type[Exception] | tuple[type[Exception], ...]) -> str:
    try:
        act()
    except refusal:
        return "refused"
    return "done"


def main(job: str, threads: str, *arguments: str) -> None:
    """Get ready, wait for the word, go all at once."""
    django.setup()
    from django.db import connection

    together = Barrier(int(threads))

    def one() -> str:
        try:
            connection.ensure_connection()
            together.wait(timeout=60)
            return JOBS[job](*arguments)
        finally:
            connection.close()

    if job == "ask":
        read_templates()
    with ThreadPoolExecutor(int(threads)) as pool:
        print("ready", flush=True)
        sys.stdin.readline()
        ended = [each.result() for each in [pool.submit(one) for _ in range(int(threads))]]
    print(json.dumps(ended), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
