"""What is held about referrals, one noun a file."""

from desist.casework.people.models import Nation
from desist.casework.referrals.models.changed_fact import Change, ChangedFact
from desist.casework.referrals.models.draft import DraftRevision, ReferralDraft
from desist.casework.referrals.models.earlier_programme import (
    EarlierProgramme,
    Ending,
    KnownFrom,
)
from desist.casework.referrals.models.fact import (
    LearningScreen,
    OffenceRevision,
    OffenceStance,
    PublicProtection,
    ReferredOffence,
    Stance,
)
from desist.casework.referrals.models.referral import Referral, ReferralRevision
from desist.casework.referrals.models.screening import Screening, ScreeningOutcome
from desist.casework.referrals.models.status import (
    ENDED,
    Setting,
    Source,
    Status,
)
from desist.casework.referrals.models.status_change import StatusChange

__all__ = [
    "ENDED",
    "Change",
    "ChangedFact",
    "DraftRevision",
    "EarlierProgramme",
    "Ending",
    "KnownFrom",
    "LearningScreen",
    "Nation",
    "OffenceRevision",
    "OffenceStance",
    "PublicProtection",
    "Referral",
    "ReferralDraft",
    "ReferralRevision",
    "ReferredOffence",
    "Screening",
    "ScreeningOutcome",
    "Setting",
    "Source",
    "Stance",
    "Status",
    "StatusChange",
]
