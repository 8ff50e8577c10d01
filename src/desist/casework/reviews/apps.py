"""Reviews as a Django app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES, Role
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind, Until


class ReviewsConfig(AppConfig):
    """Reviews, feedback, complaints, and the New Life Plan."""

    name = "desist.casework.reviews"
    label = "reviews"
    after_session = "desist.casework.reviews.actions.review.bring_due_reviews"
    sections = (
        Section(text=_("Reviews"), address="reviews:of", roles=CASE_ROLES),
        Section(
            text=_("New Life Plan"),
            address="life_plan:of",
            roles=CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR},
        ),
    )
    task_kinds = (
        TaskKind(
            code="hold_review",
            text=_("Hold a review"),
            address="reviews:review",
            until=Until.CLOSED,
        ),
        TaskKind(
            code="review_step",
            text=_("Do what was decided in a review"),
            address="reviews:step",
            until=Until.CLOSED,
        ),
        TaskKind(
            code="answer_complaint", text=_("Answer a complaint"), address="reviews:complaint"
        ),
        TaskKind(
            code="look_at_life_plan",
            text=_("Look at the New Life Plan together"),
            address="life_plan:of",
            until=Until.CLOSED,
            ticked_off=True,
        ),
    )

    @property
    def timers(self) -> tuple[object, ...]:
        """The later looks at a New Life Plan are asked for as they come near."""
        from desist.casework.tasks.timer import Timer  # models are there by then

        run = "desist.casework.reviews.looks.bring_looks"
        return (Timer(name="bring_looks", run=run, daily=time(5)),)
