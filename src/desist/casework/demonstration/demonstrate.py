"""The demonstration: 300 invented people at every stage of the journey, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from desist.casework.access.circumstances import Circumstances, under
from desist.casework.access.policy import System
from desist.casework.casefile.actions import summarised_later
from desist.casework.demonstration.actions import mark_as_demonstration
from desist.casework.demonstration.invention import FIRST_NAMES, LAST_NAMES
from desist.casework.demonstration.journey import FINISHED, LEFT, SHARES, Journey, Shares, allot
from desist.casework.demonstration.seed import Seed, add_staff
from desist.casework.demonstration.stages.assessment import assessment_stage
from desist.casework.demonstration.stages.battery import battery_stage, later_battery_stage
from desist.casework.demonstration.stages.concerns import concerns_stage
from desist.casework.demonstration.stages.delivery import delivery_stage
from desist.casework.demonstration.stages.groups import choose_members, groups_stage
from desist.casework.demonstration.stages.outcomes import outcomes_stage
from desist.casework.demonstration.stages.partners import partners_stage
from desist.casework.demonstration.stages.people import people_stage
from desist.casework.demonstration.stages.planning import Planned, away_stage, planning_stage
from desist.casework.demonstration.stages.referrals import (
    interruptions_stage,
    referrals_stage,
    waiting_stage,
)
from desist.casework.demonstration.stages.reviews import reviews_stage
from desist.casework.demonstration.stages.rights import rights_stage
from desist.casework.demonstration.stages.studies import studies_stage
from desist.casework.people.actions import put_on_caseload, register_person
from desist.casework.referrals.models import Referral, Status
from desist.catalogue.load import unchanging

PEOPLE = 300
BEFORE_PLANNING = 50
"""Days from arrival to the beginning of a programme: screening, assessment, a place."""


@contextmanager
def in_one_go(*, at: datetime) -> Iterator[None]:
    """All acts inside in one transaction and one run, their case summaries derived at its end.

    Nobody else is there yet, so nobody is kept waiting; each act stands in the trail by itself.
    """
    around = Circumstances(actor=System("demonstration"), at=at)
    with transaction.atomic(), under(around), unchanging(), summarised_later(at=at):
        yield


def seed(*, now: datetime, people: int = PEOPLE, shares: Shares = SHARES) -> Iterator[str]:
    """Fill an empty database; says as it goes what it has made."""
    mark_as_demonstration(at=now)
    made = Seed(now=now, dice=Random(2008))  # noqa: S311 - dice, not secrets
    yield add_staff(made)
    allotted = allot(people, made.dice, shares)
    journeys = [_arrive(made, number, *each) for number, each in enumerate(allotted)]
    yield f"{people} people"
    records = people_stage(made, [each.person for each in journeys])
    yield f"{records} records of what is held about them"
    referred = [each for each in journeys if each.is_referred]
    yield f"{len(referred)} referrals, {referrals_stage(made, referred)} of them screened"
    accepted = [each for each in referred if each.is_accepted]
    asked = [each for number, each in enumerate(accepted) if each.is_planned or number % 4 == 0]
    # Dice of their own, so that what else becomes of people does not hang on their answers.
    answering = replace(made, dice=Random(2006))  # noqa: S311 - dice, not secrets
    yield f"{battery_stage(answering, _assessed(asked))} of them answered the first questionnaires"
    judged = assessment_stage(made, _assessed(accepted))
    moved = waiting_stage(made, accepted)
    yield f"{len(accepted)} assessments, {judged} decisions, {moved} moved on by hand"
    waiting = [each for each in accepted if each.bound == Status.AWAITING_ALLOCATION]
    yield from _programme(made, [each for each in accepted if each.is_planned], waiting)


def _programme(made: Seed, journeys: list[Journey], waiting: list[Journey]) -> Iterator[str]:
    """From a place on the programme to its end, for those who got one."""
    waits = (Status.AWAITING_ALLOCATION, Status.SCHEDULED)
    suitable = Referral.objects.filter(status__in=waits).values_list("pk", flat=True)
    pks = set(suitable)
    taken = [each for each in journeys if each.referral and each.referral.pk in pks]
    # What an assessment recommended decides some: not everybody bound for a place came so far.
    waiting = [each for each in waiting if each.referral and each.referral.pk in pks]
    for each in taken:
        each.referral = Referral.objects.select_related("person__team__unit__region").get(
            pk=each.referral.pk  # type: ignore[union-attr]
        )
    chosen = choose_members(made, taken, before_planning=BEFORE_PLANNING)
    together = {id(each) for plan in chosen.values() for each in plan.members}
    alone = [each for each in taken if id(each) not in together]
    booked = planning_stage(made, [_planned(made, each) for each in alone])
    yield f"{len(alone)} plans, {booked} of them approved and booked"
    yield f"{delivery_stage(made, [each for each in alone if each.has_begun])} sessions held"
    met = groups_stage(made, chosen, waiting)
    yield f"{len(chosen)} groups under way, {met} of their sessions held"
    begun = [each for each in taken if each.has_begun]
    people = [(each.person, each.facilitator, each.manager) for each in begun]
    yield f"{concerns_stage(made, people)} concerns"
    spoken = [(each.person, each.facilitator, each.person.practitioner) for each in begun]
    yield f"{reviews_stage(made, spoken)} reviews held"
    yield f"{partners_stage(made, people)} partners and family members worked with"
    asked = [(each.person, each.person.practitioner, each.manager) for each in begun]
    yield f"{rights_stage(made, asked)} requests about data"
    gone = [each for each in begun if each.bound in FINISHED | LEFT]
    yield f"{outcomes_stage(made, gone)} programmes ended"
    later = [each.referral for each in begun if each.referral is not None]
    answering = replace(made, dice=Random(2010))  # noqa: S311 - dice, not secrets
    yield f"{later_battery_stage(answering, later)} times later questionnaires were answered"
    interruptions_stage(made, begun)
    yield f"{away_stage(made)} sessions to move: a facilitator is away"
    yield f"{studies_stage(made)} studies of whether it works"


def _assessed(journeys: list[Journey]) -> list[Referral]:
    """Of those who wait for an assessment every third is seen; of the others everybody."""
    seen = [
        each.referral
        for number, each in enumerate(journeys)
        if each.bound != Status.AWAITING_ASSESSMENT or number % 3 == 0
    ]
    return [each for each in seen if each is not None]


def _arrive(made: Seed, number: int, bound: str, days: int) -> Journey:
    """Somebody comes onto a practitioner's books, and later onto a facilitator's caseload."""
    dice = made.dice
    team, referrers, facilitator = made.teams[number % len(made.teams)]
    practitioner = referrers[number // len(made.teams) % len(referrers)]
    manager = made.managers[team.unit.region_id]
    at = made.now - timedelta(days=days, minutes=dice.randrange(480))
    values = {
        "crn": f"{dice.choice('ABDEJKX')}{100_000 + number * 2_671 % 899_999:06}",
        "first_names": dice.choice(FIRST_NAMES),
        "last_name": dice.choice(LAST_NAMES),
        "born_on": date(made.now.year - dice.randrange(19, 71), dice.randrange(1, 13), 14),
        "sex": "male",
    }
    given = {"team": team, "values": values, "practitioner": practitioner}
    person = register_person(**given, by=practitioner, at=at)
    made.arrived[person.pk] = at
    journey = Journey(bound, person, facilitator, manager, at)
    if journey.is_planned:
        on = {"begins_on": at.date(), "by": manager, "at": at}
        put_on_caseload(person=person, user=facilitator, **on)
    return journey


def _planned(made: Seed, journey: Journey) -> Planned:
    """When their programme began, and how much of it they were booked for."""
    days = (made.now - journey.arrived).days - BEFORE_PLANNING
    most = made.dice.randrange(4, 9) if journey.bound in LEFT else 99
    if journey.referral is None:
        raise ValueError("somebody who was not referred is not planned for")
    return journey.referral, journey.facilitator, journey.manager, max(2, days), most
