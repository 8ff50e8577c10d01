"""Policy: for every model, who may do what to which rows, and what kind of fact a field holds.

Each rule is said twice, once for an object at hand and once as rows of the database; a property
test proves that the two agree. What has no rule is denied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull

from desist.casework.access.role import FieldClass, Standing

_SYSTEMS = UUID("5f0c5f0e-2c55-4b0c-9c07-6f5a4a8d3d11")


class Actor(Protocol):
    """Whoever acts: a person with an account, or a named part of the system."""

    public_id: UUID
    is_system: bool

    @property
    def standing(self) -> Standing:
        """The posts held today."""


@dataclass(frozen=True)
class System:
    """A named part of the system that acts without a person: the installation, the clock."""

    name: str
    is_system = True
    standing = Standing()

    @property
    def public_id(self) -> UUID:
        """Always the same id for the same name."""
        return uuid5(_SYSTEMS, self.name)

    def __str__(self) -> str:
        return f"system: {self.name}"


def always() -> bool:
    """For a rule whose rows rest on the posts of the actor and the moment of the act alone."""
    return True


def never() -> bool:
    """For a rule of which that has not been shown."""
    return False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing that may be done: to this object (``may``), or to which rows (``rows``)."""

    may: Callable[[Actor, Any], bool]
    rows: Callable[[Actor], Q]
    about: Callable[[Actor, Any], bool | Q] | None = None
    """For the rows about a person at hand: all, none, or which; None where only ``rows`` tells."""
    steady: Callable[[], bool] = never
    """Whether ``rows`` rests on the posts of the actor and the moment of the act alone."""
    few: Callable[[Actor], bool] = lambda _actor: False
    """Whether ``rows`` are few in a service of any size: a caseload, not a region."""

    def which(self, actor: Actor, person: Any) -> bool | Q:
        """All of the rows about this person, none, or those of a condition."""
        found = self.rows(actor) if self.about is None else self.about(actor, person)
        return True if isinstance(found, Q) and not found else found


