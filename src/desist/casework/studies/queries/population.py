"""The people of a study: who belongs to it, in which arm, counted from which day; and who not, why.

In a study that counts from the end of the wait, the two arms stand at the same point on day 0: they
were found suitable and had waited, and then got a place or left for want of one. So an arm is known
on day 0, and nobody's time before it is counted for either. Where time is counted from the order or
the release, all who were found suitable are treated; those to compare with come from elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from desist.casework.outcomes.models import Ending, EndingCode
from desist.casework.people.models import Person, Sentence, Whereabouts
from desist.casework.people.models.sentence import Termination
from desist.casework.referrals.models import Referral, StatusChange
from desist.casework.rights.models import LimitOnUse
from desist.casework.studies.models import CountsFrom, Study
from desist.casework.studies.queries.day_zero import day_zero_of
from desist.casework.studies.queries.waiting import Step, Waiting, waiting_of
from desist.evaluation.cohort.record import Arm, DayZero

NOT_SUITABLE, STILL_WAITING, LEFT = "not_found_suitable", "still_waiting", "left_before_a_place"
NO_DAY, OUTSIDE, LIMITED, DIED = "no_day_0", "outside_the_days", "use_limited", "died_before"
WHY_NOT = (NOT_SUITABLE, STILL_WAITING, LEFT, NO_DAY, OUTSIDE, LIMITED, DIED)
ARMS = ("treated", "control")
PARTS = (*ARMS, *WHY_NOT)
"""What may become of somebody who was referred, in the order in which it is told."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of a study, by the first referral that made them one."""

    referral: Referral
    waiting: Waiting
    arm: Arm
    day_0: date
    event: DayZero
    away: Sequence[Whereabouts]
    died_on: date | None

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.referral.person


@dataclass(frozen=True, kw_only=True)
class Population:
    """The members, in no order that says anything, and how many people are none, and why."""

    members: Sequence[Member]
    left_out: Mapping[str, int]

    @property
    def numbers(self) -> dict[str, int]:
        """Everybody who was referred, each counted once."""
        arms = Counter(each.arm for each in self.members)
        return {arm: arms[arm] for arm in ARMS} | dict(self.left_out)


def population_of(study: Study, *, on: date) -> Population:
    """Everybody who was referred to the programme of a study, as known on a day; six queries."""
    referrals = _referrals(study)
    waits = _waits(referrals)
    away, died = _away(referrals), _died(referrals)
    limited = set(LimitOnUse._base_manager.filter(ended_on=None).values_list("person", flat=True))
    members, left_out = [], Counter(dict.fromkeys(WHY_NOT, 0))
    for person, theirs in _by_person(referrals, waits).items():
        found = _member(study, theirs, waits, away[person], died.get(person), on)
        if isinstance(found, Member) and person in limited:
            found = LIMITED
        if isinstance(found, Member):
            members.append(found)
        else:
            left_out[found] += 1
    members.sort(key=lambda each: str(each.person.public_id))
    return Population(members=members, left_out=left_out)


def _referrals(study: Study) -> QuerySet[Referral]:
    held = Referral._base_manager.filter(
        programme=study.programme, person__merged_into=None
    ).order_by("referred_on", "pk")
    return held.select_related("person__team__unit", "sentence").defer("context")


def _waits(referrals: QuerySet[Referral]) -> dict[int, Waiting]:
    steps: dict[int, list[Step]] = defaultdict(list)
    held = StatusChange._base_manager.filter(referral__in=referrals.order_by().values("pk"))
    for referral, to, reason, on in held.order_by("pk").values_list(
        "referral", "to_status", "reason", "effective_on"
    ):
        steps[referral].append(Step(to=to, reason=reason, on=on))
    return {referral: waiting_of(found) for referral, found in steps.items()}


def _away(referrals: QuerySet[Referral]) -> Mapping[int, list[Whereabouts]]:
    people = referrals.order_by().values("person")
    found: dict[int, list[Whereabouts]] = defaultdict(list)
    for each in Whereabouts._base_manager.filter(person__in=people).order_by("begins_on", "pk"):
        found[each.person_id].append(each)
    return found


def _died(referrals: QuerySet[Referral]) -> dict[int, date]:
    """The day of death of whose order or part in the programme ended with it; the earlier."""
    people = referrals.order_by().values("person")
    orders = Sentence._base_manager.filter(
        person__in=people, terminated_because=Termination.DIED, terminated_on__isnull=False
    )
    parts = Ending._base_manager.filter(enrolment__person__in=people, code=EndingCode.DIED)
    told = [
        *orders.values_list("person", "terminated_on"),
        *parts.values_list("enrolment__person", "ended_on"),
    ]
    return dict(sorted(told, key=lambda each: each[1], reverse=True))


def _by_person(
    referrals: Iterable[Referral], waits: Mapping[int, Waiting]
) -> Mapping[int, list[Referral]]:
    """Each person's referrals in turn, but for those that were entered in error."""
    found: dict[int, list[Referral]] = defaultdict(list)
    for each in referrals:
        if each.pk in waits and not waits[each.pk].in_error:
            found[each.person_id].append(each)
    return found


def _member(
    study: Study,
    referrals: Sequence[Referral],
    waits: Mapping[int, Waiting],
    away: Sequence[Whereabouts],
    died: date | None,
    on: date,
) -> Member | str:
    """Somebody as a member by the earliest day 0, or why they are none."""
    suitable = [each for each in referrals if waits[each.pk].found_on]
    if not suitable:
        return NOT_SUITABLE
    deaths = [day for each in referrals if (day := waits[each.pk].died_on)]
    died_on = min([*deaths, *([died] if died else [])], default=None)
    able = [
        Member(
            referral=each,
            waiting=waits[each.pk],
            arm="control" if _is_control(study, waits[each.pk]) else "treated",
            day_0=day,
            event=event,
            away=away,
            died_on=died_on,
        )
        for each in suitable
        for day, event in _starts(study, each, waits[each.pk], away)
    ]
    if not able:
        return _why_not(study, [waits[each.pk] for each in suitable])
    first = min(able, key=lambda each: (each.day_0, each.referral.pk))
    if not study.first_day <= first.day_0 <= study.last_day or first.day_0 >= on:
        return OUTSIDE
    return DIED if died_on is not None and died_on <= first.day_0 else first


def _is_control(study: Study, waiting: Waiting) -> bool:
    return study.counts_from == CountsFrom.WAIT_ENDED and waiting.place_on is None


def _starts(
    study: Study, referral: Referral, waiting: Waiting, away: Sequence[Whereabouts]
) -> Iterator[tuple[date, DayZero]]:
    if study.counts_from == CountsFrom.WAIT_ENDED:
        if waiting.ended_on is not None:
            yield waiting.ended_on, "wait_ended"
        return
    found = day_zero_of(referral.sentence, away, referred_on=referral.referred_on)
    if found is not None:
        yield found


def _why_not(study: Study, waits: Sequence[Waiting]) -> str:
    if study.counts_from == CountsFrom.SENTENCE:
        return NO_DAY
    return STILL_WAITING if any(each.without_on is None for each in waits) else LEFT
