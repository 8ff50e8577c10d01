"""Sentences: legal facts, recorded by the practitioner and the treatment manager."""

from desist.casework.people.models import Sentence
from desist.casework.people.policy.record import settle

settle(
    Sentence,
    record="people.record_sentence",
    change="people.change_sentence",
    classes={
        "legal": "order requirement number nation begins_on ends_on terminated_on "
        "terminated_because source"
    },
    revised_as="legal",
)
