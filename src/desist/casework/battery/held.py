"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.battery.models import (
    Administration,
    AdministrationRevision,
    Answer,
    Sitting,
    SittingForm,
    Typing,
)
from desist.casework.records.held import Held

HELD = (
    Held(model=Administration, person="referral__person"),
    Held(model=AdministrationRevision, person="of__referral__person"),
    Held(model=Sitting, person="referral__person"),
    Held(model=SittingForm, person="sitting__referral__person", shown=False),
    Held(model=Typing, person="administration__referral__person"),
    Held(model=Answer, person="administration__referral__person"),
)
