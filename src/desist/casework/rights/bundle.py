"""Bundle: what every app holds about somebody, as they may read it, section by section.

It is made from each app's ``held.py``: what is not to be shown (other people, those who told, who
is kept away) never enters it. Whoever answers leaves out more by hand, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desist.casework.access.role import DUTIES, Role
from desist.casework.accounts.models import ROLE_NAMES, Appointment
from desist.casework.people.models import Person
from desist.casework.records.editable import Revision
from desist.casework.rights.plain_row import rows_in_words
from desist.casework.rights.reach_of_rows import all_held, rows_about


@dataclass(frozen=True, kw_only=True)
class BundleEntry:
    """One record: its reference, and what it says."""

    row: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class BundleSection:
    """All records of one kind."""

    title: str
    entries: tuple[BundleEntry, ...]


def bundle_of(person: Person) -> tuple[BundleSection, ...]:
    """Everything that is the person's to read, also under records merged into theirs."""
    people = [person, *person.merged_from.all()]
    roles = _roles()
    models = dict.fromkeys(each.model for each in all_held() if each.shown and not each.derived)
    sections = [_section(model, people, roles) for model in models]
    return tuple(each for each in sections if each.entries)


def _section(model: Any, people: list[Person], roles: Mapping[Any, str]) -> BundleSection:
    held = model._base_manager.filter(pk__in=rows_about(model, people)).order_by("pk")
    entries = tuple(
        BundleEntry(row=row.reference, rows=words)
        for row in held
        if (words := tuple(rows_in_words(row, roles=roles)))
    )
    return BundleSection(title=_title(model), entries=entries)


def _title(model: Any) -> str:
    if issubclass(model, Revision):
        name = f"{model._meta.get_field('of').related_model._meta.verbose_name}: earlier states"
    else:
        name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _roles() -> dict[Any, str]:
    """The role of every member of staff, by id and by opaque id; two queries at most."""
    found: dict[Any, str] = {}
    posts = Appointment.objects.exclude(role__in=DUTIES).order_by("pk")
    for user, public_id, role in posts.values_list("user", "user__public_id", "role"):
        name = str(ROLE_NAMES[Role(role)])
        found.setdefault(user, name)
        found.setdefault(public_id, name)
    return found


def as_record(
    sections: tuple[BundleSection, ...],
    *,
    person: Person,
    on: date,
    left_out: Mapping[str, str],
    exemptions: Mapping[str, str],
    demonstration: bool,
) -> dict[str, Any]:
    """The bundle as plain values, from which its document is made."""
    kept = [
        {
            "title": section.title,
            "entries": [
                [{"label": label, "words": words} for label, words in entry.rows]
                for entry in section.entries
                if entry.row not in left_out
            ],
        }
        for section in sections
    ]
    reasons = sorted(set(left_out.values()))
    return {
        "name": person.name,
        "crn": person.crn,
        "on": on.isoformat(),
        "sections": [each for each in kept if each["entries"]],
        "left_out": [
            {"because": exemptions[why], "count": list(left_out.values()).count(why)}
            for why in reasons
        ],
        "demonstration": demonstration,
    }
