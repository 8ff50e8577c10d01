"""Record page: how one kind of record about a person is typed, shown and said.

The page of details and the page of each record are the same for every kind; what differs stands
in one ``RecordPage`` a kind, in ``record_pages``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from desist.casework.pages.form import Form

Refusals = Mapping[type[Exception], tuple[str, Any]]
"""What an action may refuse: beside which field, and in which words."""


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """One kind of record. ``single``: one a person, stated and restated by the same action.

    ``title_of`` gives a record's heading, ``state_of`` its tag (text and colour) on a day, and
    ``is_current`` whether it is shown before what is over.
    """

    model: type[models.Model]
    form: type[Form]
    record: Callable[..., Any]
    new_title: Any
    title_of: Callable[[Any], Any]
    change: Callable[..., Any] | None = None
    argument: str = ""
    """The name under which ``change`` takes the record."""
    changed_form: type[Form] | None = None
    single: bool = False
    in_title: tuple[str, ...] = ()
    """Fields that the heading says, or that the page draws."""
    spread: bool = False
    """Whether ``record`` takes each value by its own name."""
    lead: Any = ""
    note: Any = ""
    """A standing word about the kind: why it is asked, or that it is a judgement."""
    state_of: Callable[[Any, date], tuple[Any, str] | None] = lambda _record, _day: None
    is_current: Callable[[Any, date], bool] = lambda _record, _day: True
    refusals: Refusals = field(default_factory=dict)
    prepare: Callable[[Any, Any, Any], None] = lambda _form, _actor, _person: None
    """Offers what a form lets somebody choose from: takes form, actor and person."""

    @property
    def verb(self) -> str:
        """What recording it is called in the policy."""
        verb: str = self.record.verb  # type: ignore[attr-defined]
        return verb

    @property
    def form_of_changes(self) -> type[Form]:
        """The form in which it is corrected."""
        return self.changed_form or self.form
