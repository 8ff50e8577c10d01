"""The door: every change to anything goes through a function marked as an action.

An action is keyword-only, takes ``by`` and ``at``, checks that this person may do this to that,
runs in one transaction, happens once for one operation id, and ends by writing what happened to
the audit trail. An action that tells nothing is refused.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import IntegrityError, OperationalError, models, transaction

from desist.casework.access import may
from desist.casework.access.circumstances import (
    Circumstances,
    Reading,
    current_or_none,
    forget,
)
from desist.casework.audit import chain
from desist.casework.audit.event_format import Kind, Outcome
from desist.casework.audit.models import CompletedOperation

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 4
ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every action by its verb."""
TOLD: dict[str, Any] = {}
"""The words for an act that belongs to a person's story, by its verb."""
FOLLOWERS: list[Callable[..., None]] = []
"""Called with what an act told (``told``, ``at``) before its transaction ends: they keep what is
derived from rows in step with them."""
UNFOLLOWED: set[str] = set()
"""Verbs of acts from which nothing is derived, and that come too often to ask."""
ANEW: set[str] = set()
"""Verbs of acts that one operation id carries out as often as it comes."""


class Refused(PermissionError):
    """This person may not do this to that."""


class OperationReused(ValueError):
    """An operation id came back with another act."""


@dataclass
class _Act:
    verb: str
    kind: Kind
    by: Any
    at: datetime
    told: list[chain.Happening] = field(default_factory=list)


_act: ContextVar[_Act | None] = ContextVar("act", default=None)


def action(
    verb: str,
    *,
    on: str | None = None,
    kind: Kind = Kind.CHANGE,
    told: Any = None,
    followed: bool = True,
    anew: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as the action ``verb``, done to the argument named ``on``.

    ``told`` are the words for it in a person's story, where it belongs there. Nothing is derived
    from an act that is not ``followed``. What gives something out, or looks it up, is done ``anew``
    however often one operation id comes: the page that asked stays open, and each time counts.

    Raises:
        TypeError: the function is not keyword-only, or takes no ``by`` or ``at``.
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        _check_signature(function, on)

        @wraps(function)
        def acted(*args: P.args, **given: P.kwargs) -> R:
            if args:
                raise TypeError(f"{verb}: every argument is named")
            return _run(function, given, verb=verb, on=on, kind=kind)

        acted.verb, acted.on, acted.kind = verb, on, kind  # type: ignore[attr-defined]
        ACTIONS[verb] = acted
        if told is not None:
            TOLD[verb] = told
        if not followed:
            UNFOLLOWED.add(verb)
        if anew:
            ANEW.add(verb)
        return acted

    return mark


def tell(
    *rows: models.Model,
    fields: tuple[str, ...] = (),
    recipient: str = "",
    verb: str = "",
    kind: Kind | None = None,
) -> None:
    """Say what this action did: to which rows (name the person too) and to which fields."""
    act = _act.get()
    if act is None:
        raise RuntimeError("only an action tells")
    around = current_or_none()
    act.told.append(
        chain.Happening(
            at=act.at,
            actor=act.by.public_id,
            verb=verb or act.verb,
            kind=kind or act.kind,
            objects=tuple(row.reference for row in rows),
            fields=tuple(sorted(fields)),
            recipient=recipient,
            session=around.session if around else "",
            request=around.request if around else None,
            operation=around.operation if around else None,
        )
    )


def _check_signature(function: Callable[..., Any], on: str | None) -> None:
    parameters = inspect.signature(function).parameters
    if any(each.kind is not each.KEYWORD_ONLY for each in parameters.values()):
        raise TypeError(f"{function.__name__}: every argument of an action is keyword-only")
    missing = {"by", "at", *([on] if on else [])} - parameters.keys()
    if missing:
        raise TypeError(f"{function.__name__} takes no {', '.join(sorted(missing))}")


def _run(function: Any, given: Any, *, verb: str, on: str | None, kind: Kind) -> Any:
    by, at, target = given["by"], given["at"], given[on] if on else None
    if not may(by, verb, target):
        _note(verb, target, "denied")
        raise Refused(f"{by} may not {verb}")
    outer = _act.get()
    act = _Act(verb=verb, kind=kind, by=by, at=at)
    try:
        if outer is None:
            return _outermost(function, given, act)
        result = _inside(function, given, act)
        outer.told += act.told
        return result
    except Exception:
        _note(verb, target, "failed")
        raise


def _inside(function: Any, given: Any, act: _Act) -> Any:
    token = _act.set(act)
    act.told.clear()
    try:
        with transaction.atomic():
            result = function(**given)
    finally:
        _act.reset(token)
        forget()
    if not act.told:
        raise RuntimeError(f"{act.verb} changed something and told nothing")
    return result


def _outermost(function: Any, given: Any, act: _Act) -> Any:
    """Run it with its audit events, again if the database was busy or a twin was faster."""
    around = current_or_none()
    alone = not transaction.get_connection().in_atomic_block
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                done = _done_before(around, act)
                if done is not None:
                    return _result(done)
                result = _inside(function, given, act)
                _lead(act)
                _remember(around, act, result)
                chain.append(act.told)
                return result
        except (OperationalError, IntegrityError) as error:
            twin = isinstance(error, IntegrityError) and not (around and around.operation)
            if not alone or twin or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _lead(act: _Act) -> None:
    """Let what is derived follow, where it could differ now."""
    told = [each for each in act.told if each.verb not in UNFOLLOWED]
    for follow in FOLLOWERS if told else ():
        follow(told=told, at=act.at)


def _done_before(around: Circumstances | None, act: _Act) -> CompletedOperation | None:
    if around is None or around.operation is None or act.verb in ANEW:
        return None
    done = CompletedOperation.objects.filter(
        actor=act.by.public_id, operation=around.operation
    ).first()
    if done and done.verb != act.verb:
        raise OperationReused(act.verb)
    return done


def _remember(around: Circumstances | None, act: _Act, result: Any) -> None:
    if around is None or around.operation is None or act.verb in ANEW:
        return
    CompletedOperation(
        actor=act.by.public_id,
        operation=around.operation,
        verb=act.verb,
        at=act.at,
        result=result.reference if hasattr(result, "reference") else "",
    ).save(force_insert=True)


def _result(done: CompletedOperation) -> Any:
    if not done.result:
        return None
    label, public_id = done.result.split(":")
    return apps.get_model(label)._base_manager.get(public_id=public_id)


def _note(verb: str, target: Any, outcome: str) -> None:
    around = current_or_none()
    if around is not None:
        objects = (target.reference,) if target is not None else ()
        around.readings.append(Reading(verb=verb, objects=objects, outcome=Outcome(outcome).value))


def bookkeeping(why: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a write that is no act of anybody's and is not audited, saying why."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        parameters = inspect.signature(function).parameters
        if any(each.kind is not each.KEYWORD_ONLY for each in parameters.values()):
            raise TypeError(f"{function.__name__}: every argument is keyword-only")
        function.bookkeeping = why  # type: ignore[attr-defined]
        return function

    return mark
