"""Finding administrations, answers that count, and sittings."""

from desist.casework.battery.queries.answer import administrations_of

__all__ = ["administrations_of"]
