"""The policy of people: who reaches them, and what may be done to what is held about them."""

from desist.casework.people.policy import (
    equality,
    kept_apart,
    narrowing,
    person,
    protection,
    responsivity,
    sentence,
    whereabouts,
)
from desist.casework.people.policy.reach import BY_PLACE, reaching, region_of_all

__all__ = [
    "BY_PLACE",
    "equality",
    "kept_apart",
    "narrowing",
    "person",
    "protection",
    "reaching",
    "region_of_all",
    "responsivity",
    "sentence",
    "whereabouts",
]
