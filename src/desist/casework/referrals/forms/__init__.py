"""What is typed about referrals, one noun a file."""

from desist.casework.referrals.forms.draft import BasisForm, ContextForm, ProgrammeForm, SendForm
from desist.casework.referrals.forms.fact import (
    ChangedFactForm,
    EarlierProgrammeForm,
    OffenceForm,
    ProtectionForm,
    StanceForm,
)
from desist.casework.referrals.forms.move import NextStatusForm, StepForm
from desist.casework.referrals.forms.referral import ReferralForm

__all__ = [
    "BasisForm",
    "ChangedFactForm",
    "ContextForm",
    "EarlierProgrammeForm",
    "NextStatusForm",
    "OffenceForm",
    "ProgrammeForm",
    "ProtectionForm",
    "ReferralForm",
    "SendForm",
    "StanceForm",
    "StepForm",
]
