"""Eligibility policy: who is suitable for the programme, as one dated catalogue entry.

Policies compete: a site chooses one by adopting it, and a later policy does not replace an
earlier one by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

from desist.programme.band import RiskBand
from desist.programme.entry import Entry, KeyFault, Sourced
from desist.programme.rule_choice import choose_rule

CriterionId = Literal[
    "sex",
    "age",
    "no_qualifying_offence",
    "meetings_arranged",
    "contact_offence",
    "panel_offence",
    "directed_abuse",
    "learning_disability",
    "bands_differ",
]
"""What a criterion looks at. ``bands_differ``: standard and adapted band lead to other outcomes."""
EligibilityOutcome = Literal["eligible", "not_eligible", "refer_generic", "refer_adapted", "panel"]
Deviance = Literal["low", "high"]
Coding = Literal["standard", "adapted"]


@dataclass(frozen=True, kw_only=True)
class Criterion(Sourced):
    """Where this holds, that is the outcome; ``route`` says where the person is looked after."""

    id: CriterionId
    outcome: EligibilityOutcome
    route: str = ""


@dataclass(frozen=True, kw_only=True)
class SuitabilityRow(Sourced):
    """What one static-risk band with one deviance leads to where no criterion holds."""

    band: RiskBand
    deviance: Deviance
    outcome: EligibilityOutcome


@dataclass(frozen=True, kw_only=True)
class EligibilityPolicy(Entry):
    """Criteria in their order, the first that holds deciding; then a table of risk and deviance.

    ``sex`` and ``minimum_age`` are those of the static-risk tool; ``coding`` is the coding of that
    tool by which the policy goes.
    """

    sex: Literal["male", "female"]
    minimum_age: int
    coding: Coding
    criterion: tuple[Criterion, ...]
    suitability: tuple[SuitabilityRow, ...]

    def row(self, band: RiskBand, deviance: Deviance) -> SuitabilityRow:
        """The row of the table for this band and deviance; ``faults`` sees that there is one."""
        return next(
            each for each in self.suitability if (each.band, each.deviance) == (band, deviance)
        )

    def faults(self) -> Iterator[KeyFault]:
        """Criteria named twice or not at all, and a table with gaps or double rows."""
        yield from super().faults()
        named = [each.id for each in self.criterion]
        for id_ in get_args(CriterionId):
            if named.count(id_) != 1:
                yield KeyFault(
                    "criterion",
                    f"{id_} is named {named.count(id_)} times",
                    "name every criterion once, in the order in which they decide",
                )
        if named and named[-1] != "bands_differ":
            yield KeyFault(
                "criterion", f"{named[-1]} comes after bands_differ", "put bands_differ last"
            )
        rows = [(each.band, each.deviance) for each in self.suitability]
        for pair in product(RiskBand, get_args(Deviance)):
            if rows.count(pair) != 1:
                yield KeyFault(
                    "suitability",
                    f"has {rows.count(pair)} rows for {pair[0].value} risk and {pair[1]} deviance",
                    "give one row for every band and deviance",
                )


def choose_policy(
    policies: Sequence[EligibilityPolicy], *, preferred: Sequence[str]
) -> EligibilityPolicy | None:
    """The policy that this site judges by: see ``choose_rule``; None where none is usable."""
    return choose_rule(policies, preferred=preferred)
