"""The coding guide of a tool: the newest in force, or the one by which a coding was begun."""

from __future__ import annotations

from datetime import date

from desist.cases.rules_in_force import Rules
from desist.casework.assessment.models import Coding
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.catalogue.collection import NotHeld
from desist.programme.coding_guide import CodingGuide


def guide_of_tool(tool: str, *, on: date) -> CodingGuide:
    """The guide to code by from a day on; one that the site adopted comes first.

    Raises:
        NotHeld: no guide of this tool is in force.
    """
    rules = Rules(catalogue=the_catalogue(), adoptions=adoptions_here(), on=on)
    held = [each for each in rules.all(CodingGuide) if each.tool == tool]
    if not held:
        raise NotHeld(tool, "coding guide", ())
    return max(held, key=lambda each: (each.adoption is not None, -each.adopters_needed))


def guide_of(coding: Coding) -> CodingGuide:
    """The guide by which a coding was begun.

    Raises:
        NotHeld: this version is not here any more.
    """
    id_, _space, version = coding.guide.partition(" v")
    for each in the_catalogue().of_kind(CodingGuide):
        if (each.id, str(each.version)) == (id_, version):
            return each
    raise NotHeld(coding.guide, "coding guide", ())


def name_of_guide(guide: CodingGuide) -> str:
    """How a coding names its guide."""
    return f"{guide.id} v{guide.version}"
