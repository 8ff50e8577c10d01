"""Partner and family work: its worker and the managers; debriefs: the two whom they are between."""

from datetime import date

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.partners.actions.debrief import write_debrief
from desist.casework.partners.actions.family_member import (
    begin_family_work,
    record_consent,
    record_safety_check,
)
from desist.casework.partners.models import FamilyMember
from desist.casework.partners.policy import WORKERS
from tests.casework.access_row import EVERY_ROLE, About, ActionRow, PageRow

DAY = date(2026, 3, 2)
CHECK = {
    "checked_on": DAY,
    "alone": True,
    "abuse": "none_known",
    "result": "go_ahead",
    "words": "Asked alone by telephone",
    "review_on": date(2026, 9, 1),
}
CONSENT = {"given": True, "on": DAY, "words": ""}
CONTACT = {"on": DAY, "kind": "meeting", "minutes": 40, "needs": "support", "words": ""}
SAID = {"kind": "wellbeing", "on": DAY, "words": "A long day", "wants_to_talk": False}


def values(scene):
    """The facilitator of the person is their worker, too, so that one row speaks of both."""
    return {
        "full_name": "Robin Example",
        "relation": "partner",
        "reach_by": "",
        "worker": scene.near(Role.FACILITATOR),
    }


def member(scene):
    held = FamilyMember.objects.select_related("person__team__unit", "worker").first()
    return held or begin_family_work(person=scene.person, values=values(scene), **scene.by)


def safe(scene):
    held, by = member(scene), {"by": scene.near(Role.FACILITATOR), "at": scene.by["at"]}
    record_safety_check(member=held, values=CHECK, **by)
    record_consent(member=held, values=CONSENT, **by)
    return held


def debrief(scene):
    """Between the owner, who has every role, and a supervisor who tries nothing."""
    supervisor = scene.world.member("her-supervisor", Role.SUPERVISOR)
    given = {"supervisor": supervisor, "values": SAID}
    return write_debrief(**given, by=scene.owner, at=scene.by["at"])


def on_member(verb, **given):
    return ActionRow(
        verb=f"partners.{verb}",
        about=About.PERSON,
        roles=WORKERS,
        given=lambda scene: {"member": safe(scene), **given},
    )


def page(name):
    return PageRow(
        name=f"partners:{name}",
        about=About.PERSON,
        roles=WORKERS,
        ids=lambda scene: (member(scene).public_id,),
    )


ROWS = (
    ActionRow(
        verb="partners.begin",
        about=About.PERSON,
        roles=WORKERS,
        given=lambda scene: {"person": scene.person, "values": values(scene)},
    ),
    on_member("check", values=CHECK),
    on_member("consent", values=CONSENT),
    on_member("contact", values=CONTACT),
    on_member("end", read_version=1, on=DAY),
    on_member("give_copy", recipient="themselves"),
    ActionRow(
        verb="partners.debrief",
        about=About.SERVICE,
        roles=CASE_ROLES,
        given=lambda scene: {"supervisor": scene.near(Role.SUPERVISOR), "values": SAID},
    ),
    ActionRow(
        verb="partners.answer_debrief",
        about=About.OWN,
        given=lambda scene: {"debrief": debrief(scene), "words": "Thank you"},
    ),
    PageRow(
        name="partners:of",
        about=About.PERSON,
        roles=CASE_ROLES,
        ids=lambda scene: (scene.person.public_id,),
    ),
    PageRow(
        name="partners:begin",
        about=About.PERSON,
        roles=WORKERS,
        ids=lambda scene: (scene.person.public_id,),
    ),
    *map(page, ("member", "check", "consent", "contact", "end", "copy")),
    PageRow(name="partners:debriefs", about=About.SERVICE, roles=CASE_ROLES),
    PageRow(name="partners:write_debrief", about=About.SERVICE, roles=CASE_ROLES),
    PageRow(
        name="partners:debrief",
        about=About.OWN,
        roles=EVERY_ROLE,
        ids=lambda scene: (debrief(scene).public_id,),
    ),
)
