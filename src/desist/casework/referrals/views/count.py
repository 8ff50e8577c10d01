"""Counts by status and reason, and the mean time at each status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desist.casework.access import Role, note_reading, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.programme import titles
from desist.casework.referrals.statistics import (
    AtStatus,
    at_each_status,
    counts_the_whole,
    why_ended,
)
from desist.documents.status_bars import status_bars

PERIODS = (
    ("", gettext_lazy("At any time")),
    ("12", gettext_lazy("Last 12 months")),
    ("3", gettext_lazy("Last 3 months")),
)


@route(roles=CASE_ROLES | {Role.LEAD})
def counts(request: HttpRequest) -> HttpResponse:
    """How many stand where, of those whom this person may count, and how long it took."""
    today = timezone.localdate()
    programmes = titles()
    programme = request.GET.get("programme", "")
    programme = programme if programme in programmes else ""
    months = request.GET.get("months", "")
    since = _since(today, months)
    note_reading("referrals.counts", [])
    found = at_each_status(request.user, programme=programme, since=since)
    context = {
        "found": [each for each in found if each.now or each.passed],
        "picture": _picture(found),
        "ended": why_ended(request.user, programme=programme, since=since),
        "reasons": {each.id: each for each in flow_on(today).reason},
        "programme_items": _items(programmes.items(), programme),
        "month_items": _items(PERIODS, months),
        "whole": counts_the_whole(request.user),
    }
    return render(request, "referrals/counts.html", context)


def _since(today: date, months: str) -> date | None:
    if months not in ("3", "12"):
        return None
    back = today.year * 12 + today.month - 1 - int(months)
    return date(back // 12, back % 12 + 1, 1)


def _picture(found: Sequence[AtStatus]) -> object:
    shown = [each for each in found if each.now or each.passed]
    rows = [(str(each.status.label), each.now, each.mean_days) for each in shown]
    return status_bars(
        rows,
        title=_("Referrals at each status, and mean days at it"),
        counted=_("now"),
        days=_("days"),
    )


def _items(pairs: Iterable[tuple[str, object]], chosen: str) -> list[dict[str, object]]:
    return [
        {"value": value, "text": str(text), "selected": value == chosen} for value, text in pairs
    ]
