"""Planning: who formulates, plans, approves, books, keeps rooms and leave."""

from datetime import date, time

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.actions import state_arrangement
from desist.casework.planning.actions.appointment import book_appointments
from desist.casework.planning.actions.enrolment import assign_facilitator, enrol
from desist.casework.planning.actions.feed import make_feed
from desist.casework.planning.actions.formulation import write_formulation
from desist.casework.planning.actions.place import add_place, add_room, record_leave
from desist.casework.planning.actions.plan import approve_plan, draft_plan, send_for_approval
from desist.casework.planning.models import Account
from desist.casework.referrals.actions import refer_person
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.planning.planned import CONTENT, accept, whole_content

DAY = date(2026, 3, 3)
MANAGERS = frozenset({Role.MANAGER})
PLANNERS = frozenset({Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
BOOKERS = PLANNERS | {Role.PROGRAMME_ADMINISTRATOR}
KEEPERS = frozenset({Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR})


def referral(scene):
    return refer_person(
        person=scene.person, programme="isotp", setting="community", context="",
        referred_on=scene.by["at"].date(), by=scene.near(Role.REFERRER), at=scene.by["at"],
    )  # fmt: skip


def placed(scene):
    """A referral for which there is a place."""
    made = referral(scene)
    accept(made, at=scene.by["at"])
    return made


def enrolment(scene):
    return enrol(referral=placed(scene), format="individual", begins_on=DAY, **scene.by)


def draft(scene, content=CONTENT):
    given = {"enrolment": enrolment(scene), "content": content}
    return draft_plan(**given, by=scene.near(Role.ASSESSOR), at=scene.by["at"])


def sent(scene, content=CONTENT):
    plan = draft(scene, content)
    by = {"by": scene.near(Role.ASSESSOR), "at": scene.by["at"]}
    return send_for_approval(plan=plan, read_version=1, **by)


def approved(scene, content=CONTENT):
    """Approved by a manager who is not of the table."""
    other = scene.world.member("approver", Role.MANAGER, region=scene.world.north)
    return approve_plan(plan=sent(scene, content), read_version=2, by=other, at=scene.by["at"])


def room(scene):
    place = add_place(unit=scene.world.unit, name="Quay House", **scene.by)
    values = {"name": "3", "capacity": 4, "step_free": True, "hearing_loop": False}
    return add_room(place=place, values=values, **scene.by)


def booked(scene, content=CONTENT):
    plan = approved(scene, content)
    book_appointments(enrolment=plan.enrolment, plan=plan, sessions=[one(scene)], **scene.by)
    return plan.enrolment.appointments.get()


def with_interpreter(scene):
    values = {
        "access": "interpreter", "language": "Polish", "welsh": "not_asked", "available": "",
        "travel_minutes": None, "travel": "", "asked_on": DAY,
    }  # fmt: skip
    state_arrangement(person=scene.person, read_version=0, values=values, **scene.by)
    return booked(scene, whole_content())


def one(scene):
    return {
        "number": 1, "module": "values-and-goals", "exercises": [], "day": DAY,
        "starts": time(10), "minutes": 90, "room": room(scene), "facilitator": scene.other,
        "co_facilitator": None,
    }  # fmt: skip


def written(scene):
    values = {"form": Account.WITHOUT, "setting": "Lived alone"}
    by = {"by": scene.near(Role.ASSESSOR), "at": scene.by["at"]}
    return write_formulation(referral=referral(scene), values=values, **by)


def act(verb, roles, given, about=About.PERSON):
    return ActionRow(verb=f"planning.{verb}", about=about, roles=roles, given=given)


def page(name, roles, ids, about=About.PERSON, **more):
    return PageRow(name=f"planning:{name}", about=about, roles=roles, ids=ids, **more)


def whole(scene):
    """A plan that pages can draw."""
    return sent(scene, whole_content())


def schedulable(scene):
    return (approved(scene, whole_content()).public_id,)


def with_leave(scene):
    return record_leave(user=scene.owner, first_on=DAY, last_on=DAY, **scene.by)


def feed(scene):
    return make_feed(user=scene.owner, token="a" * 43, by=scene.owner, at=scene.by["at"])


def booking(scene):
    plan = approved(scene)
    return {"enrolment": plan.enrolment, "plan": plan, "sessions": [one(scene)]}


def assignment(scene):
    given = {"enrolment": enrolment(scene), "user": scene.other, "begins_on": DAY}
    return {"assignment": assign_facilitator(**given, **scene.by), "on": DAY}


def of_version(make, version):
    return lambda scene: {"read_version": version, **make(scene)}


ROWS = (
    act("enrol", BOOKERS, lambda s: {
        "referral": placed(s), "format": "individual", "begins_on": DAY
    }),
    act("end_enrolment", BOOKERS, lambda s: {"enrolment": enrolment(s), "on": DAY}),
    act("cancel_rest", frozenset(), lambda s: {
        "enrolment": (held := booked(s)).enrolment, "appointments": [held]
    }, About.SYSTEM),
    act("assign", MANAGERS, lambda s: {
        "enrolment": enrolment(s), "user": s.other, "begins_on": DAY
    }),
    act("end_assignment", MANAGERS, assignment),
    act("formulate", PLANNERS, lambda s: {
        "referral": referral(s), "values": {"form": Account.WITH}
    }),
    act("reformulate", PLANNERS, of_version(
        lambda s: {"formulation": written(s), "values": {"setting": "moved"}}, 1
    )),
    act("draft", PLANNERS, lambda s: {"enrolment": enrolment(s), "content": CONTENT}),
    act("change", PLANNERS, of_version(lambda s: {"plan": draft(s), "content": CONTENT}, 1)),
    act("send", PLANNERS, of_version(lambda s: {"plan": draft(s)}, 1)),
    act("approve", MANAGERS, of_version(lambda s: {"plan": sent(s)}, 2)),
    act("return", MANAGERS, of_version(lambda s: {"plan": sent(s), "because": "long"}, 2)),
    act("book", BOOKERS, booking),
    act("move", BOOKERS, of_version(
        lambda s: {"appointment": booked(s), "values": {"starts": time(14)}}, 1
    )),
    act("cancel", BOOKERS, of_version(lambda s: {"appointment": booked(s)}, 1)),
    act("book_support", BOOKERS, lambda s: {
        "appointment": booked(s), "need": "interpreter", "booked": "Tyne Interpreters"
    }),
    act("hold", BOOKERS, of_version(lambda s: {"appointment": booked(s)}, 1)),
    act("add_place", KEEPERS, lambda s: {"unit": s.world.unit, "name": "Hall"}, About.PLACE),
    act("add_room", KEEPERS, lambda s: {
        "place": room(s).place, "values": {"name": "4", "capacity": 2}
    }, About.PLACE),
    act("change_room", KEEPERS, lambda s: {"room": room(s), "values": {"capacity": 5}},
        About.PLACE),
    act("record_leave", KEEPERS, lambda s: {
        "user": s.owner, "first_on": DAY, "last_on": DAY
    }, About.SERVICE),
    act("withdraw_leave", KEEPERS, lambda s: {"leave": with_leave(s)}, About.SERVICE),
    act("make_feed", frozenset(), lambda s: {"user": s.owner, "token": "b" * 43}, About.OWN),
    act("revoke_feed", frozenset(), lambda s: {"feed": feed(s)}, About.OWN),
    page("of", CASE_ROLES, lambda s: (s.person.public_id,)),
    page("enrol", BOOKERS, lambda s: (referral(s).public_id,)),
    page("assign", MANAGERS, lambda s: (enrolment(s).public_id,)),
    page("draft", PLANNERS, lambda s: (enrolment(s).public_id,)),
    page("begin", PLANNERS, lambda s: (referral(s).public_id,)),
    page("formulation", PLANNERS, lambda s: (written(s).public_id,)),
    page("plan", PLANNERS, lambda s: (whole(s).public_id,)),
    page("plan_paper", PLANNERS, lambda s: (whole(s).public_id, "html")),
    page("choose", PLANNERS, lambda s: (whole(s).public_id,)),
    page("send", PLANNERS, lambda s: (draft(s, whole_content()).public_id,), post=True,
         answers=frozenset({409})),
    page("approve", MANAGERS, lambda s: (whole(s).public_id,), post=True,
         answers=frozenset({409})),
    page("return", MANAGERS, lambda s: (whole(s).public_id,)),
    page("schedule", BOOKERS, schedulable),
    page("appointment", CASE_ROLES, lambda s: (booked(s, whole_content()).public_id,)),
    page("move", BOOKERS, lambda s: (booked(s).public_id,)),
    page("cancel", BOOKERS, lambda s: (booked(s).public_id,), post=True,
         answers=frozenset({302})),
    page("support", BOOKERS, lambda s: (with_interpreter(s).public_id, "interpreter")),
    page("new_room", KEEPERS, lambda s: (room(s).place.public_id,), About.PLACE),
    page("room", KEEPERS, lambda s: (room(s).public_id,), About.PLACE),
    page("write", PLANNERS, lambda s: (referral(s).public_id, "with-account")),
    page("paper", PLANNERS, lambda s: (written(s).public_id, "html")),
    page("version", PLANNERS, lambda s: (written(s).revisions.get().public_id,)),
    page("rooms", KEEPERS, lambda _s: (), About.SERVICE),
    page("new_place", KEEPERS, lambda _s: (), About.SERVICE),
    page("leave", BOOKERS, lambda _s: (), About.SERVICE),
    page("to_move", BOOKERS, lambda _s: (), About.SERVICE),
    page("feed", BOOKERS, lambda _s: (), About.SERVICE),
    page("make_feed", BOOKERS, lambda _s: (), About.SERVICE, post=True),
    page("revoke_feed", BOOKERS, lambda _s: (), About.SERVICE, post=True,
         answers=frozenset({302})),
    page("withdraw_leave", KEEPERS, lambda s: (with_leave(s).public_id,), About.SERVICE,
         post=True, answers=frozenset({302})),
)  # fmt: skip
