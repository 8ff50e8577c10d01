"""When somebody was not at liberty after day 0, in the words of a cohort's table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from desist.casework.people.models import Whereabouts
from desist.casework.people.models.whereabouts import Away
from desist.evaluation.cohort.record import Absence, LibertyPeriod

KINDS: dict[str, Absence] = {
    Away.CUSTODY: "custody",
    Away.REMAND: "custody",
    Away.RECALL: "recall",
    Away.HOSPITAL: "hospital",
    Away.DEPORTED: "removal",
}


def liberty_of(
    pseudonym: str, away: Iterable[Whereabouts], *, day_0: date, died_on: date | None
) -> Iterator[LibertyPeriod]:
    """Every period that reaches beyond day 0, and the day of death; one of no day is none."""
    for each in sorted(away, key=lambda period: (period.begins_on, period.kind)):
        if each.ended_on is not None and each.ended_on <= max(each.begins_on, day_0):
            continue
        about = {"from_on": each.begins_on, "until_on": each.ended_on}
        yield LibertyPeriod(pseudonym=pseudonym, kind=KINDS[each.kind], **about)
    if died_on is not None:
        yield LibertyPeriod(pseudonym=pseudonym, kind="death", from_on=died_on, until_on=None)
