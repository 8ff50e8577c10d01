"""How long what passed between systems is kept: what it was about stays, how it went does not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from desist.casework.audit.actions import forget_operations
from desist.casework.audit.door import bookkeeping
from desist.casework.exchange.models import OutboundEvent, Submission
from desist.casework.exchange.models.event import EventState

KEPT = timedelta(days=90)
"""For so long a system may ask for what it missed, or send a referral again under its key."""


@bookkeeping("the referrals and changes themselves stay, with who told whom of them in the trail")
def forget_traffic(*, at: datetime) -> int:
    """Delete old events, idempotency keys and the ids of forms that were sent; how many.

    An event on its way stays, and so does the newest of each system: it is where a system that
    asks goes on from.
    """
    old = OutboundEvent.objects.filter(at__lt=at - KEPT).exclude(state=EventState.WAITING)
    newest = OutboundEvent.objects.values("system").annotate(last=Max("pk"))
    events, _by_model = old.exclude(pk__in=list(newest.values_list("last", flat=True))).delete()
    submissions, _by_model = Submission.objects.filter(at__lt=at - KEPT).delete()
    return events + submissions + forget_operations(kept=KEPT, at=at)
