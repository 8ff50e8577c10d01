"""The Jinja2 environment of all pages: strict, escaping, translated."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import ngettext
from jinja2 import Environment, StrictUndefined

from desist.casework.pages.components import Components, options_of
from desist.casework.pages.field_component import error_summary, fields
from desist.casework.pages.language import languages
from desist.casework.pages.panel import person_bar, show_panel
from desist.casework.pages.speech import speech
from desist.casework.pages.spoken import SpokenEnvironment

MARKS = tuple(UUID(int=(number << 64) + 0xADD2E55) for number in range(1, 5))
"""Ids that stand for others while the pattern of an address is found."""


def environment(*, spoken: str | None = None, **options: Any) -> Environment:
    """An undefined name is a fault of ours and fails, instead of leaving a gap.

    ``spoken`` is the language in which all its templates are: then no date asks for it again.
    """
    options |= {"undefined": StrictUndefined, "autoescape": True}
    made = SpokenEnvironment(**options, trim_blocks=True, lstrip_blocks=True)
    made.add_extension("jinja2.ext.i18n")
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    made.globals |= {
        "url": address,
        "static": lru_cache(maxsize=200)(static),
        "components": Components(),
        "fields": fields,
        "options_of": options_of,
        "error_summary": error_summary,
        "language": translation.get_language,
        "languages": languages,
        "speech": speech,
        "bar_of": person_bar,
        "show_panel": show_panel,
    }
    made.filters |= {
        "day": day if spoken is None else partial(_day, language=spoken),
        "days": days if spoken is None else partial(_days, language=spoken),
        "moment": moment,
        "weekday": weekday,
        "as_item": as_item,
        "short": short,
    }
    return made


def address(name: str, *args: Any, **given: Any) -> str:
    """The address of a page: ``url("people:person", person.public_id)``."""
    if given or not all(type(each) is UUID for each in args):
        return reverse(name, args=args, kwargs=given)
    return _pattern(settings.ROOT_URLCONF, name, len(args)).format(*args)


@lru_cache(maxsize=2_000)
def _pattern(_addresses: str, name: str, ids: int) -> str:
    """An address with a gap for each of its opaque ids: Django looks for each of them anew.

    Every page is found in the one module of addresses: no request has its own.
    """
    found = reverse(name, args=MARKS[:ids])
    for number, mark in enumerate(MARKS[:ids]):
        found = found.replace(str(mark), f"{{{number}}}")
    return found


def day(value: date | str) -> str:
    """A date, or one in ISO form as decisions hold them, in words: 3 March 2026."""
    return _day(value, language=translation.get_language())


def _day(value: date | str, *, language: str | None) -> str:
    return _in_words(
        date.fromisoformat(value) if isinstance(value, str) else value, "j F Y", language
    )


def weekday(value: date) -> str:
    """A date with its weekday: Tuesday 3 March 2026."""
    return _in_words(value, "l j F Y", translation.get_language())


def days(number: int) -> str:
    """A number of days in words: 12 days."""
    return _days(number, language=translation.get_language())


@lru_cache(maxsize=10_000)
def _days(number: int, *, language: str | None) -> str:
    return ngettext("%(num)s day", "%(num)s days", number) % {"num": number}


def moment(value: datetime) -> str:
    """An instant in local words: 3 March 2026, 14:05."""
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H:%M}"


@lru_cache(maxsize=10_000)
def _in_words(value: date, form: str, _language: str | None) -> str:
    """A date in words of the language that is spoken: a list says the same few again and again."""
    return date_format(value, form)


def short(title: str) -> str:
    """What stands in brackets at the end of a title, as programmes are called among staff.

    The whole title of a programme names a kind of offence: it has no place on a screen that others
    see over a shoulder.
    """
    return title.rpartition("(")[2].rstrip(")") if title.endswith(")") else title


def as_item(value: str, chosen: str) -> dict[str, Any]:
    """An item of a select component."""
    return {"value": value, "text": value, "selected": value == chosen}
