"""What this app holds about a person, for subject access, merging and retention.

A concern is not shown to the person as such: it names or points to others, and to those who told.
Whoever answers a request for access decides on it by hand.
"""

from desist.casework.concerns.models import (
    Account,
    Acknowledgement,
    Answer,
    Concern,
    ConcernRevision,
    ConfidentialityAgreement,
    Escalation,
    Told,
)
from desist.casework.records.held import Held

HELD = (
    Held(model=Concern, person="person", shown=False),
    Held(model=ConcernRevision, person="of__person", shown=False),
    Held(model=Account, person="concern__person", shown=False),
    Held(model=Acknowledgement, person="concern__person", shown=False),
    Held(model=Escalation, person="concern__person", shown=False),
    Held(model=Told, person="concern__person", shown=False),
    Held(model=Answer, person="told__concern__person", shown=False),
    Held(model=ConfidentialityAgreement, person="person"),
)
