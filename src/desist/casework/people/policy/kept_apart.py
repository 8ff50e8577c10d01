"""Kept apart: seen by whoever may see both people, and by nobody else."""

from desist.casework.access import Role, through
from desist.casework.access.policy import both
from desist.casework.people.models import KeptApart, Person
from desist.casework.people.policy.record import WRITERS, settle

settle(
    KeptApart,
    record="people.keep_apart",
    change="people.change_kept_apart",
    by=WRITERS | {Role.ASSESSOR},
    see=both(through("person", Person, "see"), through("other", Person, "see")),
    classes={
        "key": "person other",
        "protection": "kind because begins_on ended_on source review_on",
    },
    revised_as="protection",
)
