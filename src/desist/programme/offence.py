"""Offence: which convictions qualify for the programme, by statute, date and nation.

The facts are codes, dates and two coded answers; never a description. Where a statute covers both
contact and other conduct, the case has to say which it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)
from desist.programme.entry import Entry, KeyFault, RuleReference, Sourced

Nation = Literal["england", "wales", "scotland", "northern_ireland"]
Qualification = Literal["yes", "panel", "no"]
STRONGEST_FIRST: tuple[Qualification, ...] = ("yes", "panel", "no")
ATTEMPT = "attempt-"
"""Put before the code of an offence, the code of an attempt at it."""


@dataclass(frozen=True, kw_only=True)
class Offence(Sourced):
    """One offence of one statute, and whether a conviction for it qualifies.

    A date that was not read is left out, and then not checked. ``is_contact`` is left out where
    the statute covers contact and other conduct alike.
    """

    code: str
    title: str
    statute: str
    nations: tuple[Nation, ...]
    in_force_from: date | None = None
    in_force_until: date | None = None
    qualifies: Qualification
    is_image: bool
    is_contact: bool | None = None
    explanation: str = ""

    def was_in_force(self, on: date) -> bool:
        """Whether the offence existed on that day, as far as its dates are known."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on <= self.in_force_until)


@dataclass(frozen=True, kw_only=True)
class OffenceTable(Entry):
    """The offences of one jurisdiction. An attempt qualifies as the offence attempted does."""

    attempts: str
    """The statute that makes an attempt an offence."""
    offence: tuple[Offence, ...]

    def find(self, code: str) -> Offence | None:
        """The offence of that code, or the one of which it is an attempt; None if not here."""
        wanted = code.removeprefix(ATTEMPT)
        return next((each for each in self.offence if each.code == wanted), None)

    def faults(self) -> Iterator[KeyFault]:
        """Codes that stand twice or that are no slugs, dates that end before they begin."""
        yield from super().faults()
        codes = [each.code for each in self.offence]
        for each in self.offence:
            path = f"offence[{each.code}]"
            if codes.count(each.code) > 1:
                yield KeyFault(path, "stands here more than once", "give each offence its own code")
            if each.code.startswith(ATTEMPT) or not each.code.replace("-", "").isalnum():
                yield KeyFault(path, "is no code", "use small letters, digits and hyphens")
            if not each.nations:
                yield KeyFault(f"{path}.nations", "is empty", "name at least one nation")
            if (
                each.in_force_from
                and each.in_force_until
                and (each.in_force_until < each.in_force_from)
            ):
                yield KeyFault(f"{path}.in_force_until", "is before it begins", "swap the dates")


@dataclass(frozen=True, kw_only=True)
class ConvictedOffence:
    """One conviction, by its code in the offence tables. Never a description."""

    code: str
    committed_on: date | None = None
    convicted_on: date | None = None
    image: bool | None = None
    contact: bool | None = None


@dataclass(frozen=True, kw_only=True)
class JudgedOffence:
    """One conviction judged; None where it could not be. ``offence`` is its row, if it has one."""

    conviction: ConvictedOffence
    offence: Offence | None = None
    qualifies: Qualification | None = None
    image: bool | None = None
    contact: bool | None = None

    @property
    def is_attempt(self) -> bool:
        """Whether the conviction is for an attempt."""
        return self.conviction.code.startswith(ATTEMPT)


@dataclass(frozen=True, kw_only=True)
class JudgedOffences:
    """All convictions of one person, and what eligibility asks of them together."""

    each: tuple[JudgedOffence, ...]
    offence: Qualification | None
    """The strongest qualification; None where it is not known."""
    panel_offence: bool | None
    contact_offence: bool | None
    awaiting: tuple[RuleReference, ...]
    decision: Decision


