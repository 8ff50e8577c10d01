"""What an assessor records, and what was decided on it."""

from desist.casework.assessment.models.coding import (
    Check,
    Coding,
    CodingRevision,
    Purpose,
    SettledItem,
    Stage,
    Tool,
)
from desist.casework.assessment.models.decision import (
    EligibilityDecision,
    PanelMember,
    Ruling,
    RulingKind,
)
from desist.casework.assessment.models.forecast import Forecast, ForecastCase
from desist.casework.assessment.models.need_rating import NeedRating
from desist.casework.assessment.models.signed_fact import Fact, SignedFact, SignedFactRevision

__all__ = [
    "Check",
    "Coding",
    "CodingRevision",
    "EligibilityDecision",
    "Fact",
    "Forecast",
    "ForecastCase",
    "NeedRating",
    "PanelMember",
    "Purpose",
    "Ruling",
    "RulingKind",
    "SettledItem",
    "SignedFact",
    "SignedFactRevision",
    "Stage",
    "Tool",
]
