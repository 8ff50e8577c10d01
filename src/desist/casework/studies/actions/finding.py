"""Keeping what an evaluation came to, so that those who run the programme read it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.studies.models import Finding, Study
from desist.casework.studies.report import CohortReport


class KeptAlready(ValueError):
    """This very report is kept for this study."""


@action("studies.keep_finding", on="study", kind=Kind.COLLECTION)
def keep_finding(
    *, study: Study, report: CohortReport, text: bytes, by: Any, at: datetime
) -> Finding:
    """Keep one more, beside whatever was found before.

    Raises:
        KeptAlready: it is there.
    """
    finding = Finding(
        study=study,
        extracted_on=report.extracted_on,
        plan_sha256=report.plan_sha256,
        sha256=hashlib.sha256(text).hexdigest(),
        content=dict(report.content),
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            finding.save(force_insert=True)
    except IntegrityError as error:
        raise KeptAlready(study.reference) from error
    tell(finding, study, fields=("content",))
    return finding
