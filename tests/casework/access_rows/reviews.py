"""Reviews: three parties write, those who deliver hear feedback, managers answer complaints."""

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.reviews.actions.feedback import record_complaint
from desist.casework.reviews.actions.life_plan import add_goal, write_life_plan
from desist.casework.reviews.actions.review import call_review, decide_step, hold_review
from desist.casework.reviews.models import Complaint, LifeGoal, LifePlan, Review, ReviewStep
from desist.casework.reviews.policy import HEARERS, PARTIES, READERS
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.access_rows.delivery import course
from tests.casework.delivery.delivered import DAYS
from tests.casework.people import INSTALLATION, NOON

BY = {"by": INSTALLATION, "at": NOON}
HELD = {
    "held_on": DAYS[0], "summary": "s", "accord": "agrees", "own_words": "", "without": "away",
}  # fmt: skip
FEEDBACK = {
    "module": "skills", "helped": "some", "words": "", "wish": "", "given": "told",
    "given_on": DAYS[0],
}  # fmt: skip
PLAN = {
    "language": "en", "matters": "m", "supports": "", "warning_signs": "", "responses": "",
    "safeguards": "", "look_again_on": DAYS[3],
}  # fmt: skip
GOAL = {"direction": "avoid", "goal": "g", "steps": "", "helps": "", "obstacles": ""}
PROGRESS = {"going": "well", "words": "", "said_on": DAYS[0]}
ANSWER = {"upheld": "upheld", "answer": "a", "change": "", "told_on": DAYS[0]}


def enrolment(scene):
    return course(scene).case.enrolment


def review(scene):
    held = Review.objects.filter(enrolment__person=scene.person).first()
    return held or call_review(enrolment=enrolment(scene), because="b", due_on=DAYS[3], **BY)


def held(scene):
    found = review(scene)
    if not found.is_held:
        values = {**HELD, "recorded_by": scene.other}
        by = {"by": scene.near(Role.REFERRER), "at": NOON}
        hold_review(review=found, read_version=1, values=values, **by)
    return Review.objects.get(pk=found.pk)


def step(scene):
    found = ReviewStep.objects.filter(review__enrolment__person=scene.person).first()
    given = {"what": "w", "party": "participant", "due_on": DAYS[3]}
    return found or decide_step(review=review(scene), **given, **BY)


def complaint_values(scene):
    return {
        "subject": "place", "about": None, "words": "w", "wish": "", "given": "told",
        "received_on": DAYS[0], "answerer": scene.near(Role.MANAGER),
    }  # fmt: skip


def complaint(scene):
    found = Complaint.objects.filter(person=scene.person).first()
    by = {"by": scene.near(Role.REFERRER), "at": NOON}
    return found or record_complaint(person=scene.person, values=complaint_values(scene), **by)


def life_plan(scene):
    found = LifePlan.objects.filter(enrolment__person=scene.person).first()
    given = {"read_version": 0, "values": PLAN}
    return found or write_life_plan(enrolment=enrolment(scene), **given, **BY)


def goal(scene):
    found = LifeGoal.objects.filter(plan__enrolment__person=scene.person).first()
    return found or add_goal(plan=life_plan(scene), values=GOAL, **BY)


def row(verb, roles, given):
    return ActionRow(
        verb=f"reviews.{verb}", about=About.PERSON, roles=frozenset(roles), given=given
    )


def page(name, roles, make, *more):
    ids = lambda scene: (make(scene).public_id, *more)  # noqa: E731 - one line each
    name = name if ":" in name else f"reviews:{name}"
    return PageRow(name=name, about=About.PERSON, roles=frozenset(roles), ids=ids)


ROWS = (
    row("call", PARTIES, lambda s: {"enrolment": enrolment(s), "because": "b",
                                    "due_on": DAYS[3]}),
    row("say", PARTIES, lambda s: {"review": review(s), "party": "participant",
                                   "read_version": 0, "words": "w"}),
    row("decide_step", PARTIES, lambda s: {"review": review(s), "what": "w",
                                           "party": "participant", "due_on": DAYS[3]}),
    row("finish_step", PARTIES, lambda s: {"step": step(s), "read_version": 1,
                                           "done_on": DAYS[0], "result": ""}),
    row("hold", PARTIES, lambda s: {"review": review(s), "read_version": 1, "values": HELD}),
    row("correct", PARTIES, lambda s: {"review": held(s), "read_version": 2, "values": HELD}),
    row("feed_back", HEARERS, lambda s: {"enrolment": enrolment(s), "values": FEEDBACK}),
    row("complain", CASE_ROLES, lambda s: {"person": s.person, "values": complaint_values(s)}),
    row("answer", {Role.MANAGER}, lambda s: {"complaint": complaint(s), "read_version": 1,
                                             "values": ANSWER}),
    row("write_life_plan", PARTIES, lambda s: {"enrolment": enrolment(s), "read_version": 0,
                                               "values": PLAN}),
    row("add_goal", PARTIES, lambda s: {"plan": life_plan(s), "values": GOAL}),
    row("change_goal", PARTIES, lambda s: {"goal": goal(s), "read_version": 1,
                                           "values": GOAL | {"standing": "reached"}}),
    row("record_progress", PARTIES, lambda s: {"goal": goal(s), "values": PROGRESS}),
    page("of", CASE_ROLES, lambda s: s.person),
    page("call", PARTIES, enrolment),
    page("review", READERS, review),
    page("say", PARTIES, review, "participant"),
    page("decide", PARTIES, review),
    page("hold", PARTIES, review),
    page("step", PARTIES, step),
    page("feedback", HEARERS, enrolment),
    page("complain", CASE_ROLES, lambda s: s.person),
    page("complaint", {Role.MANAGER, Role.REFERRER}, complaint),
    page("life_plan:of", READERS, lambda s: s.person),
    page("life_plan:write", PARTIES, enrolment),
    page("life_plan:paper", READERS, life_plan, "html"),
    page("life_plan:version", READERS, lambda s: life_plan(s).revisions.first(), "html"),
    page("life_plan:add_goal", PARTIES, life_plan),
    page("life_plan:goal", PARTIES, goal),
    page("life_plan:progress", PARTIES, goal),
)  # fmt: skip
