"""Nobody sees the mark; signing in without a password exists in demonstration mode alone."""

from desist.casework.access import NOBODY, register
from desist.casework.demonstration.models import DemonstrationMark

register(DemonstrationMark, rules={"see": NOBODY}, why="a mark, not a record", staff="made_at")
