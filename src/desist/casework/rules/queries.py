"""Finding what the site judges by, and how each rule set stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from desist.casework.access import rows
from desist.casework.access.circumstances import once
from desist.casework.access.policy import Actor
from desist.casework.rules.models import Adoption, State
from desist.catalogue.adoption_file import EVERYTHING, Adoptions
from desist.catalogue.collection import Catalogue
from desist.catalogue.difference import Difference, differences
from desist.catalogue.load import SHIPPED, load_catalogue, site_folder
from desist.programme.entry import Adoption as AdoptionValue
from desist.programme.entry import Entry
from desist.programme.wording import Wording


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """One version of one rule as a row of the page: what it is and how it stands here."""

    entry: Entry
    shelf: str
    adoption: Adoption | None
    is_newest: bool

    @property
    def differs(self) -> bool:
        """Whether the file here is another than the one adopted: it may judge nobody."""
        return bool(self.adoption and self.adoption.sha256 != self.entry.sha256)

    @property
    def standing(self) -> str:
        """One code: usable as it is, adopted, proposed, not adopted, or differing."""
        if self.differs:
            return "differs"
        if self.adoption:
            return str(self.adoption.state)
        return "not_adopted" if self.entry.adopters_needed else "usable"


def the_catalogue() -> Catalogue:
    """The catalogue that this server judges by."""
    return load_catalogue(site=site_folder())


def site_adoptions() -> Adoptions:
    """Every adoption in effect, as the value that judgements take.

    An adoption whose file differs here is left out, so that nobody is judged by it.
    """
    hashes = {(each.id, each.version): each.sha256 for each in the_catalogue().entries}
    held = Adoption._base_manager.filter(state=State.IN_EFFECT).select_related(
        "proposed_by", "second"
    )
    return Adoptions(
        adoption=tuple(
            AdoptionValue(
                rule=each.rule,
                version=each.rule_version,
                sha256=each.sha256,
                by=each.proposed_by.full_name,
                second=each.second.full_name if each.second else None,
                on=each.in_effect_on or date.max,
                why=each.why,
            )
            for each in held
            if hashes.get((each.rule, each.rule_version)) == each.sha256
        )
    )


def list_adoptions(actor: Actor) -> QuerySet[Adoption]:
    """Adoptions that stand, with who made them."""
    return (
        rows(actor, Adoption).exclude(state=State.WITHDRAWN).select_related("proposed_by", "second")
    )


def list_rule_sets(actor: Actor) -> tuple[RuleSet, ...]:
    """Every version of everything in the catalogue but its wording, shelf by shelf."""
    catalogue = the_catalogue()
    standing = {(each.rule, each.rule_version): each for each in list_adoptions(actor)}
    entries = [each for each in catalogue.entries if not isinstance(each, Wording)]
    found = [
        RuleSet(
            entry=entry,
            shelf=shelf_of(catalogue, entry),
            adoption=standing.get((entry.id, entry.version)),
            is_newest=entry.version == newest,
        )
        for newest, entry in _with_newest(entries)
        if not entry.fictional
    ]
    return tuple(sorted(found, key=lambda each: (each.shelf, each.entry.id, -each.entry.version)))


def _with_newest(entries: Iterable[Entry]) -> Iterable[tuple[int, Entry]]:
    ordered = sorted(entries, key=lambda each: (each.id, each.version))
    for _id, group in groupby(ordered, key=lambda each: each.id):
        versions = list(group)
        yield from ((versions[-1].version, each) for each in versions)


def find_rule_set(actor: Actor, rule: str, version: int) -> RuleSet | None:
    """One version of one rule, or None where the catalogue holds no such thing."""
    return next(
        (e for e in list_rule_sets(actor) if (e.entry.id, e.entry.version) == (rule, version)),
        None,
    )


def history_of(actor: Actor, rule: str) -> QuerySet[Adoption]:
    """Every adoption of any version of a rule, withdrawn ones too, newest first."""
    held = rows(actor, Adoption).filter(rule=rule).select_related("proposed_by", "second")
    return held.order_by("-pk")


def changes_from_before(rule_set: RuleSet) -> tuple[Difference, ...]:
    """What this version says that the one before it did not; nothing for the first."""
    catalogue = the_catalogue()
    earlier = [
        each
        for each in catalogue.versions(rule_set.entry.id)
        if each.version < rule_set.entry.version
    ]
    if not earlier:
        return ()
    return differences(text_of(catalogue, earlier[-1]), text_of(catalogue, rule_set.entry))


def shelf_of(catalogue: Catalogue, entry: Entry) -> str:
    """The folder in which an entry lies."""
    return catalogue.files[entry.id, entry.version].split("/")[0]


def text_of(catalogue: Catalogue, entry: Entry) -> str:
    """The file of an entry as it was written."""
    name = catalogue.files[entry.id, entry.version]
    shipped = SHIPPED / name
    folder = SHIPPED if shipped.exists() else site_folder() or Path()
    return (folder / name).read_text(encoding="utf-8")


def adoptions_here() -> Adoptions:
    """The adoptions that judgements go by; in a demonstration, which is invented, everything."""
    return EVERYTHING if settings.DEMONSTRATION else once("adoptions_here", site_adoptions)