def judge_offences(
    convictions: Sequence[ConvictedOffence],
    *,
    tables: Sequence[OffenceTable],
    nation: Nation | None = None,
) -> JudgedOffences:
    """Whether each conviction qualifies, and what all of them come to.

    ``nation`` is where the person is supervised: a statute of another nation counts as it does
    there, and the reasons say so. The decision's outcome is the strongest qualification.
    ``cannot_decide`` where there is no conviction on file, or one could not be judged and would
    make a difference; ``awaiting_adoption`` where only a table not adopted here is in the way.
    """
    judged: list[JudgedOffence] = []
    reasons: list[Reason] = []
    missing: list[str] = []
    awaiting: list[RuleReference] = []
    for conviction in convictions:
        table = next((each for each in tables if each.find(conviction.code)), None)
        offence = table.find(conviction.code) if table else None
        if table is None or offence is None or not table.is_usable(offence):
            contact = conviction.contact or None
            judged.append(JudgedOffence(conviction=conviction, offence=offence, contact=contact))
            if table is None:
                missing.append(f"offence[{conviction.code}].code")
            else:
                awaiting.append(table.reference)
            continue
        result = _judge(conviction, offence)
        judged.append(result)
        missing += _missing(result)
        reasons += _reasons(result, table, nation)
    return _together(judged, reasons, missing, awaiting, tables)


def _judge(conviction: ConvictedOffence, offence: Offence) -> JudgedOffence:
    """One conviction by its row: the record adds to what the statute says, never takes away."""
    return JudgedOffence(
        conviction=conviction,
        offence=offence,
        qualifies=offence.qualifies if _fits(conviction, offence) else None,
        image=offence.is_image or bool(conviction.image),
        contact=_contact(conviction, offence),
    )


def _contact(conviction: ConvictedOffence, offence: Offence) -> bool | None:
    if conviction.contact:
        return True
    return conviction.contact if offence.is_contact is None else offence.is_contact


def _any(answers: set[bool | None]) -> bool | None:
    """Whether any answer is yes; None where none is and some are not known."""
    if True in answers:
        return True
    return None if None in answers else False


def _fits(conviction: ConvictedOffence, offence: Offence) -> bool:
    """Whether the dates allow it: committed while in force, or convicted after it came in."""
    if conviction.committed_on is not None:
        return offence.was_in_force(conviction.committed_on)
    begun, convicted = offence.in_force_from, conviction.convicted_on
    return begun is None or convicted is None or begun <= convicted


def _missing(judged: JudgedOffence) -> list[str]:
    path = f"offence[{judged.conviction.code}]"
    wrong = [f"{path}.committed_on"] if judged.qualifies is None else []
    return wrong + ([f"{path}.contact"] if judged.contact is None else [])


def _reasons(judged: JudgedOffence, table: OffenceTable, nation: Nation | None) -> Iterator[Reason]:
    offence, conviction = judged.offence, judged.conviction
    if offence is None:
        return
    shown = {"title": offence.title, "statute": offence.statute}
    if judged.qualifies is None:
        yield reason(
            "offence.outside_dates",
            table,
            offence,
            **shown,
            begins=offence.in_force_from or "not recorded",
            ends=offence.in_force_until or "not recorded",
        )
        return
    yield reason(f"offence.{judged.qualifies}", table, offence, **shown)
    if offence.explanation:
        yield reason("offence.explained", table, offence, explanation=offence.explanation)
    if judged.is_attempt:
        yield reason("offence.attempt", table, offence, **shown, attempts=table.attempts)
    if judged.contact:
        yield reason("offence.contact", table, offence, **shown)
    if conviction.committed_on is None:
        yield reason("offence.date_not_known", table, offence, **shown)
    if nation and nation not in offence.nations:
        yield reason(
            "offence.other_nation", table, offence, **shown, nations=offence.nations, nation=nation
        )


def _together(
    judged: Sequence[JudgedOffence],
    reasons: Sequence[Reason],
    missing: Sequence[str],
    awaiting: Sequence[RuleReference],
    tables: Sequence[OffenceTable],
) -> JudgedOffences:
    """What the convictions come to: the strongest decides, and what is open stays open."""
    known = {each.qualifies for each in judged}
    is_open = None in known or not judged
    strongest = next((each for each in STRONGEST_FIRST if each in known), None)
    offence = strongest if strongest == "yes" or not is_open else None
    rules = tuple(dict.fromkeys(awaiting))
    outcome = offence or (AWAITING_ADOPTION if rules and not missing else CANNOT_DECIDE)
    return JudgedOffences(
        each=tuple(judged),
        offence=offence,
        panel_offence=True if "panel" in known else (None if is_open else False),
        contact_offence=_any({each.contact for each in judged}) if judged else None,
        awaiting=rules,
        decision=Decision(
            question="offences",
            outcome=outcome,
            reasons=tuple(reasons),
            missing=tuple(dict.fromkeys(missing if judged else ("offence",))),
            awaiting=rules,
            facts=plain({"convictions": [each.conviction for each in judged]}),
            rules=tuple(each.reference for each in tables),
        ),
    )
