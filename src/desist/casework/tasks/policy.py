"""Who sees a task: whoever sees the person. Whose it is: the one named, or the role in reach.

What is a practitioner's is theirs by role, so that it passes on with the person. What is somebody's
whose account was closed comes before the managers in reach: otherwise nobody would see it again.
"""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, at_large, extend, register, through
from desist.casework.access.policy import NOTHING, Actor, always, both, of_parent
from desist.casework.access.role import CASE_ROLES, DUTIES
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.tasks.models import Holiday, Notice, Task, TimerTurn

SEE = through("person", Person, "see")


MANAGERS = frozenset({Role.MANAGER})
LEFT_BEHIND = Q(user__is_active=False) | Q(
    role=Role.REFERRER.value, person__practitioner__is_active=False
)
"""Tasks of somebody who left: as ``Task.left_by`` says of one."""


def _may_be_mine(actor: Actor, task: Task) -> bool:
    standing = actor.standing
    if task.left_by and reaching(MANAGERS).may(actor, task.person):
        return True
    if task.user_id is not None:
        return task.user_id == standing.user_id
    role = Role(task.role)
    if role in DUTIES:
        unit = task.person.team.unit
        return unit.region_id in standing.regions(role) or unit.pk in standing.units(role)
    return standing.holds(role) and reaching({role}).may(actor, task.person)


def _mine(actor: Actor) -> Q:
    standing = actor.standing
    found = Q(user=standing.user_id) if standing.user_id else NOTHING
    if standing.holds(*MANAGERS):
        found |= LEFT_BEHIND & of_parent("person", Person, reaching(MANAGERS), actor)
    for role in sorted({post.role for post in standing.posts}):
        if role in DUTIES:
            found |= Q(role=role) & (
                Q(person__team__unit__region__in=standing.regions(role))
                | Q(person__team__unit__in=standing.units(role))
            )
        elif role in CASE_ROLES:
            found |= Q(role=role) & of_parent("person", Person, reaching({role}), actor)
    return found


MINE = both(Rule(may=_may_be_mine, rows=_mine, steady=always), SEE)
OPEN = Rule(
    may=lambda _actor, task: task.is_open,
    rows=lambda _actor: Q(finished_at__isnull=True),
    steady=always,
)

extend(Person, {"tasks.raise": reaching(CASE_ROLES), "tasks.finish": reaching(CASE_ROLES)})
register(
    Task,
    rules={"see": SEE, "tasks.mine": both(MINE, OPEN), "tasks.tick_off": both(MINE, OPEN)},
    person="person",
    key="person about",
    course="kind role user due_on",
    staff="raised_by raised_at finished_by finished_at",
)
register(
    Holiday,
    rules={
        "see": Rule(
            may=lambda actor, _row: bool(actor.standing.posts),
            rows=lambda actor: Q() if actor.standing.posts else NOTHING,
        ),
    },
    staff="nation day title",
)
at_large(
    "tasks.add_holiday",
    lambda actor: actor.standing.holds(Role.MANAGER, Role.ADMINISTRATOR),
)
register(
    Notice,
    rules={"see": NOBODY, "tasks.claim_notice": NOBODY, "tasks.mark_sent": NOBODY},
    why="it leaves by mail, and says nothing that Today does not",
    staff="user day lines made_at tries claimed_at sent_at",
)
register(
    TimerTurn,
    rules={"see": NOBODY},
    why="so that of several servers one does what falls due",
    staff="name due_at",
)
at_large("tasks.write_notices", lambda actor: False)
