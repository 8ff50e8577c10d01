"""What the law of somebody's order asks to follow from a failure, from what is recorded of them."""

from __future__ import annotations

from datetime import date

from desist.casework.delivery.models import Failure, SessionRecord, Taken
from desist.casework.people.models import Sentence
from desist.casework.people.queries import (
    nation_on,
    place_on,
    requirement_in_force,
    sentence_in_force,
)
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.attendance_rule import AttendanceRule
from desist.programme.enforcement import FailureFacts, JudgedFailure, judge_failure
from desist.programme.enforcement_rule import EnforcementRule

VOLUNTARY = "voluntary"


def judge(record: SessionRecord) -> tuple[JudgedFailure, Sentence | None]:
    """What must follow from a failure in this session, and the sentence under which.

    The rules are procedure and decide nothing about a person, so they are followed whether or not
    the site has adopted them.
    """
    person, day = record.enrolment.person, record.held_on
    sentence = requirement_in_force(person, day)
    order = sentence.order if sentence else None
    if sentence is None and sentence_in_force(person, day) is not None:
        order = VOLUNTARY  # supervised, and nothing asks for a programme
    facts = FailureFacts(
        failed_on=day,
        order=order,
        nation=nation_on(person, day),
        setting=place_on(person, day).value,
        warnings=_warnings(record, sentence),
    )
    rules = the_catalogue().all_in_force(EnforcementRule, on=day, adoptions=EVERYTHING)
    return judge_failure(facts, rules=rules), sentence


def _warnings(record: SessionRecord, sentence: Sentence | None) -> tuple[date, ...]:
    """When warnings were given under the same sentence, this failure's own left out."""
    if sentence is None:
        return ()
    held = Failure._base_manager.filter(sentence=sentence, taken=Taken.WARN)
    given = held.exclude(session_record=record).values_list("taken_on", flat=True)
    return tuple(sorted(day for day in given if day is not None and day <= record.held_on))


def attendance_rule_on(day: date) -> AttendanceRule:
    """The limits in force on a day."""
    return the_catalogue().in_force(AttendanceRule, "attendance", on=day, adoptions=EVERYTHING)
