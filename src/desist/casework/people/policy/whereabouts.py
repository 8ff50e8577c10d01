"""Whereabouts: legal facts, recorded by the practitioner and the treatment manager."""

from desist.casework.people.models import Whereabouts
from desist.casework.people.policy.record import settle

settle(
    Whereabouts,
    record="people.record_whereabouts",
    change="people.change_whereabouts",
    classes={"legal": "kind begins_on ended_on expected_until source"},
    revised_as="legal",
)
