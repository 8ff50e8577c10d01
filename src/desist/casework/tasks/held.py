"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.records.held import Held
from desist.casework.tasks.models import Task

HELD = (Held(model=Task, person="person"),)
