"""Kind: what a task asks for, declared by the app whose work it is.

An app names its own in its ``AppConfig`` (``task_kinds = (TaskKind(...),)``). The text says what
is to be done and nothing about the person: it stands on lists and goes out in notices.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.apps import apps


class Until(Enum):
    """What ends a task of a kind, beside its being done."""

    DONE = "done"
    """Nothing else."""
    ENDED = "ended"
    """The end of the referral that it is about: only an open case asks for it."""
    CLOSED = "closed"
    """The closing of the person's last referral: they died, or nobody supervises them here."""


@dataclass(frozen=True, kw_only=True)
class TaskKind:
    """One kind of task: its code, what is to be done, and the page on which it is done.

    ``address`` takes the opaque id of what the task is about. A task of a kind that is
    ``ticked_off`` ends when somebody says that it is done; any other ends by the deed itself.
    Either is moot after what it stands ``until``.
    """

    code: str
    text: Any
    address: str
    ticked_off: bool = False
    until: Until = Until.DONE


class UnknownKind(LookupError):
    """No app declares a kind of task of this code."""


@cache
def all_kinds() -> dict[str, TaskKind]:
    """Every kind that an app declares, by its code.

    Raises:
        ValueError: two apps declare one code.
    """
    found: dict[str, TaskKind] = {}
    for app in apps.get_app_configs():
        for kind in getattr(app, "task_kinds", ()):
            if kind.code in found:
                raise ValueError(f"the kind of task {kind.code!r} is declared twice")
            found[kind.code] = kind
    return found


def kinds_until(moment: Until) -> list[str]:
    """The codes of the kinds that are moot after a moment."""
    return [kind.code for kind in all_kinds().values() if kind.until is moment]


def kind_called(code: str) -> TaskKind:
    """The kind of a code.

    Raises:
        UnknownKind: no app declares it.
    """
    try:
        return all_kinds()[code]
    except KeyError:
        raise UnknownKind(code) from None
