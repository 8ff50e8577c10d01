"""Offence: those that the catalogue's tables hold for a nation, and what each is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from desist.casework.referrals.models import ReferredOffence
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.programme.offence import ATTEMPT, Offence, OffenceTable


def tables_on(day: date) -> tuple[OffenceTable, ...]:
    """Every table of offences as in force on a day, with this site's adoptions."""
    return the_catalogue().all_in_force(OffenceTable, on=day, adoptions=adoptions_here())


def offences_of(nation: str, *, on: date) -> list[Offence]:
    """The offences of a nation, image offences first, then by title."""
    held = [each for table in tables_on(on) for each in table.offence if nation in each.nations]
    return sorted(held, key=lambda each: (not each.is_image, each.title))


def title_of(code: str, tables: Sequence[OffenceTable]) -> str:
    """What an offence is called, with its statute; the code where no table has it."""
    found = next((held for table in tables if (held := table.find(code))), None)
    if found is None:
        return code
    words = f"{found.title}, {found.statute}"
    return _("Attempt: %(offence)s") % {"offence": words} if code.startswith(ATTEMPT) else words


def titles_of(offences: Iterable[ReferredOffence]) -> dict[str, str]:
    """What each of these offences is called, by its code; of any version of any table."""
    tables = the_catalogue().of_kind(OffenceTable, demonstration=True)
    return {each.code: title_of(each.code, tables) for each in offences}
