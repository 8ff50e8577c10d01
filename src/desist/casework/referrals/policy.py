"""Who refers, screens, moves and sees a referral, and who states its facts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, at_large, extend, register, through
from desist.casework.access.policy import Actor, both
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.referrals.models import (
    ENDED,
    ChangedFact,
    DraftRevision,
    EarlierProgramme,
    OffenceRevision,
    PublicProtection,
    Referral,
    ReferralDraft,
    ReferralRevision,
    ReferredOffence,
    Screening,
    Stance,
    Status,
    StatusChange,
)

REFERRERS = frozenset({Role.REFERRER, Role.MANAGER})
MOVERS = frozenset({Role.REFERRER, Role.MANAGER, Role.FACILITATOR})
CLINICIANS = CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR}
STATING = frozenset({Role.REFERRER, Role.ASSESSOR, Role.MANAGER})
SCREENED_FROM = (Status.REFERRED, Status.SCREENING_PANEL)

OPEN = Rule(
    may=lambda _actor, referral: referral.is_open,
    rows=lambda _actor: ~Q(status__in=ENDED),
)
TO_SCREEN = Rule(
    may=lambda _actor, referral: referral.status in SCREENED_FROM,
    rows=lambda _actor: Q(status__in=SCREENED_FROM),
)


def _by(verb: str) -> Rule:
    """What may be done to a referral's person may be done to it."""
    return through("person", Person, verb)


extend(
    Person,
    {
        "referrals.refer": reaching(REFERRERS),
        "referrals.begin_draft": reaching(REFERRERS),
        "referrals.move": reaching(MOVERS),
        "referrals.manage": reaching({Role.MANAGER}),
        "referrals.state": reaching(STATING),
        "referrals.record_earlier": reaching(STATING),
        "referrals.tell": reaching(CLINICIANS),
    },
)
register(
    Referral,
    rules={
        "see": _by("see"),
        "referrals.change": both(_by("referrals.refer"), OPEN),
        "referrals.move": _by("referrals.move"),
        "referrals.screen": both(_by("referrals.manage"), TO_SCREEN),
        "referrals.add_offence": both(_by("referrals.refer"), OPEN),
        "referrals.record_protection": both(_by("referrals.state"), OPEN),
        "referrals.record_stance": _by("referrals.tell"),
        "referrals.record_change": _by("referrals.tell"),
        "referrals.look_again": _by("referrals.manage"),
        "referrals.transfer_programme": both(_by("referrals.manage"), OPEN),
        "referrals.transfer_area": both(_by("referrals.manage"), OPEN),
        "referrals.change_setting": both(_by("referrals.refer"), OPEN),
    },
    person="person",
    key="person came_from",
    course="programme programme_version referred_on referred_by status status_since",
    legal="setting source sentence nation context",
)
register(
    ReferralRevision,
    rules={"see": through("of", Referral, "see")},
    person="of__person",
    key="of number",
    staff="by at",
    legal="content",
)

_SEEN_WITH_REFERRAL = {"see": through("referral", Referral, "see")}
_HANGS: dict[str, Any] = {"person": "referral__person", "staff": "by at"}
register(
    StatusChange,
    rules=_SEEN_WITH_REFERRAL,
    key="referral",
    course="from_status to_status effective_on ended_on",
    legal="reason note",
    **_HANGS,
)
register(
    ReferredOffence,
    rules={
        **_SEEN_WITH_REFERRAL,
        "referrals.change_offence": through("referral", Referral, "referrals.add_offence"),
    },
    person="referral__person",
    key="referral",
    legal="code committed_on convicted_on image contact is_struck",
)
register(
    OffenceRevision,
    rules={"see": through("of", ReferredOffence, "see")},
    person="of__referral__person",
    key="of number",
    staff="by at",
    legal="content",
)
register(
    Stance,
    rules=_SEEN_WITH_REFERRAL,
    key="referral",
    legal="offence appeal_pending on",
    **_HANGS,
)
register(
    PublicProtection,
    rules=_SEEN_WITH_REFERRAL,
    key="referral",
    protection="meetings_arranged directed_abuse learning_disability_screen on",
    **_HANGS,
)
register(
    Screening,
    rules=_SEEN_WITH_REFERRAL,
    key="referral",
    person="referral__person",
    course="decided_on",
    staff="by at engine",
    legal="question outcome rules record ruling why minute",
)
register(
    ChangedFact,
    rules=_SEEN_WITH_REFERRAL,
    key="referral",
    course="on answered_at",
    legal="kind note",
    **_HANGS,
)
register(
    EarlierProgramme,
    rules={
        "see": through("person", Person, "see"),
        "referrals.strike_earlier": through("person", Person, "referrals.record_earlier"),
    },
    person="person",
    key="person",
    staff="by at",
    legal="title setting ending year known_from is_struck",
)


def _writes(actor: Actor, draft: ReferralDraft) -> bool:
    return draft.begun_by_id == actor.standing.user_id and draft.is_open


BEGUN = both(
    through("person", Person, "referrals.refer"),
    Rule(
        may=lambda actor, draft: draft.begun_by_id == actor.standing.user_id,
        rows=lambda actor: Q(begun_by=actor.standing.user_id),
    ),
)
"""Also when it was sent: a form that is sent again leads to what became of it."""
OWN = both(
    through("person", Person, "referrals.refer"),
    Rule(
        may=_writes,
        rows=lambda actor: Q(
            begun_by=actor.standing.user_id, referral__isnull=True, dropped_at__isnull=True
        ),
    ),
)
register(
    ReferralDraft,
    rules={
        "see": BEGUN,
        "referrals.save_step": OWN,
        "referrals.drop_draft": OWN,
        "referrals.send_draft": OWN,
    },
    person="person",
    key="person referral",
    staff="begun_by begun_at dropped_at",
    legal="answers",
)
register(
    DraftRevision,
    rules={"see": through("of", ReferralDraft, "see")},
    person="of__person",
    key="of number",
    staff="by at",
    legal="content",
)
COUNTERS = CLINICIANS | {Role.PROGRAMME_ADMINISTRATOR}
at_large("referrals.count", lambda actor: actor.standing.holds(*COUNTERS))
