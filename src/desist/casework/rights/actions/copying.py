"""Giving somebody a copy of what is held about them: a disclosure, with its recipient."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.rights.models import Copy, LeftOut, RightsRequest


@action("rights.give_copy", on="request", kind=Kind.DISCLOSURE, anew=True)
def give_copy(
    *,
    request: RightsRequest,
    recipient: str,
    form: str,
    document: bytes,
    records: int,
    left_out: Mapping[str, str],
    by: Any,
    at: datetime,
) -> Copy:
    """Record that this very document left the house: to whom, and what was left out of it, why.

    ``left_out`` holds an exemption for each record by its reference.
    """
    copy = Copy(
        request=request,
        recipient=recipient,
        form=form,
        sha256=hashlib.sha256(document).hexdigest(),
        records=records,
        by=by,
        at=at,
    )
    copy.save(force_insert=True)
    LeftOut.objects.bulk_create(
        [LeftOut(copy=copy, row=row, because=why) for row, why in sorted(left_out.items())]
    )
    tell(copy, request, request.person, recipient=recipient, fields=("records",))
    return copy
