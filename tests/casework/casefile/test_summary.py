"""The summary of a case follows every act on a person, and is the same when derived anew."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from desist.casework.access import Role
from desist.casework.casefile.actions import summarised_later
from desist.casework.casefile.models import CaseSummary
from desist.casework.casefile.stage import STAGES, Reached, stage_of
from desist.casework.referrals.models import Status
from tests.casework.casefile.cases import refer
from tests.casework.ground import ground
from tests.casework.people import INSTALLATION, NOON

BY = {"by": INSTALLATION, "at": NOON}


def values():
    kept = ("id", "public_id")
    names = [f.attname for f in CaseSummary._meta.concrete_fields if f.name not in kept]
    return list(CaseSummary.objects.order_by("person").values(*names))


def test_somebody_registered_has_one_at_once(world):
    person = world.person()
    assert person.summary.stage == "not_referred"
    assert person.summary.waiting_since is None


def test_it_follows_a_referral_in_the_same_transaction(world):
    person = world.person()
    referral = refer(person, on=date(2026, 2, 1))
    summary = CaseSummary.objects.get(person=person)
    assert (summary.stage, summary.status, summary.referral) == ("referred", "referred", referral)
    assert summary.waiting_since == date(2026, 2, 1)


def test_the_first_thing_due_is_the_earliest_of_anybodys_and_goes_when_it_is_done(world, a_kind):
    from desist.casework.tasks.actions import finish_tasks, raise_task

    person = world.person()
    referral = refer(person)
    for days, role in ((9, Role.MANAGER), (3, Role.REFERRER)):
        raise_task(
            person=person, kind=f"{a_kind}_{role}", about=referral, role=role,
            due_on=NOON.date() + timedelta(days=days), **BY,
        )  # fmt: skip
    summary = CaseSummary.objects.get(person=person)
    assert (summary.due_on, summary.due_kind) == (date(2026, 3, 5), f"{a_kind}_referrer")
    finish_tasks(person=person, kind=f"{a_kind}_referrer", about=referral, **BY)
    assert CaseSummary.objects.get(person=person).due_on == date(2026, 3, 11)


def test_what_is_derived_at_the_end_or_by_command_is_what_followed_each_act(world):
    ground.leave()  # what is laid was summarised at once
    with summarised_later(at=NOON):
        person = world.person()
        refer(person)
        assert not CaseSummary.objects.exists()
    refer(world.person())
    followed = values()
    assert [each["stage"] for each in followed] == ["referred", "referred"]
    CaseSummary.objects.all().update(stage="complete", due_kind="x")
    call_command("summarise", verbosity=0)
    assert values() == followed


def test_deriving_takes_as_many_queries_for_many_people_as_for_one(
    world, django_assert_num_queries
):
    from desist.casework.casefile.queries.derivation import derive

    for _ in range(4):
        refer(world.person())
    people = list(CaseSummary.objects.values_list("person", flat=True))
    with django_assert_num_queries(10):
        derive(people[:1])
    with django_assert_num_queries(10):
        derive(people)


@pytest.mark.parametrize("status", Status.values)
def test_every_status_has_a_stage(status):
    assert stage_of(status, Reached()) in STAGES


@pytest.mark.parametrize(
    ("status", "reached", "stage"),
    [
        ("", Reached(), "not_referred"),
        ("referred", Reached(), "referred"),
        ("panel", Reached(is_assessed=True), "assessed"),
        ("awaiting_allocation", Reached(is_assessed=True), "eligible"),
        ("scheduled", Reached(is_planned=True), "planned"),
        ("on_hold", Reached(is_planned=True, sessions_held=4, sessions_planned=24), "in_delivery"),
        ("on_programme", Reached(sessions_held=24, sessions_planned=24), "review"),
        ("withdrawn", Reached(is_planned=True), "planned"),
        ("complete", Reached(sessions_held=3, sessions_planned=24), "complete"),
        ("follow_up", Reached(), "follow_up"),
    ],
)
def test_a_case_stands_at_what_its_status_says_and_no_less_than_what_was_done(
    status, reached, stage
):
    assert stage_of(status, reached) == stage
