"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.records.held import Held
from desist.casework.upstream.models import Look

HELD = (Held(model=Look, person="person"),)
