"""Somebody referred, and moved on: built through actions only."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from desist.casework.access import Role
from desist.casework.referrals.actions import (
    add_offence,
    move_referral,
    record_protection,
    refer_person,
    save_step,
)
from tests.casework.people import INSTALLATION

DAYS_AGO = 20
CLEAR = {
    "meetings_arranged": False,
    "directed_abuse": False,
    "learning_disability_screen": "negative",
}
MAKING = {
    "code": "pca-1978-s1-make",
    "committed_on": date(2024, 5, 1),
    "convicted_on": date(2025, 2, 1),
    "image": True,
    "contact": False,
}
ON_THE_WAY = {
    "awaiting_assessment": (("awaiting_assessment", "accepted"),),
    "awaiting_allocation": (
        ("awaiting_assessment", "accepted"),
        ("awaiting_allocation", "decided_suitable"),
    ),
    "scheduled": (
        ("awaiting_assessment", "accepted"),
        ("awaiting_allocation", "decided_suitable"),
        ("scheduled", ""),
    ),
    "on_programme": (
        ("awaiting_assessment", "accepted"),
        ("awaiting_allocation", "decided_suitable"),
        ("scheduled", ""),
        ("on_programme", ""),
    ),
}


def now_and(days_ago=0):
    """By whom and when: the installation, so many days ago."""
    return {"by": INSTALLATION, "at": timezone.now() - timedelta(days=days_ago)}


def refer(world, *, person=None, days_ago=DAYS_AGO, by=None, **given):
    """A referral to the i-SOTP made some days ago by the practitioner."""
    rita = world.member("rita", Role.REFERRER)
    person = person or world.person(practitioner=rita)
    held = {"programme": "isotp", "setting": "community", "context": ""} | given
    at = timezone.now() - timedelta(days=days_ago)
    by = by or person.practitioner
    return refer_person(person=person, referred_on=timezone.localdate(at), **held, by=by, at=at)


def with_facts(referral, **changed):
    """A conviction and the facts for screening, known since the referral."""
    by = {"by": INSTALLATION, "at": timezone.now()}
    add_offence(referral=referral, values=MAKING, **by)
    record_protection(referral=referral, values=CLEAR | changed, on=referral.referred_on, **by)
    return referral


def step(referral, to, reason="", *, days_ago=0, by=INSTALLATION, note="", read_version=None):
    """One step, by the system where nobody is named, dated some days ago."""
    at = timezone.now()
    return move_referral(
        referral=referral,
        read_version=read_version or referral.version,
        to=to,
        reason=reason,
        effective_on=timezone.localdate(at) - timedelta(days=days_ago),
        note=note,
        by=by,
        at=at,
    )


def bring(referral, to):
    """Move a referral along until it stands at a status, a day for each step."""
    for number, (status, reason) in enumerate(ON_THE_WAY[to]):
        step(referral, status, reason, days_ago=DAYS_AGO - 1 - number)
    return referral


ANSWERS = {
    "programme": {"programme": "isotp", "programme_version": 1},
    "basis": {
        "source": "requirement", "sentence": "", "nation": "england", "setting": "community",
    },
    "offences": {
        "rows": [MAKING | {"committed_on": "2024-05-01", "convicted_on": "2025-02-01"}],
    },
    "protection": CLEAR,
    "context": {"context": "Works nights"},
}  # fmt: skip


def draft_answers(draft, *, by, at, **changed):
    """A draft with every step that is needed answered."""
    for name, values in (ANSWERS | changed).items():
        draft = save_step(draft=draft, step=name, read_version=0, values=values, by=by, at=at)
    return draft
