"""The catalogue as the battery uses it: points of a programme, and forms by their version.

The points say what to plan and decide nothing about anybody, so they need no adoption. A score
does, and waits for it as everywhere else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from time import monotonic

from django.conf import settings

from desist.casework.access.circumstances import once
from desist.casework.battery.models import Administration
from desist.casework.rules.queries import site_adoptions, the_catalogue
from desist.catalogue.adoption_file import EVERYTHING, Adoptions
from desist.catalogue.collection import Catalogue
from desist.programme.battery_rule import BatteryRule
from desist.programme.instrument import FormOrder, Instrument
from desist.programme.support_line import SupportLines

LATELY = 5.0
"""Seconds after which a change of the catalogue's files is seen at the latest.

Looking whether a file has changed costs more than keeping an answer, while others wait to write.
"""


def catalogue_here() -> Catalogue:
    """The catalogue as it lay there a moment ago."""
    return _seen(int(monotonic() / LATELY))


@lru_cache(maxsize=1)
def _seen(_moment: int) -> Catalogue:
    return the_catalogue()


def adoptions_here() -> Adoptions:
    """What this site adopted; everything in a demonstration."""
    if settings.DEMONSTRATION:
        return EVERYTHING
    return once("adoptions", site_adoptions)


def battery_of(programme: str, *, on: date) -> BatteryRule | None:
    """The points of a programme as in force on a day, or None where none are written."""
    held = catalogue_here().all_in_force(BatteryRule, on=on, adoptions=adoptions_here())
    return next((each for each in held if each.programme == programme), None)


def instrument_in_force(id_: str, *, on: date) -> Instrument:
    """The version of an instrument to begin with on a day.

    Raises:
        NotHeld: none is in force.
    """
    return catalogue_here().in_force(Instrument, id_, on=on, adoptions=adoptions_here())


def instrument_of(administration: Administration, *, on: date) -> Instrument | None:
    """The very version that was begun with; None where this server no longer holds it."""
    found = _version_of(administration)
    return replace(found, adoption=adoptions_here().of(found, on=on)) if found else None


def _version_of(administration: Administration) -> Instrument | None:
    return next(
        (
            each
            for each in catalogue_here().entries
            if each.id == administration.instrument
            and each.version == administration.instrument_version
            and isinstance(each, Instrument)
        ),
        None,
    )


def order_begun(administration: Administration) -> FormOrder | None:
    """The printed order that was begun with, whoever adopted what; None where it is not held."""
    return order_of(administration, _version_of(administration))


def order_of(administration: Administration, instrument: Instrument | None) -> FormOrder | None:
    """The printed order that was begun with, where the instrument has it."""
    return instrument.order_called(administration.form_order) if instrument else None


def title_of(administration: Administration) -> str:
    """The instrument's title for staff; its id where this server no longer holds it."""
    found = _version_of(administration)
    return found.title if found else administration.instrument


def support_lines(*, on: date, language: str) -> list[tuple[str, str, str]]:
    """Whom to talk to: name, number and a sentence, of every file that is in force."""
    held = catalogue_here().all_in_force(SupportLines, on=on, adoptions=adoptions_here())
    return [
        (each.name, each.number, each.words(language[:2])) for lines in held for each in lines.line
    ]
