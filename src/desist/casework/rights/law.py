"""Law: the rules of the catalogue on rights and retention, in force on a day or of a version."""

from __future__ import annotations

from datetime import date

from desist.casework.access.circumstances import once
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.retention_rule import RetentionRule
from desist.programme.rights_rule import RightsRule

RIGHTS, RETENTION = "data-rights", "records-schedule"


def rights_on(day: date) -> RightsRule:
    """What may be asked for on a day; it holds whether or not the site has adopted it."""
    return the_catalogue().in_force(RightsRule, RIGHTS, on=day, adoptions=EVERYTHING)


def rights_of(version: int) -> RightsRule:
    """The rule under which a request was made."""
    held = the_catalogue().of_kind(RightsRule)
    return next(each for each in held if (each.id, each.version) == (RIGHTS, version))


def retention_on(day: date) -> RetentionRule:
    """The schedule that this site goes by, with its adoption: unadopted, it ends nothing."""

    def ask() -> RetentionRule:
        return the_catalogue().in_force(
            RetentionRule, RETENTION, on=day, adoptions=adoptions_here()
        )

    found: RetentionRule = once(("retention", day), ask)
    return found
