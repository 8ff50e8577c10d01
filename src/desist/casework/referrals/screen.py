"""Screen: what the rules of this site come to before assessment, from the facts of a referral."""

from __future__ import annotations

from datetime import date
from typing import Any

from desist.casework.referrals.models import Referral, Screening
from desist.casework.referrals.screening_case import judge_case, screening_case
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.rules.replay import Replay, replay
from desist.casework.rules.stored_decision import values_of_decision
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue
from desist.programme.decision import Decision


def judge_referral(referral: Referral, *, on: date) -> Decision:
    """What screening comes to on a day, under what this site has adopted."""
    return _judge(screening_case(referral), the_catalogue(), adoptions_here(), on)


def judged_and_stored(referral: Referral, *, on: date) -> tuple[Decision, dict[str, Any]]:
    """What screening comes to, and the columns in which that is kept whole."""
    case, catalogue, adoptions = screening_case(referral), the_catalogue(), adoptions_here()
    decision, offences = judge_case(case, catalogue, adoptions, on)
    grounds, kept = (offences.decision,), {"catalogue": catalogue, "adoptions": adoptions}
    return decision, values_of_decision(decision, grounds=grounds, case=case, **kept)


def replay_screening(screening: Screening, *, today: date) -> Replay:
    """A decision at screening judged again, as then and as today."""
    held = {"catalogue": the_catalogue(), "adoptions": adoptions_here()}
    return replay(screening, judge=_judge, **held, today=today)


def _judge(case: str, catalogue: Catalogue, adoptions: Adoptions, on: date) -> Decision:
    return judge_case(case, catalogue, adoptions, on)[0]
