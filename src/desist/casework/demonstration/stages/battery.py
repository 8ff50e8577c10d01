"""Questionnaires for the demonstration: answered at the start, some due, some half done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from desist.casework.accounts.models import Appointment, User, running_on
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.actions.exchange import ForeignForm, import_answers
from desist.casework.battery.instruments import (
    battery_of,
    catalogue_here,
    instrument_of,
    order_of,
)
from desist.casework.battery.models import Administration
from desist.casework.demonstration.seed import Seed
from desist.casework.referrals.models import Referral
from desist.programme.instrument import FormOrder, Instrument
from desist.programme.norm import Norm

ANSWERED = 0.85
"""Share of the referred whose start questionnaires are answered; the others have them planned."""
FOLLOWED = 0.5
"""Share of those whose later points are answered too, where they fell due."""
BETTER = {"middle": 0.03, "end": 0.06, "follow_up": 0.05}
"""How much less of it later answers say, of the width of a scale: invented, and no finding."""
BLANK = 0.01


def battery_stage(made: Seed, referrals: Sequence[Referral]) -> int:
    """Plan the first questionnaires of these referrals, and answer most; how many people did."""
    assessors = _assessor_by_region(made)
    answered = 0
    for referral in referrals:
        battery = battery_of(referral.programme, on=made.now.date())
        if battery is None:
            continue
        by = assessors[referral.person.team.unit.region_id]
        begun = datetime.combine(referral.referred_on, made.now.timetz()) + timedelta(days=2)
        at = begun + timedelta(days=made.dice.randrange(3, 21))
        first = battery.point[0]
        plan_point(
            referral=referral, point=first.id, instruments=first.instruments,
            due_on=at.date() + timedelta(days=14), by=by, at=min(begun, made.now),
        )  # fmt: skip
        if at > made.now or made.dice.random() > ANSWERED:
            continue
        answer_point(made, referral, first.id, by=by, at=at)
        answered += 1
    return answered


def later_battery_stage(made: Seed, referrals: Sequence[Referral]) -> int:
    """Answer what delivery planned for later, where it fell due; how many points."""
    assessors, answered = _assessor_by_region(made), 0
    for referral in referrals:
        held = Administration.objects.filter(
            referral=referral, state="planned", due_on__lt=made.now.date()
        )
        for point, due_on in held.values_list("point", "due_on").distinct().order_by("due_on"):
            if made.dice.random() > FOLLOWED:
                break
            at = datetime.combine(due_on, made.now.timetz())
            by = assessors[referral.person.team.unit.region_id]
            answer_point(made, referral, point, by=by, at=at)
            answered += 1
    return answered


def _assessor_by_region(made: Seed) -> dict[int, User]:
    held = Appointment.objects.filter(running_on(made.now.date()), role="assessor", unit=None)
    posts = held.select_related("user").order_by("-pk")
    return {post.region_id: post.user for post in posts if post.region_id}


def answer_point(made: Seed, referral: Referral, point: str, *, by: User, at: datetime) -> None:
    """Answer all that is planned of a referral at a point, as an assessor takes it in."""
    planned = Administration.objects.filter(referral=referral, point=point, state="planned")
    leaning, forms = _leaning(referral) - BETTER.get(point, 0), []
    for held in planned.order_by("place"):
        instrument = instrument_of(held, on=at.date())
        order = order_of(held, instrument)
        if instrument is not None:
            values = _items(made, order, leaning) if order else _scores(made, instrument, leaning)
            if values:
                forms.append(ForeignForm(administration=held, values=values))
    import_answers(referral=referral, forms=forms, answered_on=at.date(), by=by, at=at)


def _leaning(referral: Referral) -> float:
    """How far somebody's answers lie from the middle: the same at every point."""
    return Random(referral.person_id).gauss(0, 0.1)  # noqa: S311 - dice, not secrets


def _items(made: Seed, order: FormOrder, leaning: float) -> dict[str, str]:
    values = [each for each in range(order.minimum, order.maximum + 1) if order.takes(each)]
    return {
        str(item): str(values[round(_place(made, leaning) * (len(values) - 1))])
        for item in range(1, order.items + 1)
        if made.dice.random() > BLANK
    }


def _scores(made: Seed, instrument: Instrument, leaning: float) -> dict[str, str]:
    """Within the range of a scale; around a norm, be it fictional, where no range is known."""
    norms = {each.scale: each for each in catalogue_here().of_kind(Norm, demonstration=True)}
    found = {}
    for scale in instrument.scale:
        norm = norms.get(f"{instrument.id}/{scale.id}")
        if scale.low is not None and scale.high is not None:
            score = scale.low + _place(made, leaning) * (scale.high - scale.low)
        elif norm is not None and norm.mean is not None and norm.sd is not None:
            score = norm.mean + made.dice.gauss(leaning * 4, 1) * norm.sd
        else:
            score = 20 * _place(made, leaning)
        found[scale.id] = str(max(0, round(score)))
    return found


def _place(made: Seed, leaning: float) -> float:
    """Where between the lowest and the highest answer: near the middle, each person their way."""
    return min(1.0, max(0.0, made.dice.gauss(0.42 + leaning, 0.22)))
