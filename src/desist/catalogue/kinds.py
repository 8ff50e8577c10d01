"""Kinds: which folder of the catalogue holds what, and the value that each file becomes."""

from __future__ import annotations

from desist.programme.agreement import Agreement
from desist.programme.attendance_rule import AttendanceRule
from desist.programme.battery_rule import BatteryRule
from desist.programme.coding_guide import CodingGuide
from desist.programme.complaint_rule import ComplaintRule
from desist.programme.completion_rule import CompletionRule
from desist.programme.concern_rule import ConcernRule
from desist.programme.curriculum import Programme
from desist.programme.deviance_sheet import DevianceSheet
from desist.programme.eligibility_policy import EligibilityPolicy
from desist.programme.enforcement_rule import EnforcementRule
from desist.programme.entry import Entry
from desist.programme.evidence import EvidenceRecord
from desist.programme.format_rule import FormatRule
from desist.programme.formulation import FormulationRule
from desist.programme.formulation_terms import FormulationTerms
from desist.programme.group_rule import GroupRule
from desist.programme.instrument import Instrument
from desist.programme.learning_screen import LearningScreenRule
from desist.programme.life_plan_wording import LifePlanWording
from desist.programme.need_rule import NeedRule
from desist.programme.needs_identifier_rule import NeedsIdentifierRule
from desist.programme.norm import Norm
from desist.programme.offence import OffenceTable
from desist.programme.pathway_rule import PathwayRule
from desist.programme.referral_flow import ReferralFlow
from desist.programme.retention_rule import RetentionRule
from desist.programme.review_rule import ReviewRule
from desist.programme.rights_rule import RightsRule
from desist.programme.ruling_rule import RulingRule
from desist.programme.session_pace import SessionPace
from desist.programme.sexual_predictor_rule import SexualPredictorRule
from desist.programme.social_desirability import SocialDesirabilityRule
from desist.programme.staffing_rule import StaffingRule
from desist.programme.standing import StandingRule
from desist.programme.static_risk_rule import StaticRiskRule
from desist.programme.support_line import SupportLines
from desist.programme.waiting_list_rule import WaitingListRule
from desist.programme.wording import Wording

FOLDERS: dict[str, type[Entry]] = {
    "agreements": Agreement,
    "attendance": AttendanceRule,
    "batteries": BatteryRule,
    "completion": CompletionRule,
    "complaints": ComplaintRule,
    "concerns": ConcernRule,
    "coding_guides": CodingGuide,
    "deviance": DevianceSheet,
    "enforcement": EnforcementRule,
    "evidence": EvidenceRecord,
    "eligibility": EligibilityPolicy,
    "formats": FormatRule,
    "formulation_terms": FormulationTerms,
    "formulations": FormulationRule,
    "group_rules": GroupRule,
    "instruments": Instrument,
    "learning_screens": LearningScreenRule,
    "life_plans": LifePlanWording,
    "needs": NeedRule,
    "needs_identifiers": NeedsIdentifierRule,
    "norms": Norm,
    "offences": OffenceTable,
    "paces": SessionPace,
    "pathways": PathwayRule,
    "programmes": Programme,
    "referral_flows": ReferralFlow,
    "retention": RetentionRule,
    "reviews": ReviewRule,
    "rights": RightsRule,
    "rulings": RulingRule,
    "social_desirability": SocialDesirabilityRule,
    "staffing": StaffingRule,
    "standing": StandingRule,
    "sexual_predictors": SexualPredictorRule,
    "static_risk": StaticRiskRule,
    "support_lines": SupportLines,
    "waiting_lists": WaitingListRule,
    "wording": Wording,
}
"""Every file in this folder becomes a value of this kind. One line here opens a new shelf."""
