"""Groups: who forms them, seats people, books, moves and cancels; whoever leads one sees it."""

from datetime import date, time

from desist.casework.access import Role
from desist.casework.groups.actions.group import form_group
from desist.casework.groups.actions.membership import join_group
from desist.casework.groups.actions.session import book_meetings
from desist.casework.groups.queries.course import course_of
from desist.casework.planning.actions.enrolment import enrol
from desist.casework.planning.actions.plan import approve_plan, draft_plan, send_for_approval
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.access_rows.planning import KEEPERS, MANAGERS, placed, room
from tests.casework.groups.grouped import group_content
from tests.casework.people import INSTALLATION

DAY = date(2026, 3, 3)
PLACED = KEEPERS | {Role.ASSESSOR, Role.FACILITATOR}
"""Those who work for the region; the facilitator of the table leads the group."""


def formed(scene):
    """A group of the unit, led by the facilitator who reaches the person, and another."""
    given = {
        "name": "NW-14", "programme": "isotp", "programme_version": 1, "format": "group",
        "cohort": "sexual", "nation": "england", "begins_on": DAY, "meets": "tuesday_morning",
        "a_week": 1, "seats": 4, "room": room(scene), "facilitator": scene.near(Role.FACILITATOR),
        "co_facilitator": scene.other,
    }  # fmt: skip
    return form_group(unit=scene.world.unit, values=given, **scene.by)


def waiting(scene):
    """The person of the scene, enrolled in the group format, with an approved plan."""
    enrolment = enrol(referral=placed(scene), format="group", begins_on=DAY, **scene.by)
    by = {"by": scene.near(Role.ASSESSOR), "at": scene.by["at"]}
    plan = draft_plan(enrolment=enrolment, content=group_content(), **by)
    send_for_approval(plan=plan, read_version=1, **by)
    other = scene.world.member("approver", Role.MANAGER, region=scene.world.north)
    approve_plan(plan=plan, read_version=2, by=other, at=scene.by["at"])
    return enrolment


def seated(scene, group):
    return join_group(
        enrolment=waiting(scene), group=group, on=date(2026, 3, 2), because="", **scene.by
    )


def meeting(group, **values):
    planned = course_of(group).sessions[0]
    return {
        "number": 1, "module": planned.module, "exercises": ["values-card-sort"], "day": DAY,
        "starts": time(10), "minutes": planned.minutes, "room": group.room,
        "facilitator": group.facilitator, "co_facilitator": group.co_facilitator,
    } | values  # fmt: skip


def met(scene):
    """One session, with the person of the scene in it."""
    group = formed(scene)
    seated(scene, group)
    book_meetings(group=group, sessions=[meeting(group)], **scene.by)
    return group.sessions.get()


def to_form(scene):
    group = formed(scene)
    values = {
        name: getattr(group, name)
        for name in (
            "programme", "programme_version", "format", "cohort", "nation", "begins_on", "meets",
            "a_week", "seats", "room", "facilitator", "co_facilitator",
        )
    }  # fmt: skip
    return {"unit": scene.world.unit, "values": values | {"name": "NW-15"}}


def to_join(scene):
    return {
        "enrolment": waiting(scene), "group": formed(scene), "on": DAY, "because": "",
    }  # fmt: skip


def to_book(scene):
    group = formed(scene)
    return {"group": group, "sessions": [meeting(group)]}


def act(verb, roles, given, about=About.PLACE, **more):
    return ActionRow(verb=f"groups.{verb}", about=about, roles=roles, given=given, **more)


def page(name, roles, ids=lambda _scene: (), about=About.PLACE, **more):
    return PageRow(name=f"groups:{name}", about=about, roles=roles, ids=ids, **more)


def of_group(scene):
    return (formed(scene).public_id,)


def of_session(scene):
    return (met(scene).public_id,)


def for_seat(scene):
    return (formed(scene).public_id, waiting(scene).public_id)


ROWS = (
    act("form", MANAGERS, to_form),
    act("change", MANAGERS, lambda s: {
        "group": formed(s), "read_version": 1, "values": {"seats": 3}
    }),
    act("end", MANAGERS, lambda s: {
        "group": formed(s), "read_version": 1, "on": DAY, "because": "too_few"
    }),
    act("join", MANAGERS, to_join, About.PERSON),
    act("say_way", MANAGERS | PLACED, lambda s: {
        "person": s.person, "place": room(s).place, "minutes": 40
    }, About.PERSON),
    act("leave", frozenset(), lambda s: {"membership": seated(s, formed(s)), "on": DAY},
        About.SYSTEM, system=INSTALLATION),
    act("book", PLACED, to_book),
    act("move", PLACED, lambda s: {
        "session": met(s), "read_version": 1, "values": {"starts": time(14)}
    }),
    act("cancel", PLACED, lambda s: {"session": met(s), "read_version": 1}),
    act("hold", PLACED, lambda s: {"session": met(s), "read_version": 1}),
    page("list", PLACED, about=About.SERVICE),
    page("year", PLACED, about=About.SERVICE),
    page("to_move", PLACED, about=About.SERVICE),
    page("new", MANAGERS, about=About.SERVICE),
    page("group", PLACED, of_group),
    page("change", MANAGERS, of_group),
    page("end", MANAGERS, of_group),
    page("candidates", MANAGERS, of_group),
    page("way", MANAGERS, for_seat, About.PERSON),
    page("seat", MANAGERS, for_seat, About.PERSON),
    page("schedule", PLACED, of_group),
    page("session", PLACED, of_session),
    page("move", PLACED, of_session),
    page("cancel", PLACED, of_session, post=True, answers=frozenset({302})),
)  # fmt: skip
