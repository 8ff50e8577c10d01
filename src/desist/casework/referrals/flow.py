"""Flow: the life of a referral as the catalogue has it, and where one referral stands in it."""

from __future__ import annotations

from datetime import date

from desist.casework.access.policy import Actor
from desist.casework.access.role import Role
from desist.casework.people.policy import reaching
from desist.casework.referrals.models import Referral, Status, StatusChange
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.programme.referral_flow import ReferralFlow
from desist.programme.referral_move import Standing

FLOW = "referral-flow"


def flow_on(day: date) -> ReferralFlow:
    """The flow in force on a day. It decides nothing about anybody, so it asks for no adoption."""
    return the_catalogue().in_force(ReferralFlow, FLOW, on=day, adoptions=adoptions_here())


def standing_of(referral: Referral) -> Standing:
    """Where a referral stands; one query where it is on hold, to see from where."""
    return Standing(
        status=referral.status,
        since=referral.status_since,
        source=referral.source,
        setting=referral.setting,
        held_from=_held_from(referral) if referral.status == Status.ON_HOLD else None,
    )


def roles_of(actor: Actor, referral: Referral) -> frozenset[str] | None:
    """The roles by which somebody reaches the person; None for a part of the system."""
    if actor.is_system:
        return None
    held = {Role(post.role) for post in actor.standing.posts}
    return frozenset(role.value for role in held if reaching({role}).may(actor, referral.person))


def _held_from(referral: Referral) -> str | None:
    held = StatusChange.objects.filter(referral=referral, to_status=Status.ON_HOLD)
    last = held.order_by("-pk").first()
    return last.from_status if last else None
