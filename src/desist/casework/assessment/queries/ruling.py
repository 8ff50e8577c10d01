"""How recommendations are answered here: outcomes, reasons, days, and where a case then goes."""

from __future__ import annotations

from datetime import date

from desist.cases.rules_in_force import Rules
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.tasks.working_day import add_working_days
from desist.programme.ruling_rule import RulingRule


def ruling_rule(*, on: date) -> RulingRule:
    """The rule by which recommendations are answered on a day."""
    rules = Rules(catalogue=the_catalogue(), adoptions=adoptions_here(), on=on)
    return rules.one(RulingRule)


def due(task: str, referral: Referral, *, on: date) -> date:
    """By when a task is due, in working days of the referral's nation."""
    return add_working_days(on, ruling_rule(on=on).working_days[task], referral.nation)
