"""Tasks: raised and finished by whoever works with the person; ticked off by whose they are."""

from datetime import date

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.tasks.actions import raise_task, write_notice
from desist.casework.tasks.models import Task
from tests.casework.access_row import About, ActionRow, PageRow

DAY = date(2026, 3, 2)
KIND = "referrals.referred"
SETTLERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


def look(scene):
    person = scene.person
    return {"person": person, "kind": KIND, "about": person, "role": "manager", "due_on": DAY}


def raised(scene):
    return raise_task(**look(scene), **scene.by)


def notice(scene):
    return write_notice(user=scene.other, day=DAY, lines=["Screen, by today"], **scene.by)


ROWS = (
    ActionRow(verb="tasks.raise", about=About.PERSON, roles=CASE_ROLES, given=look),
    ActionRow(
        verb="tasks.finish",
        about=About.PERSON,
        roles=CASE_ROLES,
        given=lambda scene: {"person": scene.person, "tasks": [raised(scene)]},
    ),
    ActionRow(
        verb="tasks.tick_off",
        about=About.PERSON,
        roles=frozenset({Role.MANAGER}),
        given=lambda scene: {"task": Task.objects.get(pk=raised(scene).pk)},
    ),
    ActionRow(
        verb="tasks.add_holiday",
        about=About.SERVICE,
        roles=SETTLERS,
        given=lambda _scene: {"nation": "wales", "day": DAY, "title": "Move"},
    ),
    ActionRow(
        verb="tasks.write_notices",
        about=About.SYSTEM,
        given=lambda scene: {"user": scene.other, "day": DAY, "lines": ["Screen, by today"]},
    ),
    ActionRow(
        verb="tasks.claim_notice", about=About.SYSTEM, given=lambda scene: {"notice": notice(scene)}
    ),
    ActionRow(
        verb="tasks.mark_sent",
        about=About.SYSTEM,
        given=lambda scene: {"notice": notice(scene), "sent": True},
    ),
    PageRow(name="tasks:mine", about=About.SERVICE, roles=CASE_ROLES),
    PageRow(name="tasks:holidays", about=About.SERVICE, roles=SETTLERS),
    PageRow(
        name="tasks:done",
        about=About.PERSON,
        roles=frozenset({Role.MANAGER}),
        ids=lambda scene: (raised(scene).public_id,),
    ),
)
