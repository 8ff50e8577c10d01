"""Who settles caseloads, restrictions and exclusions, and who may break the glass."""

from __future__ import annotations

from desist.casework.access import NOBODY, Role, at_large, register, through
from desist.casework.people.models import (
    CaseloadEntry,
    EmergencyAccess,
    Exclusion,
    Person,
    Restriction,
)
from desist.casework.people.policy.person import SEEN_WITH_PERSON

register(
    CaseloadEntry,
    rules=SEEN_WITH_PERSON
    | {"people.take_off_caseload": through("person", Person, "people.put_on_caseload")},
    person="person",
    key="person",
    staff="user begins_on ended_on",
)
for _model, _ending in (
    (Restriction, "people.end_restriction"),
    (Exclusion, "people.end_exclusion"),
):
    register(
        _model,
        rules={
            "see": through("person", Person, "people.restrict"),
            _ending: through("person", Person, "people.restrict"),
        },
        person="person",
        key="person",
        staff="user begins_on ended_on",
        protection="reason ended_because",
    )
register(
    EmergencyAccess,
    rules={"see": NOBODY},
    person="person",
    why="seen in the audit trail",
    key="person",
    staff="user begins_at ends_at reason",
)
at_large("people.break_glass", lambda actor: actor.standing.holds(Role.DUTY_MANAGER))
