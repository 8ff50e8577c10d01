"""Access: who may do what to which rows, and the one way to an object. No models here.

``fetch`` gives one object or answers as if it did not exist; ``listing`` gives a page of those
that a person may see; ``sheet`` gives the fields of an object that a person may read.
"""

from desist.casework.access.about import about_person
from desist.casework.access.fetch import (
    fetch,
    listed,
    listing,
    may,
    note_reading,
    readable,
    rows,
    rows_about,
    sheet,
    stretch,
)
from desist.casework.access.policy import (
    NOBODY,
    FieldClass,
    Rule,
    at_large,
    extend,
    register,
    through,
)
from desist.casework.access.reached import reached
from desist.casework.access.role import Role
from desist.casework.access.route import Level, route

__all__ = [
    "NOBODY",
    "FieldClass",
    "Level",
    "Role",
    "Rule",
    "about_person",
    "at_large",
    "extend",
    "fetch",
    "listed",
    "listing",
    "may",
    "note_reading",
    "reached",
    "readable",
    "register",
    "route",
    "rows",
    "rows_about",
    "sheet",
    "stretch",
    "through",
]
