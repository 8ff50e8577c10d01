"""The Jinja2 environment of all pages: strict, escaping, translated."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from jinja2 import Environment, StrictUndefined

from desist.casework.pages.components import Components
from desist.casework.pages.field_component import error_summary, fields
from desist.casework.pages.language import languages
from desist.casework.pages.panel import person_bar, show_panel
from desist.casework.pages.speech import speech


def environment(**options: Any) -> Environment:
    """An undefined name is a fault of ours and fails, instead of leaving a gap."""
    options |= {"undefined": StrictUndefined, "autoescape": True}
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - it is on
    made.add_extension("jinja2.ext.i18n")
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    made.globals |= {
        "url": address,
        "static": static,
        "components": Components(),
        "fields": fields,
        "error_summary": error_summary,
        "language": translation.get_language,
        "languages": languages,
        "speech": speech,
        "bar_of": person_bar,
        "show_panel": show_panel,
    }
    made.filters |= {
        "day": day,
        "moment": moment,
        "weekday": weekday,
        "as_item": as_item,
        "short": short,
    }
    return made


def address(name: str, *args: Any, **given: Any) -> str:
    """The address of a page: ``url("people:person", person.public_id)``."""
    return reverse(name, args=args, kwargs=given)


def day(value: date | str) -> str:
    """A date, or one in ISO form as decisions hold them, in words: 3 March 2026."""
    return date_format(date.fromisoformat(value) if isinstance(value, str) else value, "j F Y")


def weekday(value: date) -> str:
    """A date with its weekday: Tuesday 3 March 2026."""
    return date_format(value, "l j F Y")


def moment(value: datetime) -> str:
    """An instant in local words: 3 March 2026 at 14:05."""
    local = timezone.localtime(value)
    return f"{date_format(local, 'j F Y')}, {date_format(local, 'H:i')}"


def short(title: str) -> str:
    """What stands in brackets at the end of a title, as programmes are called among staff.

    The whole title of a programme names a kind of offence: it has no place on a screen that others
    see over a shoulder.
    """
    return title.rpartition("(")[2].rstrip(")") if title.endswith(")") else title


def as_item(value: str, chosen: str) -> dict[str, Any]:
    """An item of a select component."""
    return {"value": value, "text": value, "selected": value == chosen}
