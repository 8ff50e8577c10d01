"""What this app holds about a person, for subject access, merging and retention.

The rows of a merge stay where they are: they say who was merged into whom. A decision to end a
record (``Ending``) holds an opaque id alone and reaches nobody.
"""

from desist.casework.records.held import Held
from desist.casework.rights.models import (
    Copy,
    LeftOut,
    LegalHold,
    LimitOnUse,
    Merge,
    MovedRow,
    NoteOfDisagreement,
    RetentionReview,
    RightsRequest,
    RightsRequestRevision,
)

HELD = (
    Held(model=RightsRequest, person="person"),
    Held(model=RightsRequestRevision, person="of__person", shown=False),
    Held(model=Copy, person="request__person"),
    Held(model=LeftOut, person="copy__request__person", shown=False),
    Held(model=LimitOnUse, person="person"),
    Held(model=NoteOfDisagreement, person="person"),
    Held(model=LegalHold, person="person", shown=False),
    Held(model=RetentionReview, person="person", shown=False),
    Held(model=Merge, person="survivor", shown=False, derived=True),
    Held(model=Merge, person="merged", shown=False, derived=True),
    Held(model=MovedRow, person="merge__survivor", shown=False, derived=True),
)
