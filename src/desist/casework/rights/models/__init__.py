"""What somebody may ask for and what became of it, merges, and how long what is kept."""

from desist.casework.rights.models.copy import Copy, LeftOut
from desist.casework.rights.models.ending import Ending, LegalHold, RetentionReview
from desist.casework.rights.models.limit import LimitOnUse, NoteOfDisagreement
from desist.casework.rights.models.merge import Merge, MovedRow
from desist.casework.rights.models.request import RightsRequest, RightsRequestRevision, State

__all__ = [
    "Copy",
    "Ending",
    "LeftOut",
    "LegalHold",
    "LimitOnUse",
    "Merge",
    "MovedRow",
    "NoteOfDisagreement",
    "RetentionReview",
    "RightsRequest",
    "RightsRequestRevision",
    "State",
]
