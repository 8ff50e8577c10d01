"""Gallery: every component that pages share, once, with invented values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desist.cases.assessment import assess_case
from desist.cases.example import example_path
from desist.cases.reader import read_case
from desist.casework.access import Level, route
from desist.casework.pages.filter import Arrangement, Column, Filter, arrange
from desist.casework.pages.panel import Bar, Tag
from desist.casework.pages.timeline import Moment, newest_first
from desist.casework.pages.tracker import tracker
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.documents.dose_curve import dose_curve

NOBODY = UUID(int=1)
DAY = date(2026, 11, 24)
CURVE = (
    {"sessions": 20, "strong": 0.82, "all": 0.55},
    {"sessions": 24, "strong": 1.0, "all": 0.71},
    {"sessions": 30, "strong": 1.0, "all": 0.93},
)


@dataclass(frozen=True)
class _Invented:
    first_names: str = "Idris"
    last_name: str = "Quillfeather"
    crn: str = "X123456"
    public_id: UUID = NOBODY

    def age_on(self, day: date) -> int:
        return day.year - 1982


@route(level=Level.ANONYMOUS, why="components with invented values, in a demonstration alone")
def gallery(request: HttpRequest) -> HttpResponse:
    """All of them, for whoever builds a page, and for axe."""
    context = {
        "person": _Invented(),
        "today": DAY,
        "bar": Bar(
            stage="In delivery 6 of 24",
            tags=(Tag(text="Open concern"), Tag(text="No contact", tone="orange")),
        ),
        "arrangement": _arrangement(request),
        "trackers": [
            tracker("referred"),
            tracker("in_delivery", detail="6/24"),
            tracker("eligible", ended=True),
        ],
        "story": _story(),
        "decision_record": _decision(),
        "curve": dose_curve(CURVE, planned=24),
        "curve_rows": [
            (each["sessions"], f"{each['strong']:.0%}", f"{each['all']:.0%}") for each in CURVE
        ],
    }
    return render(request, "demonstration/gallery.html", context)


def _arrangement(request: HttpRequest) -> Arrangement:
    stages = (("waiting", "Waiting"), ("in_delivery", "In delivery"))
    teams = (("menai", "Menai"), ("conwy", "Conwy"))
    return arrange(
        request.GET or {"stage": "waiting", "team": "menai"},
        filters=(
            Filter(name="stage", label="Stage", choices=stages, where=lambda code: Q(stage=code)),
            Filter(name="team", label="Team", choices=teams, where=lambda code: Q(team=code)),
        ),
        columns=(
            Column(text="Name", name="name", order=("last_name",)),
            Column(text="CRN"),
            Column(text="Days waiting", name="waiting", order=("waiting",), numeric=True),
        ),
    )


def _story() -> list[Moment]:
    return newest_first(
        [
            Moment(
                at=datetime(2026, 11, 23, 14, 5, tzinfo=UTC),
                text="Attended session 6",
                who="Bethan Loxley",
                detail="90 minutes of 90",
                href="#story",
                link="Open session",
            ),
            Moment(at=date(2026, 11, 20), text="Absence accepted", who="Joan Fairbrook"),
        ],
        [Moment(at=date(2026, 11, 20), text="Requirement still in force", who="Court register")],
    )


@cache
def _decision() -> dict[str, Any]:
    catalogue = load_catalogue()
    case = read_case(example_path("eligible"), catalogue=catalogue)
    judged = assess_case(case, catalogue=catalogue, adoptions=Adoptions(everything=True))
    return judged.eligibility.as_record(words_of(catalogue).reason)
