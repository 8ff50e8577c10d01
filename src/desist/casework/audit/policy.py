"""Who reads the trail: the auditor, who in turn sees no case."""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, at_large, register
from desist.casework.access.policy import NOTHING
from desist.casework.audit.models import AuditedObject, AuditEvent, CompletedOperation

AUDITOR = Rule(
    may=lambda actor, _row: actor.standing.holds(Role.AUDITOR),
    rows=lambda actor: Q() if actor.standing.holds(Role.AUDITOR) else NOTHING,
)

register(
    AuditEvent,
    rules={"see": AUDITOR},
    staff="seq previous hash at actor session request operation verb kind outcome recipient "
    "objects_json fields_json",
)
register(AuditedObject, rules={"see": AUDITOR}, staff="seq reference")
register(
    CompletedOperation,
    rules={"see": NOBODY},
    why="bookkeeping",
    staff="actor operation verb at result",
)

at_large("audit.read", lambda actor: actor.standing.holds(Role.AUDITOR))
for _verb in ("audit.reseal", "audit.drop_key"):  # the installation alone, never a person
    at_large(_verb, lambda _actor: False)
