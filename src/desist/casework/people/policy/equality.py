"""Equality: asked and read by the practitioner alone.

What the programme needs of it (a language, a time to keep free, a way in without steps) stands
among arrangements and responsivity as a need, without the reason. Statistics read it as a whole,
without names, in a later app.
"""

from desist.casework.access import Role
from desist.casework.people.models import Equality
from desist.casework.people.policy.record import settle

settle(
    Equality,
    record="people.state_equality",
    by={Role.REFERRER},
    classes={
        "equality": "ethnic_group religion disability orientation gender_as_registered "
        "partnership pregnancy asked_on"
    },
    revised_as="equality",
)
