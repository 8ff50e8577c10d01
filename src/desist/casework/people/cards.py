"""Cards: what is held about a person, kind by kind, as one reader may read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desist.casework.access import may, note_reading, readable
from desist.casework.access.policy import Actor
from desist.casework.pages.words import words_of
from desist.casework.people.models import KeptApart, LearningScreen, Person
from desist.casework.people.queries import list_kept_apart, standing_screen
from desist.casework.people.record_page import RecordPage
from desist.casework.people.record_pages import RECORD_PAGES


@dataclass(frozen=True, kw_only=True)
class Item:
    """One record: its heading, where it stands, what it says, and where it is changed."""

    title: str
    state: tuple[Any, str] | None
    facts: tuple[tuple[str, str], ...]
    href: str
    record: Any


@dataclass(frozen=True, kw_only=True)
class Card:
    """One kind of record: those that hold, those that are over, and what can be added."""

    id: str
    title: Any
    items: tuple[Item, ...]
    past: tuple[Item, ...]
    empty: Any
    note: Any
    ways: tuple[tuple[Any, str], ...]
    """Text and address of what can be added here, or stated anew; more once there is one."""


KINDS = (
    ("sentence", _("Sentence"), _("No sentence recorded yet."), ()),
    ("whereabouts", _("Time away"), _("In the community; nothing else recorded."), ()),
    ("mappa", _("Management by the agencies (MAPPA)"), _("Not recorded yet."), ()),
    ("harm", _("Risk of serious harm"), _("Not judged yet."), ()),
    ("condition", _("Conditions"), _("No condition recorded."), ()),
    ("kept-apart", _("Must not meet"), _("Nobody recorded, among those whom you may see."), ()),
    ("arrangement", _("Time, travel and access"), _("Not asked yet."), ()),
    ("location", _("Delivery locations"), _("Not asked yet."), ()),
    ("screen", _("Learning screen (LDC)"), _("Not screened yet."), ("judgement",)),
    ("responsivity", _("Learning, health and duties"), _("Not asked yet."), ()),
    ("name", _("Other names"), _("None recorded."), ()),
    ("equality", _("Equality questions"), _("Not asked yet."), ()),
)
"""In the order of the page: what binds, what protects, what helps, who."""


def cards_of(actor: Actor, person: Person, *, day: date) -> tuple[Card, ...]:
    """Every card that has something for this reader; what was read is audited."""
    found = []
    for kind, title, empty, more in KINDS:
        page = RECORD_PAGES[kind]
        shown = readable(actor, page.model, person)
        if not shown.intersection(page.form_of_changes.base_fields):
            continue
        records = _records(actor, person, page)
        items = [_item(each, page, kind=kind, person=person, shown=shown, day=day,
                       changes=may(actor, page.verb, person)) for each in records]  # fmt: skip
        current, past = _split(items, page, day=day)
        ways = tuple(_ways(actor, person, (kind, *more), has_one=bool(records)))
        found.append(
            Card(
                id=kind, title=title, items=current, past=past, empty=empty,
                note=page.note if records else "", ways=ways,
            )
        )  # fmt: skip
    held = [item.record.reference for card in found for item in (*card.items, *card.past)]
    note_reading("people.details", [person.reference, *held])
    return tuple(found)


def _records(actor: Actor, person: Person, page: RecordPage) -> Sequence[Any]:
    """Those of one kind that this person may see, the latest first.

    The person is at hand, so each record is asked about by itself: to put the rule into twelve
    queries took longer than all else on the page.
    """
    if page.model is KeptApart:
        return list(list_kept_apart(actor, person))
    held = page.model._base_manager.filter(person=person).order_by("-pk")
    links = [each.name for each in page.model._meta.concrete_fields if each.name == "unit"]
    found = list(held.select_related(*links) if links else held)
    for each in found:
        each.person = person
    return [each for each in found if may(actor, "see", each)]


def _item(
    record: Any, page: RecordPage, *, kind: str, person: Person, shown: frozenset[str], day: date,
    changes: bool,
) -> Item:  # fmt: skip
    title, facts = str(page.title_of(record)), list(_facts(record, page, shown))
    if isinstance(record, KeptApart):
        other = record.other if record.person_id == person.pk else record.person
        title = f"{other.name}, {other.crn}"
    if isinstance(record, LearningScreen):
        facts = list(_of_screen(record))
    href = ""
    if changes and page.change is not None:
        href = reverse("people:change_record", args=[kind, record.public_id])
    return Item(
        title=title, state=page.state_of(record, day), facts=tuple(facts), href=href, record=record
    )


def _facts(record: Any, page: RecordPage, shown: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name, field in page.form_of_changes.base_fields.items():
        if name in shown and name not in page.in_title:
            words = words_of(field, getattr(record, name))
            if words:
                yield str(field.label), words


def _of_screen(screen: LearningScreen) -> Iterator[tuple[str, str]]:
    if screen.overrides:
        yield str(_("Judged by a person")), screen.because
    else:
        yield str(_("Score")), f"{screen.score} ({screen.rule})"
    yield str(_("On")), words_of(RECORD_PAGES["screen"].form.base_fields["screened_on"],
                                 screen.screened_on)  # fmt: skip
    yield str(_("Source")), str(screen.get_source_display())


def _split(
    items: Sequence[Item], page: RecordPage, *, day: date
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Those that hold, and those that are over; of judgements the latest holds."""
    if page.model is LearningScreen:
        one = standing_screen([each.record for each in items])
        current = [each for each in items if each.record == one]
    elif page.is_current is RecordPage.is_current and page.change is not None:
        current = list(items[:1])
    else:
        current = [each for each in items if page.is_current(each.record, day)]
    return tuple(current), tuple(each for each in items if each not in current)


def _ways(
    actor: Actor, person: Person, kinds: Sequence[str], *, has_one: bool
) -> Iterator[tuple[Any, str]]:
    for kind in kinds:
        page = RECORD_PAGES[kind]
        if may(actor, page.verb, person) and (has_one or kind == kinds[0]):
            text = _("Change") if page.single and has_one else page.new_title
            yield text, reverse("people:record", args=[person.public_id, kind])
