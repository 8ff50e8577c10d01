"""The whole case of a referral, with what apps above this one hold of it.

An app that holds more of a case (a formulation, constraints) names a function of its own in its
``AppConfig``: ``case_file = "desist.casework.planning.queries.case.case_file_of"``, which takes a
referral and ``on``. The highest app that names one is asked; it builds on this one's.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.apps import apps
from django.utils.module_loading import import_string

from desist.cases.case_file import CaseFile
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries.case import case_file_of
from desist.casework.referrals.models import Referral


def whole_case_of(referral: Referral, *, on: date) -> CaseFile:
    """The case as the highest app knows it."""
    for app in apps.get_app_configs():  # from the top down
        path = getattr(app, "case_file", None)
        if path is not None:
            return import_string(path)(referral, on=on)
    return case_file_of(referral, on=on)


def find_referral(reference: str) -> Referral | None:
    """A referral by its opaque id, or the newest of the person whose id or CRN it is."""
    held = Referral._base_manager.select_related("person").order_by("-referred_on", "-pk")
    try:
        id_ = UUID(reference)
    except ValueError:
        return held.filter(person__crn=reference.upper()).first()
    return held.filter(public_id=id_).first() or held.filter(person__public_id=id_).first()


def newest_decision(referral: Referral) -> EligibilityDecision | None:
    """The newest decision on a referral, if there is any."""
    held = EligibilityDecision._base_manager.filter(referral=referral)
    return held.order_by("-pk").first()
