"""Curriculum check: whether a programme hangs together and keeps its own promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desist.programme.entry import KeyFault

if TYPE_CHECKING:
    from desist.programme.curriculum import Programme


def curriculum_faults(programme: Programme) -> Iterator[KeyFault]:
    """Every fault of references, order and dose, and every declared check that fails."""
    for name in ("step", "module", "exercise", "format"):
        ids = Counter(each.id for each in getattr(programme, name))
        for id_, count in ids.items():
            if count > 1:
                yield KeyFault(f"{name}[{id_}]", f"appears {count} times", "give each its own id")
