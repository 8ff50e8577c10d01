"""The next step of a case: the one thing to do first, and whether the reader is to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desist.casework.access import Role, may
from desist.casework.access.policy import Actor
from desist.casework.battery.policy import GIVERS
from desist.casework.battery.queries.administration import SOON
from desist.casework.casefile.models import CaseSummary
from desist.casework.casefile.stage import NOT_REFERRED
from desist.casework.people.models import Person
from desist.casework.tasks.models import Task

REFERRERS = (Role.REFERRER, Role.MANAGER)


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What is to be done next; ``href`` only where the reader does it, with the button's words."""

    text: str
    late: bool = False
    button: str = ""
    href: str = ""


def next_step(
    actor: Actor, person: Person, summary: CaseSummary, tasks: Sequence[Task], *, day: date
) -> NextStep | None:
    """The first task of the reader's; otherwise the first of anybody's, without a button."""
    for task in tasks:
        if is_for(actor, task):
            return NextStep(
                text=_("%(what)s, by %(day)s") % _said(task),
                late=task.is_overdue(day),
                button=str(task.what.text),
                href=reverse(task.what.address, args=[task.about_id]),
            )
    if _may_give(actor, summary, day):
        return NextStep(
            text=_("questionnaires are to be answered by %(day)s")
            % {"day": date_format(summary.answer_by, "j F")},
            late=summary.answer_by < day,
            button=_("Start a sitting"),
            href=reverse("battery:start", args=[summary.referral.public_id]),
        )
    if tasks:
        who = tasks[0].user.full_name if tasks[0].user else tasks[0].get_role_display()
        said = {**_said(tasks[0]), "who": who}
        text = _("%(what)s, by %(day)s (%(who)s)") % said
        return NextStep(text=text, late=tasks[0].is_overdue(day))
    if (summary.stage == NOT_REFERRED or summary.ended) and _may_refer(actor, person):
        return NextStep(
            text=_("nothing is under way"),
            button=_("Refer to a programme"),
            href=reverse("referrals:of", args=[person.public_id]),
        )
    return None


def is_for(actor: Actor, task: Task) -> bool:
    """Whether a task is for this person, by name or by a role that they hold."""
    if task.user_id is not None:
        return task.user_id == actor.standing.user_id
    return actor.standing.holds(Role(task.role))


def _may_give(actor: Actor, summary: CaseSummary, day: date) -> bool:
    """Whether questionnaires are due soon and this person's work is to give them."""
    near = summary.answer_by is not None and summary.answer_by <= day + SOON
    return near and not summary.ended and actor.standing.holds(*GIVERS)


def _may_refer(actor: Actor, person: Person) -> bool:
    return actor.standing.holds(*REFERRERS) and may(actor, "referrals.refer", person)


def _said(task: Task) -> dict[str, str]:
    return {"what": str(task.what.text), "day": date_format(task.due_on, "j F")}