NOTHING = Q(pk__in=())
NOBODY = Rule(may=lambda _actor, _row: False, rows=lambda _actor: NOTHING)
"""For rows that no page shows: the actions of their own app alone touch them."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """All that is settled about one model.

    ``person`` is the path to the person it is about (``""`` for a person, None for none).
    """

    model: type[models.Model]
    rules: Mapping[str, Rule]
    classes: Mapping[str, FieldClass]
    person: str | None = None
    why: str = ""


POLICIES: dict[type[models.Model], Policy] = {}
AT_LARGE: dict[str, Callable[[Actor], bool]] = {}


class NoPolicy(LookupError):
    """Something was asked for that no policy speaks of: denied, and a fault of ours."""


def register(
    model: type[models.Model],
    *,
    rules: Mapping[str, Rule],
    person: str | None = None,
    why: str = "",
    **classes: str,
) -> None:
    """Settle a model: its rules, and its fields by class (``identity="first_name last_name"``).

    Raises:
        ValueError: a model is settled twice, a class is unknown, or a field has no class.
    """
    if model in POLICIES:
        raise ValueError(f"{model.__name__} has a policy already")
    held = {"id": FieldClass.KEY, "public_id": FieldClass.KEY, "version": FieldClass.KEY}
    for name, fields in classes.items():
        held |= dict.fromkeys(fields.split(), FieldClass(name))
    names = {each.name for each in model._meta.concrete_fields}
    missing = names - held.keys()
    unknown = held.keys() - names - {"id", "public_id", "version"}
    if missing or unknown:
        raise ValueError(f"{model.__name__}: no class for {missing}, no field {unknown}")
    kept = {name: class_ for name, class_ in held.items() if name in names}
    POLICIES[model] = Policy(model=model, rules=rules, classes=kept, person=person, why=why)


def extend(model: type[models.Model], rules: Mapping[str, Rule]) -> None:
    """Add the rules of a later app to a model of an earlier one: referring a person.

    Raises:
        ValueError: a rule of that name exists.
    """
    held = policy_of(model)
    if held.rules.keys() & rules.keys():
        raise ValueError(f"{model.__name__}: settled twice: {held.rules.keys() & rules.keys()}")
    POLICIES[model] = replace(held, rules={**held.rules, **rules})


def at_large(verb: str, may: Callable[[Actor], bool]) -> None:
    """Settle a thing that is done to no object: inviting somebody, reading the audit trail."""
    AT_LARGE[verb] = may


def policy_of(model: type[models.Model]) -> Policy:
    """The policy of a model.

    Raises:
        NoPolicy: nobody has settled it.
    """
    try:
        return POLICIES[model]
    except KeyError:
        raise NoPolicy(f"{model.__name__} has no policy") from None


def rule_for(model: type[models.Model], verb: str) -> Rule:
    """The rule for doing ``verb`` to rows of a model.

    Raises:
        NoPolicy: no rule speaks of it.
    """
    rules = policy_of(model).rules
    if verb not in rules:
        raise NoPolicy(f"{model.__name__} has no rule for {verb!r}")
    return rules[verb]


def of_parent(parent: str, model: type[models.Model], rule: Rule, actor: Actor) -> Q:
    """The rows whose parent a rule admits."""
    allowed = model._base_manager.filter(rule.rows(actor)).order_by()
    if rule.few(actor):  # the children are found from their parents
        return Q(**{f"{parent}__in": allowed.values("pk")})
    # Asked of each child: a set of all parents in reach would be made for every query. PostgreSQL
    # would make one all the same. That a child has a parent says nothing new, but what is asked of
    # the child alone cannot become a set.
    child = OuterRef(f"{parent}_id")
    return Q(Exists(allowed.filter(IsNull(child, False), pk=child)))


def through(parent: str, model: type[models.Model], verb: str) -> Rule:
    """The rule of a child: what may be done to its parent may be done to it."""

    def may(actor: Actor, row: Any) -> bool:
        return rule_for(model, verb).may(actor, getattr(row, parent))

    def rows(actor: Actor) -> Q:
        return of_parent(parent, model, rule_for(model, verb), actor)

    def about(actor: Actor, person: Any) -> bool | Q:
        rule = rule_for(model, verb)
        if policy_of(model).person == "":
            return rule.may(actor, person)
        found = rule.which(actor, person)
        return found if isinstance(found, bool) else rows(actor)

    def steady() -> bool:
        return rule_for(model, verb).steady()

    def few(actor: Actor) -> bool:
        return rule_for(model, verb).few(actor)

    return Rule(may=may, rows=rows, about=about, steady=steady, few=few)


def both(first: Rule, second: Rule) -> Rule:
    """What both rules allow."""

    def about(actor: Actor, person: Any) -> bool | Q:
        found = first.which(actor, person)
        if isinstance(found, bool):
            return second.which(actor, person) if found else False
        other = second.which(actor, person)
        if isinstance(other, bool):
            return found if other else False
        return found & other

    return Rule(
        may=lambda actor, row: first.may(actor, row) and second.may(actor, row),
        rows=lambda actor: first.rows(actor) & second.rows(actor),
        about=about,
        steady=lambda: first.steady() and second.steady(),
        few=lambda actor: first.few(actor) or second.few(actor),
    )


def either(first: Rule, second: Rule) -> Rule:
    """What at least one of the rules allows."""

    def about(actor: Actor, person: Any) -> bool | Q:
        found = first.which(actor, person)
        if isinstance(found, bool):
            return True if found else second.which(actor, person)
        other = second.which(actor, person)
        if isinstance(other, bool):
            return True if other else found
        return found | other

    return Rule(
        may=lambda actor, row: first.may(actor, row) or second.may(actor, row),
        rows=lambda actor: first.rows(actor) | second.rows(actor),
        about=about,
        steady=lambda: first.steady() and second.steady(),
        few=lambda actor: first.few(actor) and second.few(actor),
    )
