"""Formulation: the functional analysis of the offence behaviour, and what it still lacks.

A person who denies the offence needs no account of it: that form is built from the life around
it, the needs that were met, and strengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from desist.programme.decision import AWAITING_ADOPTION, Decision, reason
from desist.programme.entry import Entry, KeyFault, Sourced

LinkKind = Literal[
    "setting",
    "trigger",
    "thought",
    "feeling",
    "behaviour",
    "immediate_consequence",
    "later_consequence",
    "need_met",
    "strength",
]
FormulationForm = Literal["with_account", "without_account"]


@dataclass(frozen=True, kw_only=True)
class FormulationLink:
    """One link of the chain, in neutral words."""

    kind: LinkKind
    text: str


@dataclass(frozen=True, kw_only=True)
class Form(Sourced):
    """One form of the functional analysis and the kinds of link that make it whole, in order."""

    id: FormulationForm
    title: str
    kinds: tuple[LinkKind, ...]


@dataclass(frozen=True, kw_only=True)
class FormulationRule(Entry):
    """The forms in which a functional analysis may be written."""

    form: tuple[Form, ...]

    def form_called(self, id_: FormulationForm) -> Form:
        """The form of that id; the loader has checked that every form is there."""
        return next(each for each in self.form if each.id == id_)

    def faults(self) -> Iterator[KeyFault]:
        """Forms that are lacking, twice, or ask for nothing."""
        yield from super().faults()
        ids = [each.id for each in self.form]
        for id_ in get_args(FormulationForm):
            if ids.count(id_) != 1:
                yield KeyFault(f"form[{id_}]", f"is there {ids.count(id_)} times", "give it once")
        for form in self.form:
            if not form.kinds:
                yield KeyFault(f"form[{form.id}].kinds", "is empty", "name the links it asks for")


def review_formulation(
    links: Sequence[FormulationLink], *, form: FormulationForm, rule: FormulationRule
) -> Decision:
    """Whether the chain is ``complete`` or ``incomplete``, link by link.

    ``missing`` names each kind that the form asks for and nobody has written, for instance
    ``formulation.link[trigger]``. A link with nothing but blanks in it counts as not written.
    """
    written = [each.kind for each in links if each.text.strip()]
    undecided = Decision(
        question="formulation",
        outcome=AWAITING_ADOPTION,
        facts={"form": form, "links": tuple(written)},
        rules=(rule.reference,),
    )
    asked = rule.form_called(form)
    if not rule.is_usable(asked):
        return replace(undecided, awaiting=(rule.reference,))
    lacking = [each for each in asked.kinds if each not in written]
    beyond = [each for each in dict.fromkeys(written) if each not in asked.kinds]
    reasons = [reason("formulation.form", rule, asked, form=asked.title)]
    reasons += [
        reason("formulation.lacking", rule, asked, kind=each)
        if each in lacking
        else reason("formulation.written", rule, asked, kind=each, count=written.count(each))
        for each in asked.kinds
    ]
    reasons += [reason("formulation.not_asked", rule, asked, kind=each) for each in beyond]
    return replace(
        undecided,
        outcome="incomplete" if lacking else "complete",
        reasons=tuple(reasons),
        missing=tuple(f"formulation.link[{each}]" for each in lacking),
    )
