"""What the shipped catalogue holds, for tests that judge by it."""

from datetime import date

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.programme.instrument import Instrument

TODAY = date(2026, 3, 3)


def held_instrument(id_, *, adopted=False):
    """One instrument, with or without this site's adoption of its unverified keys."""
    adoptions = EVERYTHING if adopted else NO_ADOPTIONS
    return load_catalogue().in_force(Instrument, id_, on=TODAY, adoptions=adoptions)


def all_instruments():
    """Every instrument, the fictional one too, with everything adopted."""
    return load_catalogue().all_in_force(Instrument, on=TODAY, adoptions=EVERYTHING)


def scorable_forms():
    """Each instrument with each of its form orders that have keys."""
    return [(each, order) for each in all_instruments() for order in each.scorable_orders]


def every_answer(answer, *, items, but=None):
    """The same answer to every item, ``but`` for those that are given by number."""
    given = dict.fromkeys(range(1, items + 1), answer) | (but or {})
    return {item: each for item, each in given.items() if each is not None}
