"""Referrals as a Django app."""

from dataclasses import replace

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind, Until


def _kind(status: str, text: object, address: str = "referrals:referral") -> TaskKind:
    """What is to be done while a referral has a status."""
    return TaskKind(code=f"referrals.{status}", text=text, address=address)


class ReferralsConfig(AppConfig):
    """Referrals and their statuses."""

    name = "desist.casework.referrals"
    label = "referrals"
    sections = (Section(text=_("Referrals"), address="referrals:of", roles=CASE_ROLES),)
    task_kinds = (
        _kind("referred", _("Screen the referral"), "referrals:screen"),
        _kind("returned", _("Supply what is missing")),
        _kind("screening_panel", _("Hold the screening panel"), "referrals:screen"),
        _kind("suitable_not_ready", _("Ask whether they are ready now")),
        _kind("deprioritised", _("Ask whether their turn has come")),
        _kind("on_programme", _("Say why the programme ended"), "referrals:move"),
        _kind("on_hold", _("Look at the hold again")),
        _kind("breach", _("Say what follows from the breach")),
        _kind("recall", _("Say what follows from the recall")),
        _kind("return_to_court", _("Say what the court decided")),
        _kind("deferred", _("Ask the court how it stands")),
        _kind("complete", _("Open the follow-up")),
        TaskKind(
            code="see_who_works",
            text=_("See who still works with them"),
            address="people:access",
            ticked_off=True,
            until=Until.CLOSED,
        ),
        replace(
            _kind("changed_fact", _("Look at eligibility again"), "referrals:look_again"),
            until=Until.ENDED,
        ),
    )

    def ready(self) -> None:
        """Let the apps above say what must be there before a step."""
        autodiscover_modules("guards")
