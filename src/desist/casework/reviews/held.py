"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.records.held import Held
from desist.casework.reviews.models import (
    Complaint,
    ComplaintRevision,
    GoalProgress,
    LifeGoal,
    LifeGoalRevision,
    LifePlan,
    LifePlanRevision,
    ModuleFeedback,
    PartyView,
    PartyViewRevision,
    Review,
    ReviewRevision,
    ReviewStep,
    ReviewStepRevision,
)

_REVIEW = "review__enrolment__person"
_PLAN = "plan__enrolment__person"

HELD = (
    Held(model=Review, person="enrolment__person"),
    Held(model=ReviewRevision, person="of__enrolment__person"),
    Held(model=PartyView, person=_REVIEW),
    Held(model=PartyViewRevision, person=f"of__{_REVIEW}"),
    Held(model=ReviewStep, person=_REVIEW),
    Held(model=ReviewStepRevision, person=f"of__{_REVIEW}"),
    Held(model=ModuleFeedback, person="enrolment__person"),
    Held(model=Complaint, person="person"),
    Held(model=ComplaintRevision, person="of__person"),
    Held(model=LifePlan, person="enrolment__person"),
    Held(model=LifePlanRevision, person="of__enrolment__person"),
    Held(model=LifeGoal, person=_PLAN),
    Held(model=LifeGoalRevision, person=f"of__{_PLAN}"),
    Held(model=GoalProgress, person=f"goal__{_PLAN}"),
)
