"""A concern to test with: its words, and raising one."""

from desist.casework.concerns.actions.raising import raise_concern
from tests.casework.ground import laid
from tests.casework.people import NOON

WORDS = {
    "kind": "harm_to_known_child",
    "urgency": "imminent",
    "origin": "session",
    "facts": "Said the words in question",
    "opinion": "He seemed to mean it",
}


@laid
def raised(person, by, *, at=NOON, **words):
    """A concern about somebody, imminent unless said otherwise."""
    return raise_concern(person=person, account=WORDS | words, by=by, at=at)
