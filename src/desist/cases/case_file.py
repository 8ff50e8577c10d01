"""Case file: one person's facts and answers, as a frozen value of the shape of CASE.toml.

Everything that may be unknown is optional: a missing fact is counted or named by the judgement
that needs it, never an error of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from desist.programme.band import RiskBand
from desist.programme.curriculum import FormatId
from desist.programme.deviance import EnteredDeviance
from desist.programme.formulation import FormulationForm, FormulationLink
from desist.programme.offence import ConvictedOffence, Nation
from desist.programme.stance import Stance
from desist.programme.static_risk import Support
from desist.programme.treatment_need import NeedRating


@dataclass(frozen=True, kw_only=True)
class ChosenProgramme:
    """Which programme, and which format where one is already chosen."""

    id: str
    format: FormatId | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """The person decided about; no name: the reference stands for them."""

    born_on: date
    sex: Literal["male", "female"] | None = None
    nation: Nation | None = None
    setting: Literal["community", "custody"] | None = None


@dataclass(frozen=True, kw_only=True)
class PublicProtection:
    """Facts that decide where somebody is safely treated; None is not known."""

    meetings_arranged: bool | None = None
    directed_abuse: bool | None = None
    learning_disability_screen: Literal["positive", "negative"] | None = None


@dataclass(frozen=True, kw_only=True)
class CodedRiskMatrix:
    """Items of Risk Matrix 2000 as coded; an aggravating factor names what supports it."""

    commencement_on: date | None = None
    sexual_appearances: int | None = None
    criminal_appearances: int | None = None
    violent_appearances: int | None = None
    burglary: bool | None = None
    single: bool | None = None
    male_victim: Support | None = None
    stranger_victim: Support | None = None
    non_contact: Support | None = None


@dataclass(frozen=True, kw_only=True)
class CodedPredictor:
    """Items of the sexual reoffending predictors (OSP); sanctions are counts."""

    follow_up_on: date | None = None
    last_sexual_sanction_on: date | None = None
    adult_contact: int | None = None
    child_contact: int | None = None
    non_contact: int | None = None
    image: int | None = None
    total_sanctions: int | None = None
    stranger: bool | None = None
    offence_free_years: int | None = None
    """Whole years in the community since the latest of the last offence, the last sexual offence
    and the start of follow-up; left out, no band is reduced for them."""


@dataclass(frozen=True, kw_only=True)
class EnteredBand:
    """A static-risk band from the site's own scorer, accepted as a signed fact."""

    band: RiskBand
    variant: Literal["standard", "adapted"]
    guide: str
    on: date
    signatory: str


@dataclass(frozen=True, kw_only=True)
class ImportedScore:
    """A dated result of a tool that runs elsewhere (OGRS, OVP, RSR, SARA, RoSH)."""

    id: Literal["ogrs", "ovp", "rsr", "sara", "rosh"]
    on: date
    percentage: float | None = None
    band: RiskBand | None = None


@dataclass(frozen=True, kw_only=True)
class StaticRiskSection:
    """All that is known of static risk."""

    rm2000: CodedRiskMatrix | None = None
    osp: CodedPredictor | None = None
    pni: Mapping[str, int] | None = None
    entered: EnteredBand | None = None
    imported: tuple[ImportedScore, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Administration:
    """One instrument answered on one day: item answers by number, or scale scores by id."""

    id: str
    on: date
    form_order: str | None = None
    responses: Mapping[str, int] | None = None
    scales: Mapping[str, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """What bears on the format and on the plan."""

    travel_minutes: int | None = None
    group_wait_weeks: int | None = None
    supervision_ends_on: date | None = None
    interpreter: bool | None = None
    adjustments: tuple[str, ...] = ()
    group_has_contact_offending: bool | None = None
    sessions_at_most: int | None = None
    include: tuple[str, ...] = ()
    """Exercises that must be in the plan, by id."""
    exclude: tuple[str, ...] = ()
    """Exercises that must not be in the plan, by id."""


@dataclass(frozen=True, kw_only=True)
class FormulationSection:
    """The functional analysis; ``without_account`` is the form for a person who denies."""

    form: FormulationForm = "with_account"
    link: tuple[FormulationLink, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """One case, whole."""

    schema: Literal[1]
    reference: str
    decided_on: date
    invented: bool = False
    programme: ChosenProgramme
    person: Person
    offence: tuple[ConvictedOffence, ...] = ()
    public_protection: PublicProtection = field(default_factory=PublicProtection)
    stance: Stance = field(default_factory=Stance)
    static_risk: StaticRiskSection = field(default_factory=StaticRiskSection)
    instrument: tuple[Administration, ...] = ()
    rating: tuple[NeedRating, ...] = ()
    deviance: EnteredDeviance | None = None
    constraints: Constraints = field(default_factory=Constraints)
    formulation: FormulationSection = field(default_factory=FormulationSection)
