"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.assessment.models import (
    Coding,
    CodingRevision,
    EligibilityDecision,
    ForecastCase,
    NeedRating,
    PanelMember,
    Ruling,
    SettledItem,
    SignedFact,
    SignedFactRevision,
)
from desist.casework.records.held import Held

HELD = (
    Held(model=Coding, person="referral__person"),
    Held(model=CodingRevision, person="of__referral__person"),
    Held(model=SettledItem, person="coding__referral__person"),
    Held(model=SignedFact, person="referral__person"),
    Held(model=SignedFactRevision, person="of__referral__person"),
    Held(model=NeedRating, person="referral__person"),
    Held(model=EligibilityDecision, person="referral__person"),
    Held(model=ForecastCase, person="decision__referral__person", shown=False),
    Held(model=Ruling, person="decision__referral__person"),
    Held(model=PanelMember, person="ruling__decision__referral__person"),
)
