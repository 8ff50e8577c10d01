"""Cases: everybody in reach with the summary of their case, narrowed and ordered by an address."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from desist.casework.access import listed, rows, stretch
from desist.casework.access.fetch import Listing
from desist.casework.access.likeness import alike
from desist.casework.access.policy import Actor
from desist.casework.casefile.queries.case_filters import BAND, RISK_READERS
from desist.casework.pages.filter import Arrangement, Column
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching, region_of_all


class Case(NamedTuple):
    """A line of the list: of fifty cases at a time nothing else is read."""

    public_id: UUID
    crn: str
    last_name: str
    first_names: str
    team: str
    unit: str
    stage: str
    ended: bool
    sessions_held: int
    sessions_planned: int
    waiting_since: date | None
    due_on: date | None
    due_kind: str
    facilitator: str | None

    @property
    def reference(self) -> str:
        """What the trail calls the person."""
        return f"people.person:{self.public_id}"


OF_PERSON = ("public_id", "crn", "last_name", "first_names", "team__name", "team__unit__name")
OF_SUMMARY = Case._fields[len(OF_PERSON) : -1]
COLUMNS = (
    *OF_PERSON,
    *(f"summary__{each}" for each in OF_SUMMARY),
    "summary__facilitator__full_name",
)
"""Where the fields of a line stand."""


def list_cases(actor: Actor, arrangement: Arrangement, *, page: int = 1) -> Listing:
    """A page of the people whom this person may see, as arranged."""
    found = _cases(
        actor,
        arrangement.where,
        BAND in arrangement.chosen,
        arrangement.column,
        arrangement.descending,
        stretch(page),
        region=_where_all_are(actor, arrangement.column),
    )
    return listed([Case._make(each) for each in found], verb="people.list", number=page)


def _where_all_are(actor: Actor, column: Column) -> int | None:
    """The region of all in reach: it admits nobody else, and is walked in the list's order."""
    return region_of_all(actor) if column.order[0].startswith("summary__") else None


@alike
def _cases(
    holder: Actor,
    where: Q,
    by_risk: bool,
    column: Column,
    descending: bool,
    between: tuple[int, int],
    *,
    region: int | None,
) -> QuerySet[Person, Any]:
    """One page of cases and the row after it, for whoever stands so."""
    found = rows(holder, Person).filter(where, summary__isnull=False)
    if region is not None:
        found = found.filter(summary__region=region)
    if by_risk:
        found = found.filter(reaching(RISK_READERS).rows(holder))
    ordered = found.order_by(*column.ordered(descending=descending))
    return ordered.values_list(*COLUMNS)[slice(*between)]
