"""What counts for a referral now: the newest coding of each tool, signed facts, ratings."""

from __future__ import annotations

from collections.abc import Iterator

from desist.casework.assessment.models import (
    Coding,
    NeedRating,
    Purpose,
    SignedFact,
    Stage,
)
from desist.casework.referrals.models import Referral


def current_codings(referral: Referral) -> dict[str, Coding]:
    """By tool, the finished coding that counts; a second coder's counts only as a check."""
    held = Coding._base_manager.filter(referral=referral, stage=Stage.FINISHED)
    newest = held.exclude(purpose=Purpose.SECOND).select_related("coder").order_by("pk")
    return {each.tool: each for each in newest}


def current_facts(referral: Referral) -> dict[str, SignedFact]:
    """By kind, the newest result that was signed elsewhere and not withdrawn."""
    held = SignedFact._base_manager.filter(referral=referral, withdrawn_on=None)
    return {each.fact: each for each in held.select_related("entered_by").order_by("pk")}


def current_ratings(referral: Referral) -> dict[str, NeedRating]:
    """By need, the newest rating."""
    held = NeedRating._base_manager.filter(referral=referral)
    return {each.need: each for each in held.select_related("rated_by").order_by("pk")}


def codings_of(referral: Referral) -> Iterator[Coding]:
    """Every coding of a referral, newest first."""
    held = Coding._base_manager.filter(referral=referral).select_related("coder")
    return held.order_by("-pk").iterator()


def differing(first: Coding, second: Coding) -> Iterator[str]:
    """The items on which two codings differ; one that only one of them knows differs too."""
    one, other = first.items, second.items
    yield from (
        name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)
    )
