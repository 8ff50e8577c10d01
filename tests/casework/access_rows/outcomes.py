"""Outcomes: facilitators and managers end and write; a manager who did not write countersigns."""

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.outcomes.actions.ending import record_ending
from desist.casework.outcomes.actions.report import (
    begin_report,
    countersign_report,
    edit_report,
    sign_report,
)
from desist.casework.outcomes.models import Ending, FinalReport
from desist.casework.outcomes.policy import READERS, WRITERS
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.access_rows.delivery import course
from tests.casework.delivery.delivered import DAYS
from tests.casework.people import NOON

WORDS = {"summary": "a", "progress": "b", "recommendations": "c"}
MANAGER = frozenset({Role.MANAGER})


def enrolment(scene):
    return course(scene).case.enrolment


def ending(scene):
    held = Ending.objects.filter(enrolment__person=scene.person).first()
    return held or record_ending(
        enrolment=enrolment(scene), code="left", ended_on=DAYS[1], words="",
        by=scene.near(Role.FACILITATOR), at=NOON,
    )  # fmt: skip


def draft(scene, writer=Role.FACILITATOR):
    held = FinalReport.objects.filter(enrolment__person=scene.person).first()
    if held is None:
        author = scene.near(writer)
        held = begin_report(enrolment=enrolment(scene), by=author, at=NOON)
        edit_report(report=held, read_version=1, values=WORDS, by=author, at=NOON)
    return held


def signed(scene):
    held = draft(scene)
    if held.is_draft:
        sign_report(report=held, read_version=2, by=held.author, at=NOON)
    return held


def countersigned(scene):
    held = signed(scene)
    if held.state == "signed":
        boss = scene.near(Role.MANAGER)
        countersign_report(report=held, read_version=3, by=boss, at=NOON)
    return held


def row(verb, roles, given):
    return ActionRow(verb=f"outcomes.{verb}", about=About.PERSON, roles=roles, given=given)


def on(make, **more):
    def given(scene):
        report = make(scene)
        return {"report": report, "read_version": report.version, **more}

    return given


def page(name, roles, make, **more):
    def ids(scene):
        return (make(scene).public_id,)

    return PageRow(name=f"outcomes:{name}", about=About.PERSON, roles=roles, ids=ids, **more)


def papers(scene):
    return (draft(scene).public_id, "docx")


SENT = frozenset({302})

ROWS = (
    row("end", WRITERS,
        lambda s: {"enrolment": enrolment(s), "code": "left", "ended_on": DAYS[1], "words": ""}),
    row("correct_ending", WRITERS,
        lambda s: {"ending": ending(s), "read_version": 1, "code": "removed",
                   "ended_on": DAYS[1], "words": ""}),
    row("begin_report", WRITERS, lambda s: {"enrolment": enrolment(s)}),
    row("edit_report", WRITERS, on(draft, values=WORDS | {"summary": "z"})),
    row("sign_report", frozenset({Role.FACILITATOR}), on(draft)),
    row("countersign_report", MANAGER, on(signed)),
    row("return_report", MANAGER, on(signed)),
    row("issue_report", WRITERS,
        lambda s: {"report": countersigned(s), "recipient": "practitioner", "whom": "",
                   "why": "end"}),
    page("of", CASE_ROLES, lambda s: s.person),
    page("end", WRITERS, enrolment),
    page("correct", WRITERS, ending),
    page("begin_report", WRITERS, enrolment),
    page("report", READERS, draft),
    page("write", WRITERS, draft),
    page("sign", frozenset({Role.FACILITATOR}), draft, post=True, answers=SENT),
    page("countersign", MANAGER, signed, post=True, answers=SENT),
    page("return", MANAGER, signed, post=True, answers=SENT),
    page("issue", WRITERS, countersigned),
    PageRow(name="outcomes:paper", about=About.PERSON, roles=READERS, ids=papers),
)  # fmt: skip
