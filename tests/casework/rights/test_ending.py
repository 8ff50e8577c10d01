"""Retention: what falls due, what is held, and what is left when a record ends."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command

from desist.casework.access import rows
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import walk
from desist.casework.people.actions import add_other_name
from desist.casework.people.models import Person
from desist.casework.people.queries import find_people
from desist.casework.referrals.actions import move_referral, refer_person
from desist.casework.referrals.models import Referral, StatusChange
from desist.casework.rights.actions.ending import (
    CannotEnd,
    end_record,
    hold_record,
    keep_record,
    release_hold,
)
from desist.casework.rights.actions.merging import merge_people
from desist.casework.rights.law import retention_on
from desist.casework.rights.models import Ending, LegalHold, RetentionReview
from desist.casework.rights.queries.retention import find_due
from desist.casework.rights.reach_of_rows import columns_of, rows_about
from tests.casework.assessment.builder import adopt
from tests.casework.concerns.concern import raised
from tests.casework.people import INSTALLATION, LONG_AGO, NOON
from tests.casework.rights.snapshot import snapshot

BY = {"by": INSTALLATION, "at": NOON}
TODAY = NOON.date()
LATER = datetime(2033, 3, 2, 12, tzinfo=UTC)


def past_life(person, rita):
    """Referred and withdrawn long ago, with a concern, and another name."""
    given = {"programme": "isotp", "setting": "community", "context": "Works nights"}
    referral = refer_person(person=person, referred_on=LONG_AGO, **given, by=rita, at=NOON)
    add_other_name(person=person, full_name="Jordan Otherwise", **BY)
    raised(person, rita)
    move_referral(
        referral=referral, read_version=referral.version, to="withdrawn", reason=WITHDRAWN,
        effective_on=TODAY, note="Moved far away", **BY,
    )  # fmt: skip
    return referral


WITHDRAWN = "declines"


def end(person, by, how="anonymise"):
    return end_record(person=person, how=how, because="time is up", by=by, at=NOON)


def due(on):
    return {each.person.pk: each for each in find_due(retention_on(on), on=on)}


def test_a_record_falls_due_years_after_its_last_referral_ended(person, rita):
    past_life(person, rita)
    assert person.pk not in due(date(2032, 3, 1))
    assert due(date(2032, 3, 2))[person.pk].period.id == "after_last_referral"


def test_whoever_was_never_referred_falls_due_sooner(pair):
    assert not due(date(2028, 3, 1))
    assert due(date(2028, 3, 2))[pair[0].pk].period.id == "never_referred"


def test_an_open_referral_keeps_a_record(person, rita):
    given = {"programme": "isotp", "setting": "community", "context": ""}
    refer_person(person=person, referred_on=LONG_AGO, **given, by=rita, at=NOON)
    assert person.pk not in due(date(2090, 1, 1))


def test_the_job_asks_once_about_each_and_ends_nothing(pair, mona, monkeypatch, capsys):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    call_command("list_retention_due")
    call_command("list_retention_due")
    assert capsys.readouterr().out == "2 records fall due\n0 records fall due\n"
    assert RetentionReview.objects.count() == Person.objects.count() == 2
    review = RetentionReview.objects.filter(person=pair[0]).get()
    keep_record(review=review, kept_until=date(2033, 6, 1), because="appeal", by=mona, at=LATER)
    assert pair[0].pk not in due(date(2033, 5, 31))
    assert pair[0].pk in due(date(2033, 6, 2))


def test_made_anonymous_what_evaluation_may_keep_stays_and_nothing_names_anybody(
    world, person, rita, mona
):
    adopt(world, "records-schedule")
    referral, crn = past_life(person, rita), person.crn
    end(person, mona)
    kept = Person.objects.get(pk=person.pk)
    assert (kept.first_names, kept.last_name, kept.born_on) == ("", "", date(1980, 1, 1))
    assert (kept.sex, kept.team) == ("male", person.team)
    assert Referral.objects.get(pk=referral.pk).context == ""
    assert [each.note for each in StatusChange.objects.filter(referral=referral)] == ["", ""]
    everything = repr(snapshot())
    for word in (crn, "Otherwise", "Stays", "Works nights", "Moved far away"):
        assert word not in everything, word
    rule = retention_on(TODAY)
    for model in columns_of():
        label = model._meta.label_lower
        if label not in rule.kept and not label.startswith("casefile."):
            assert not rows_about(model, [person]), label


def test_nobody_finds_a_record_that_was_made_anonymous(world, person, rita, mona):
    adopt(world, "records-schedule")
    past_life(person, rita)
    crn = person.crn
    end(person, mona)
    assert not find_people(mona, crn)
    assert not rows(mona, Person).filter(pk=person.pk).exists()


def test_erased_nothing_stays_but_the_decision_and_the_trail(person, rita, mona):
    past_life(person, rita)
    events = AuditEvent.objects.count()
    ending = end(person, mona, how="erase")
    assert not Person.objects.filter(pk=person.pk).exists()
    for model in columns_of():
        assert not rows_about(model, [person]), model
    assert ending.subject == person.public_id
    assert ending.decided_by == mona
    assert AuditEvent.objects.count() == events + 1
    assert AuditEvent.objects.order_by("-seq").first().kind == "erasure"
    assert not walk(stored_events(), sizes=[]).findings


def test_only_the_one_record_ends(world, pair, rita, mona):
    one, other = pair
    past_life(one, rita)
    past_life(other, rita)
    size = sum(len(rows_about(model, [other])) for model in columns_of())
    end(one, mona, how="erase")
    assert sum(len(rows_about(model, [other])) for model in columns_of()) == size


def test_a_record_that_was_merged_ends_with_the_one_that_stayed(pair, rita, mona):
    one, other = pair
    past_life(other, rita)
    merge_people(survivor=one, merged=other, because="prints", by=mona, at=NOON)
    end(one, mona, how="erase")
    assert not Person.objects.exists()


def test_a_legal_hold_keeps_everything_until_it_is_lifted(person, rita, mona):
    past_life(person, rita)
    hold = hold_record(person=person, because="inquiry", on=TODAY, by=mona, at=NOON)
    with pytest.raises(Refused):
        end(person, mona, how="erase")
    with pytest.raises(CannotEnd, match="legal hold"):
        end(person, INSTALLATION, how="erase")
    release_hold(hold=LegalHold.objects.get(pk=hold.pk), on=TODAY, by=mona, at=NOON)
    end(person, mona, how="erase")
    assert Ending.objects.exists()


def test_an_open_referral_keeps_everything(person, rita, mona):
    given = {"programme": "isotp", "setting": "community", "context": ""}
    refer_person(person=person, referred_on=LONG_AGO, **given, by=rita, at=NOON)
    with pytest.raises(CannotEnd, match="still open"):
        end(person, mona, how="erase")


def test_a_schedule_that_is_not_adopted_makes_nobody_anonymous(person, rita, mona):
    past_life(person, rita)
    before = snapshot()
    with pytest.raises(CannotEnd, match="not adopted"):
        end(person, mona)
    assert snapshot() == before


def test_what_the_schedule_keeps_is_there_and_points_to_nothing_that_goes(db):
    rule = retention_on(TODAY)
    held = {model._meta.label_lower: model for model in columns_of()}
    for label in rule.kept:
        model = held[label]
        for field in model._meta.concrete_fields:
            target = field.related_model if field.is_relation else None
            if target in held.values():
                assert target._meta.label_lower in rule.kept, f"{label}.{field.name}"
    for column in rule.kept_text:
        label, _, name = column.rpartition(".")
        assert apps.get_model(label)._meta.get_field(name)


def test_a_manager_ends_a_record_on_the_page_by_typing_its_crn(signed_in, person, rita, mona):
    past_life(person, rita)
    browser, address = signed_in(mona), f"/rights/end/of/{person.public_id}"
    sent = {"how": "erase", "because": "asked for", "crn": "X999999", "operation": str(uuid4())}
    assert 'id="crn-error"' in browser.post(address, sent).text
    assert Person.objects.filter(pk=person.pk).exists()
    assert browser.post(address, sent | {"crn": person.crn})["Location"] == "/rights/due"
    assert not Person.objects.filter(pk=person.pk).exists()
    assert browser.get(address).status_code == 404
