"""Who writes the New Life Plan with somebody, and who reads it.

It is the participant's. Whoever works with them writes down what they say, the practitioner too:
it goes on when the programme is over. A programme administrator does not read it.
"""

from __future__ import annotations

from desist.casework.access import extend, register, through
from desist.casework.people.models import Person
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.models import (
    GoalProgress,
    LifeGoal,
    LifeGoalRevision,
    LifePlan,
    LifePlanRevision,
)

extend(
    Enrolment,
    {
        "reviews.see_life_plan": through("person", Person, "reviews.read"),
        "reviews.write_life_plan": through("person", Person, "reviews.take_part"),
    },
)
_PERSON = "enrolment__person"
register(
    LifePlan,
    rules={
        "see": through("enrolment", Enrolment, "reviews.see_life_plan"),
        "reviews.add_goal": through("enrolment", Enrolment, "reviews.write_life_plan"),
    },
    person=_PERSON,
    key="enrolment",
    course="language written_on look_again_on second_look_on third_look_on",
    legal="matters supports warning_signs responses safeguards",
)
register(
    LifePlanRevision,
    rules={"see": through("of", LifePlan, "see")},
    person=f"of__{_PERSON}",
    key="of number",
    staff="by at",
    legal="content",
)
_WRITE = through("plan", LifePlan, "reviews.add_goal")
register(
    LifeGoal,
    rules={
        "see": through("plan", LifePlan, "see"),
        "reviews.change_goal": _WRITE,
        "reviews.record_progress": _WRITE,
    },
    person=f"plan__{_PERSON}",
    key="plan",
    legal="direction goal steps helps obstacles standing",
)
register(
    LifeGoalRevision,
    rules={"see": through("of", LifeGoal, "see")},
    person=f"of__plan__{_PERSON}",
    key="of number",
    staff="by at",
    legal="content",
)
register(
    GoalProgress,
    rules={"see": through("goal", LifeGoal, "see")},
    person=f"goal__plan__{_PERSON}",
    key="goal",
    course="said_on recorded_by recorded_at",
    legal="going words",
)
