"""Writing a formulation, and writing it anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.planning.models import Formulation
from desist.casework.records.editable import amend, insert
from desist.casework.referrals.models import Referral


@action("planning.formulate", on="referral", kind=Kind.COLLECTION, told=_("Formulation written"))
def write_formulation(
    *, referral: Referral, values: Mapping[str, Any], by: Any, at: datetime
) -> Formulation:
    """The first formulation of a referral: form, links, pathway, goods and protective factors.

    Raises:
        IntegrityError: somebody else wrote it first.
    """
    formulation = Formulation(referral=referral, written_by=by, written_at=at, **values)
    insert(formulation, by=by, at=at)
    tell(formulation, referral.person, fields=tuple(values))
    return formulation


@action("planning.reformulate", on="formulation", told=_("Formulation changed"))
def change_formulation(
    *,
    formulation: Formulation,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> Formulation:
    """Write it anew; what stood there before stays as a revision.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    said = {**values, "written_by": by, "written_at": at}
    changed = amend(formulation, read_version=read_version, values=said, by=by, at=at)
    tell(formulation, formulation.referral.person, fields=changed)
    return formulation
