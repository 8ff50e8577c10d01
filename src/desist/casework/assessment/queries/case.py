"""The case file of a referral, from what casework holds, and its judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from django.conf import settings

from desist.cases.assessment import Assessment, assess_case
from desist.cases.case_file import (
    Administration,
    CaseFile,
    ChosenProgramme,
    CodedPredictor,
    CodedRiskMatrix,
    EnteredBand,
    ImportedScore,
    Person,
    PublicProtection,
    StaticRiskSection,
)
from desist.casework.assessment.models import Coding, Fact, SignedFact, Tool
from desist.casework.assessment.queries.coded import (
    current_codings,
    current_facts,
    current_ratings,
)
from desist.casework.battery.queries import administrations_of
from desist.casework.people.queries import learning_screen_of
from desist.casework.referrals.models import Referral, ReferredOffence
from desist.casework.referrals.queries import Facts, facts_of
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.programme.band import RiskBand
from desist.programme.deviance import EnteredDeviance
from desist.programme.offence import ConvictedOffence
from desist.programme.stance import Stance
from desist.programme.treatment_need import NeedRating

IMPORTED = (Fact.OGRS, Fact.OVP, Fact.RSR, Fact.SARA, Fact.ROSH)
Coded = TypeVar("Coded", CodedRiskMatrix, CodedPredictor)


def case_file_of(referral: Referral, *, on: date) -> CaseFile:
    """The case as it is known on a day, under the referral's opaque id."""
    person, signed, facts = referral.person, current_facts(referral), facts_of(referral)
    return CaseFile(
        schema=1,
        reference=str(referral.public_id),
        decided_on=on,
        invented=settings.DEMONSTRATION,
        programme=ChosenProgramme(id=referral.programme),
        person=Person(
            born_on=person.born_on,
            sex=person.sex,
            nation=referral.nation,
            setting=referral.setting,
        ),
        offence=tuple(_offence(each) for each in facts.offences),
        public_protection=_protection(referral, facts),
        stance=_stance(facts),
        static_risk=static_risk_of(current_codings(referral), signed),
        rating=tuple(
            NeedRating(need=each.need, value=each.value, evidence=each.evidence)
            for each in current_ratings(referral).values()
        ),
        instrument=_administrations(referral, on=on),
        deviance=_deviance(signed.get(Fact.DEVIANCE)),
    )


def assess(referral: Referral, *, on: date) -> Assessment:
    """The whole judgement of a referral under the rules and adoptions of this site."""
    return assess_case(
        case_file_of(referral, on=on), catalogue=the_catalogue(), adoptions=adoptions_here(), on=on
    )


def static_risk_of(
    codings: Mapping[str, Coding], signed: Mapping[str, SignedFact]
) -> StaticRiskSection:
    """All that is known of static risk."""
    matrix, predictor = codings.get(Tool.RM2000), codings.get(Tool.OSP)
    needs = codings.get(Tool.PNI)
    return StaticRiskSection(
        rm2000=coded(matrix.items, CodedRiskMatrix) if matrix else None,
        osp=coded(predictor.items, CodedPredictor) if predictor else None,
        pni={key: int(each) for key, each in needs.items.items()} if needs else None,
        entered=_band(signed.get(Fact.BAND)),
        imported=tuple(_imported(signed[fact]) for fact in IMPORTED if fact in signed),
    )


def coded(items: Mapping[str, Any], into: type[Coded]) -> Coded:
    """Stored items as the case file holds them: ISO text becomes a date."""
    names = {each.name for each in fields(into)}
    return into(
        **{
            name: date.fromisoformat(value) if name.endswith("_on") else value
            for name, value in items.items()
            if name in names
        }
    )


def _offence(held: ReferredOffence) -> ConvictedOffence:
    names = ("code", "committed_on", "convicted_on", "image", "contact")
    return ConvictedOffence(**{name: getattr(held, name) for name in names})


def _protection(referral: Referral, facts: Facts) -> PublicProtection:
    """As recorded last; a screen for learning disabilities stands before what was referred."""
    held, screen = facts.protection, learning_screen_of(referral.person)
    return PublicProtection(
        meetings_arranged=held.meetings_arranged if held else None,
        directed_abuse=held.directed_abuse if held else None,
        learning_disability_screen=screen
        or (held.learning_disability_screen if held else None)
        or None,
    )


def _stance(facts: Facts) -> Stance:
    held = facts.stance
    if held is None:
        return Stance()
    return Stance(offence=held.offence, appeal_pending=held.appeal_pending)


def _administrations(referral: Referral, *, on: date) -> tuple[Administration, ...]:
    """What was answered up to a day; of two on one day the later, which corrects the other."""
    by_point = administrations_of(referral)
    held = {
        (each.id, each.on): each for given in by_point.values() for each in given if each.on <= on
    }
    return tuple(sorted(held.values(), key=lambda each: each.on))


def _band(fact: SignedFact | None) -> EnteredBand | None:
    if fact is None:
        return None
    result = fact.result
    return EnteredBand(
        band=RiskBand(result["band"]),
        variant=result["variant"],
        guide=result["guide"],
        on=fact.on,
        signatory=fact.signatory,
    )


def _deviance(fact: SignedFact | None) -> EnteredDeviance | None:
    if fact is None:
        return None
    return EnteredDeviance(on=fact.on, signatory=fact.signatory, **fact.result)


def _imported(fact: SignedFact) -> ImportedScore:
    result = fact.result
    band = result.get("band")
    return ImportedScore(
        id=fact.fact,
        on=fact.on,
        percentage=result.get("percentage"),
        band=RiskBand(band) if band else None,
    )
