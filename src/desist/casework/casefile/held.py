"""What this app holds about a person: nothing that is not derived from what other apps hold."""

from desist.casework.casefile.models import CaseSummary
from desist.casework.records.held import Held

HELD = (Held(model=CaseSummary, person="person", shown=False, derived=True),)
