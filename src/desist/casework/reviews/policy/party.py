"""Who writes down which party's view; the participant's whoever sits with them."""

from __future__ import annotations

from desist.casework.access import Role
from desist.casework.access.policy import Actor
from desist.casework.reviews.models import Party

SPEAKS_FOR = {
    Party.PRACTITIONER: (Role.REFERRER,),
    Party.FACILITATOR: (Role.FACILITATOR, Role.MANAGER),
    Party.PARTICIPANT: (Role.REFERRER, Role.FACILITATOR, Role.MANAGER),
}


def speaks_for(actor: Actor, party: str) -> bool:
    """Whether this is theirs to write."""
    return actor.is_system or actor.standing.holds(*SPEAKS_FOR[Party(party)])
