"""A turn: acts on one group, its seats and its sessions are done one after the other."""

from __future__ import annotations

from desist.casework.groups.models import ProgrammeGroup
from desist.casework.records.editable import StaleVersion


def take_turn(group_id: int, *, while_it_runs: bool = False) -> ProgrammeGroup:
    """The group as it stands now, for one act alone: until it is through all others wait.

    Without it, whoever joins while a session is moved would have their part at its old time.

    Raises:
        StaleVersion: it ended meanwhile, and what is done is done only ``while_it_runs``.
    """
    stored = ProgrammeGroup.objects.select_for_update().get(pk=group_id)
    if while_it_runs and stored.ended_on is not None:
        raise StaleVersion(stored)
    return stored
