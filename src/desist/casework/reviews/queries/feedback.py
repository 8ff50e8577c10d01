"""What was said of each module, complaints, and who may answer one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desist.casework.access import Role, may, rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.accounts.models import User
from desist.casework.accounts.queries import staff_holding
from desist.casework.people.models import Person
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.models import Complaint, ModuleFeedback
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.complaint_rule import ComplaintRule
from desist.programme.curriculum import Programme


def complaint_rule_on(day: date) -> ComplaintRule:
    """The subjects and the limit in force on a day."""
    return the_catalogue().in_force(ComplaintRule, "complaints", on=day, adoptions=EVERYTHING)


def subjects_on(day: date) -> dict[str, str]:
    """What a complaint can be about, in words by code."""
    return {each.id: each.title for each in complaint_rule_on(day).subject}


def who_may_answer(person: Person, *, on: date) -> list[User]:
    """Managers who reach this person, by name."""
    managers = staff_holding(Role.MANAGER, on=on)
    return [each for each in managers if may(each, "reviews.answer_for", person)]


def modules_of(enrolment: Enrolment) -> dict[str, str]:
    """The modules of the programme in the version of the enrolment, by id."""
    held = the_catalogue().of_kind(Programme, demonstration=True)
    wanted = (enrolment.programme, enrolment.programme_version)
    found = next((each for each in held if (each.id, each.version) == wanted), None)
    return {each.id: each.title for each in found.module} if found else {}


def feedback_of(actor: Actor, enrolment: Enrolment) -> Sequence[ModuleFeedback]:
    """Everything said of the modules, the newest first."""
    held = rows(actor, ModuleFeedback).filter(enrolment=enrolment)
    return list(held.select_related("recorded_by").order_by("-given_on", "-pk"))


def complaints_of(actor: Actor, person: Person) -> Sequence[Complaint]:
    """The complaints that this member of staff may read, the newest first."""
    held = rows_about(actor, Complaint, person)
    return list(held.select_related("answerer").order_by("-received_on", "-pk"))
