"""What reviews hold: three-way reviews, feedback, complaints, the New Life Plan."""

from desist.casework.reviews.models.feedback import (
    Complaint,
    ComplaintRevision,
    Given,
    Helped,
    ModuleFeedback,
    Upheld,
)
from desist.casework.reviews.models.life_plan import (
    LOOKS,
    Direction,
    GoalProgress,
    Going,
    LifeGoal,
    LifeGoalRevision,
    LifePlan,
    LifePlanRevision,
    PlanLanguage,
    Standing,
)
from desist.casework.reviews.models.review import (
    Accord,
    Party,
    PartyView,
    PartyViewRevision,
    Review,
    ReviewRevision,
    ReviewStep,
    ReviewStepRevision,
)

__all__ = [
    "LOOKS",
    "Accord",
    "Complaint",
    "ComplaintRevision",
    "Direction",
    "Given",
    "GoalProgress",
    "Going",
    "Helped",
    "LifeGoal",
    "LifeGoalRevision",
    "LifePlan",
    "LifePlanRevision",
    "ModuleFeedback",
    "Party",
    "PartyView",
    "PartyViewRevision",
    "PlanLanguage",
    "Review",
    "ReviewRevision",
    "ReviewStep",
    "ReviewStepRevision",
    "Standing",
    "Upheld",
]
