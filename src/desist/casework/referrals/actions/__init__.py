"""What changes referrals, one noun a file."""

from desist.casework.referrals.actions.changed_fact import look_again, record_changed_fact
from desist.casework.referrals.actions.draft import (
    NotFinished,
    StepChanged,
    begin_draft,
    drop_draft,
    save_step,
    send_draft,
)
from desist.casework.referrals.actions.earlier_programme import (
    record_earlier_programme,
    strike_earlier_programme,
)
from desist.casework.referrals.actions.fact import (
    add_offence,
    change_offence,
    record_protection,
    record_stance,
)
from desist.casework.referrals.actions.forward import carry_forward
from desist.casework.referrals.actions.move import NotMoved, move_referral
from desist.casework.referrals.actions.referral import (
    AlreadyReferred,
    change_referral,
    refer_person,
)
from desist.casework.referrals.actions.screening import WhyNeeded, decide_screening
from desist.casework.referrals.actions.transfer import (
    change_setting,
    transfer_area,
    transfer_programme,
)

__all__ = [
    "AlreadyReferred",
    "NotFinished",
    "NotMoved",
    "StepChanged",
    "WhyNeeded",
    "add_offence",
    "begin_draft",
    "carry_forward",
    "change_offence",
    "change_referral",
    "change_setting",
    "decide_screening",
    "drop_draft",
    "look_again",
    "move_referral",
    "record_changed_fact",
    "record_earlier_programme",
    "record_protection",
    "record_stance",
    "refer_person",
    "save_step",
    "send_draft",
    "strike_earlier_programme",
    "transfer_area",
    "transfer_programme",
]
