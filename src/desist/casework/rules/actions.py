"""What changes the rules of this site: proposing, seconding and withdrawing an adoption."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.rules.models import Adoption, State
from desist.programme.entry import Entry


class NothingToAdopt(ValueError):
    """The rule needs no adoption: its grade alone allows it."""


@action("rules.adopt")
def adopt_rule(*, entry: Entry, why: str, on: date, by: Any, at: datetime) -> Adoption:
    """Adopt the very file that is here; one that takes two people waits for the second.

    Raises:
        NothingToAdopt: the grade of the rule needs no adoption.
        IntegrityError: this version is adopted or proposed already.
    """
    if not entry.adopters_needed:
        raise NothingToAdopt(entry.id)
    takes_two = entry.adopters_needed == 2
    adoption = Adoption(
        rule=entry.id,
        rule_version=entry.version,
        sha256=entry.sha256,
        state=State.PROPOSED if takes_two else State.IN_EFFECT,
        why=why,
        proposed_by=by,
        in_effect_on=None if takes_two else on,
    )
    insert(adoption, by=by, at=at)
    tell(adoption, fields=tuple(values_of(adoption)))
    return adoption


@action("rules.second", on="adoption")
def second_adoption(
    *, adoption: Adoption, read_version: int, on: date, by: Any, at: datetime
) -> Adoption:
    """Be the second person: from today the site judges by this version.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {"second": by, "state": State.IN_EFFECT, "in_effect_on": on}
    tell(adoption, fields=amend(adoption, read_version=read_version, values=values, by=by, at=at))
    return adoption


@action("rules.withdraw", on="adoption")
def withdraw_adoption(
    *, adoption: Adoption, read_version: int, because: str, on: date, by: Any, at: datetime
) -> Adoption:
    """Judge by it no longer; what was decided by it stays as it was decided.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {"state": State.WITHDRAWN, "withdrawn_on": on, "withdrawn_because": because}
    tell(adoption, fields=amend(adoption, read_version=read_version, values=values, by=by, at=at))
    return adoption
