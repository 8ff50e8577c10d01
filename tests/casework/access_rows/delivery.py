"""Delivery: facilitators, managers and administrators record; the practitioner decides."""

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.delivery.actions.absence import decide_absence
from desist.casework.delivery.actions.register import NoteTyped
from desist.casework.delivery.actions.session_record import Happened
from desist.casework.delivery.models import Absence, Failure, SessionRecord
from desist.casework.delivery.policy import RECORDERS
from desist.casework.planning.actions.appointment import book_appointments
from desist.casework.planning.actions.enrolment import assign_facilitator, enrol
from desist.casework.planning.actions.place import add_place, add_room
from desist.casework.planning.actions.plan import approve_plan, draft_plan, send_for_approval
from desist.casework.planning.models import Appointment
from desist.casework.referrals.actions import refer_person
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.access_rows.groups import met
from tests.casework.delivery.delivered import DAYS, Course
from tests.casework.people import INSTALLATION, LONG_AGO, NOON
from tests.casework.planning.planned import CONTENT, Case, accept

HAPPENED = Happened(values={"attendance": "absent", "minutes": 0})
PRACTITIONER = frozenset({Role.REFERRER})
READERS = CASE_ROLES | {Role.DUTY_MANAGER}


def course(scene):
    """The person of the scene with four booked sessions."""
    person, by = scene.person, {"by": INSTALLATION, "at": NOON}
    held = Appointment.objects.filter(enrolment__person=person).order_by("number")
    finn = scene.near(Role.FACILITATOR)
    if not held.exists():
        referral = refer_person(
            person=person, programme="isotp", setting="community", context="",
            referred_on=LONG_AGO, by=scene.near(Role.REFERRER), at=NOON,
        )  # fmt: skip
        accept(referral)
        enrolment = enrol(referral=referral, format="individual", begins_on=DAYS[0], **by)
        assign_facilitator(enrolment=enrolment, user=finn, begins_on=DAYS[0], **by)
        place = add_place(unit=scene.world.unit, name="Quay House", **by)
        values = {"name": "Room 3", "capacity": 4, "step_free": True, "hearing_loop": False}
        room = add_room(place=place, values=values, **by)
        case = Case(scene.world, person, referral, enrolment, finn, None, room)
        plan = draft_plan(enrolment=enrolment, content=CONTENT, by=finn, at=NOON)
        send_for_approval(plan=plan, read_version=1, by=finn, at=NOON)
        approve_plan(plan=plan, read_version=2, by=scene.near(Role.MANAGER), at=NOON)
        sessions = [case.session(number, day) for number, day in enumerate(DAYS, start=1)]
        book_appointments(enrolment=enrolment, plan=plan, sessions=sessions, **by)
    first = held.first()
    case = Case(scene.world, person, None, first.enrolment, finn, None, first.room)
    return Course(case, list(held))


def recorded(scene, attendance="absent"):
    held = SessionRecord.objects.filter(enrolment__person=scene.person).first()
    return held or course(scene).recorded(1, attendance)


def absence(scene):
    return Absence.objects.get(session_record=recorded(scene))


def failure(scene):
    found = Failure.objects.filter(session_record__enrolment__person=scene.person).first()
    if found is None:
        decide_absence(
            absence=absence(scene), read_version=1, verdict="unacceptable", excuse="none",
            evidence="", by=scene.near(Role.REFERRER), at=NOON,
        )  # fmt: skip
    return Failure.objects.get(session_record__enrolment__person=scene.person)


def catching_up(scene):
    first = Appointment.objects.filter(enrolment__person=scene.person).first()
    return {
        "values": {
            "day": DAYS[1], "starts": first.starts.replace(hour=16), "minutes": 60,
            "room": first.room, "facilitator": first.facilitator,
        }
    }  # fmt: skip


def to_keep(scene):
    return {
        "session": met(scene), "marks": [],
        "note": NoteTyped(text="Worked well together", read_version=0),
    }  # fmt: skip


def row(verb, roles, given):
    return ActionRow(verb=f"delivery.{verb}", about=About.PERSON, roles=roles, given=given)


def page(name, roles, make, **more):
    ids = lambda scene: (make(scene).public_id,)  # noqa: E731 - one line each
    return PageRow(name=f"delivery:{name}", about=About.PERSON, roles=roles, ids=ids, **more)


ROWS = (
    row("record", RECORDERS, lambda s: {"appointment": course(s).sessions[0],
                                        "happened": HAPPENED}),
    row("correct", RECORDERS, lambda s: {"record": recorded(s), "read_version": 1,
                                         "happened": HAPPENED}),
    row("catch_up", RECORDERS, lambda s: {"record": recorded(s), **catching_up(s)}),
    row("decide_absence", PRACTITIONER,
        lambda s: {"absence": absence(s), "read_version": 1, "verdict": "acceptable",
                   "excuse": "work", "evidence": ""}),
    row("answer_failure", PRACTITIONER,
        lambda s: {"failure": failure(s), "read_version": 1, "taken": "not_done",
                   "taken_on": DAYS[0], "words": "spoken to"}),
    ActionRow(verb="delivery.keep_register", about=About.PLACE, roles=RECORDERS, given=to_keep),
    PageRow(name="delivery:register", about=About.PLACE, roles=RECORDERS,
            ids=lambda s: (met(s).public_id,)),
    PageRow(name="delivery:register_paper", about=About.PLACE, roles=RECORDERS,
            ids=lambda s: (met(s).public_id, "html")),
    PageRow(name="delivery:attendance", about=About.PLACE, roles=RECORDERS,
            ids=lambda s: (met(s).group.public_id,)),
    page("of", CASE_ROLES, lambda s: s.person),
    page("session", RECORDERS, lambda s: course(s).sessions[1]),
    page("correct", RECORDERS, recorded),
    page("catch_up", RECORDERS, recorded),
    page("absence", CASE_ROLES, absence),
    page("failure", CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR}, failure),
)  # fmt: skip
