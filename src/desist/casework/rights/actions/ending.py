"""Holding a record, keeping it longer, making it anonymous, erasing it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import System
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.records.encrypted_text import EncryptedText, seal
from desist.casework.referrals.models import ENDED
from desist.casework.rights.law import retention_on
from desist.casework.rights.models import Ending, LegalHold, RetentionReview
from desist.casework.rights.models.ending import How
from desist.casework.rights.queries.retention import Due
from desist.casework.rights.reach_of_rows import columns_of, rows_about
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.programme.retention_rule import RetentionRule

CLOCK = System("retention clock")
TO_REVIEW = "review_retention"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class CannotEnd(ValueError):
    """This record cannot end now; ``why`` says it to whoever decided so."""

    def __init__(self, why: Any) -> None:
        super().__init__(str(why))
        self.why = why


@action("rights.hold", on="person")
def hold_record(*, person: Person, because: str, on: date, by: Any, at: datetime) -> LegalHold:
    """From a day on nothing about somebody may be erased."""
    hold = LegalHold(person=person, because=because, begins_on=on, by=by)
    hold.save(force_insert=True)
    tell(hold, person, fields=("because", "begins_on"))
    return hold


@action("rights.release", on="hold")
def release_hold(*, hold: LegalHold, on: date, by: Any, at: datetime) -> LegalHold:
    """The law needs it no longer."""
    hold.ended_on, hold.ended_by = on, by
    hold.save(update_fields=["ended_on", "ended_by"])
    tell(hold, hold.person, fields=("ended_on",))
    return hold


@action("rights.find_due", on="person")
def ask_whether_kept(
    *, person: Person, due: Due, rule: RetentionRule, by: Any, at: datetime
) -> RetentionReview:
    """A record has been kept for as long as the schedule says: somebody must decide."""
    review = RetentionReview(
        person=person,
        rule=rule.id,
        rule_version=rule.version,
        period=due.period.id,
        due_on=due.due_on,
        found_at=at,
    )
    review.save(force_insert=True)
    given = {"kind": TO_REVIEW, "role": "manager", "due_on": timezone.localdate(at)}
    raise_task(person=person, about=review, **given, by=CLOCK, at=at)
    tell(review, person, fields=("due_on",))
    return review


@action("rights.keep", on="review")
def keep_record(
    *, review: RetentionReview, kept_until: date, because: str, by: Any, at: datetime
) -> RetentionReview:
    """Keep it until a day, and say why."""
    review.kept_until, review.because = kept_until, because
    _decide(review, by, at)
    tell(review, review.person, fields=("kept_until", "because"))
    return review


def _decide(review: RetentionReview, by: Any, at: datetime) -> None:
    review.decided_by, review.decided_at = by, at
    review.save(update_fields=["kept_until", "because", "decided_by", "decided_at"])
    finish_tasks(person=review.person, kind=TO_REVIEW, about=review, by=CLOCK, at=at)


@action("rights.end", on="person", kind=Kind.ERASURE)
def end_record(*, person: Person, how: str, because: str, by: Any, at: datetime) -> Ending:
    """Make a record anonymous, or erase it, with every record that was merged into it.

    The trail is not touched: it holds opaque ids alone.

    Raises:
        CannotEnd: the record is held or still in use, or the schedule is not adopted here.
    """
    rule = retention_on(timezone.localdate(at))
    people = [person, *person.merged_from.all()]
    _check(people, rule, how)
    kept = frozenset(rule.kept) if how == How.ANONYMISED else frozenset()
    held = {model: rows_about(model, people) for model in columns_of()}
    removed = 0
    for model, ids in held.items():
        if model is Person:
            continue
        if model._meta.label_lower in kept:
            _empty(model, ids, rule)
        else:
            removed += _remove(model, ids)
    gone = [each.pk for each in people if each != person or how == How.ERASED]
    removed += _remove(Person, gone)
    if how == How.ANONYMISED:
        _make_anonymous(person)
    _check_links()
    ending = Ending(
        subject=person.public_id,
        how=how,
        because=because,
        rule=rule.id,
        rule_version=rule.version,
        removed=removed,
        decided_by=by,
        decided_at=at,
    )
    ending.save(force_insert=True)
    tell(ending, *people)
    return ending


def _check(people: list[Person], rule: RetentionRule, how: str) -> None:
    if LegalHold.objects.filter(person__in=people, ended_on=None).exists():
        raise CannotEnd(_("A legal hold stands: nothing may be erased."))
    if any(each.referrals.exclude(status__in=ENDED).exists() for each in people):
        raise CannotEnd(_("A referral is still open."))
    if how == How.ANONYMISED and not rule.is_usable():
        raise CannotEnd(_("This site has not adopted the schedule that says what is kept."))


def _remove(model: Any, ids: list[int]) -> int:
    """Rows go whatever points to them: what would be left dangling is found at the end."""
    held = model._base_manager.filter(pk__in=ids)
    removed: int = held._raw_delete(held.db) if ids else 0
    return removed


def _empty(model: Any, ids: list[int], rule: RetentionRule) -> None:
    """Take the words out of rows that stay; their codes, dates and scores are kept."""
    label = model._meta.label_lower
    texts = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedText) and f"{label}.{field.name}" not in rule.kept_text
    ]
    if not texts:
        return
    for row in model._base_manager.filter(pk__in=ids).only("pk", "public_id"):
        values = {
            each.name: None if each.null else seal("", place=each.place(row)) for each in texts
        }
        model._base_manager.filter(pk=row.pk).update(**values)


def _make_anonymous(person: Person) -> None:
    """What is left of a person: a year of birth, sex and a team; no CRN that anybody could type."""
    Person._base_manager.filter(pk=person.pk).update(
        crn=f"-{_in_base_36(person.pk):0>6}",
        crn_copy=0,
        first_names="",
        last_name="",
        is_anonymous=True,
        born_on=date(person.born_on.year, 1, 1),
    )


def _in_base_36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits


def _check_links() -> None:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise CannotEnd(_("Something that stays points to what would go.")) from error
