"""Upstream: who asks other systems about somebody, and takes over what they say."""

from datetime import date

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.upstream.actions import keep_looks
from desist.casework.upstream.asking import Heard, Outcome
from desist.casework.upstream.interface import UpstreamCase, UpstreamSentence
from tests.casework.access_row import About, ActionRow, PageRow

WRITERS = frozenset({Role.REFERRER, Role.MANAGER})
SENTENCE = UpstreamSentence(
    order="community_order", requirement="programme_requirement", number="CO/1",
    nation="england", begins_on=date(2026, 1, 1), ends_on=date(2027, 12, 31),
)  # fmt: skip


def heard(scene):
    case = UpstreamCase(crn=scene.person.crn, sentences=(SENTENCE,))
    return [Heard(system="Case management", outcome=Outcome.ANSWERED, case=case)]


def look(scene):
    return keep_looks(person=scene.person, heard=heard(scene), **scene.by)[0]


ROWS = [
    ActionRow(
        verb="upstream.look", about=About.PERSON, roles=CASE_ROLES,
        given=lambda s: {"person": s.person, "heard": heard(s)},
    ),
    ActionRow(
        verb="upstream.take_over", about=About.PERSON, roles=WRITERS,
        given=lambda s: {"look": look(s), "sentence": SENTENCE},
    ),
    PageRow(
        name="upstream:of", about=About.PERSON, roles=CASE_ROLES,
        ids=lambda s: (s.person.public_id,),
    ),
    PageRow(
        name="upstream:ask", about=About.PERSON, roles=CASE_ROLES, post=True,
        ids=lambda s: (s.person.public_id,), answers=frozenset({302}),
    ),
    PageRow(
        name="upstream:take_over", about=About.PERSON, roles=WRITERS, post=True,
        ids=lambda s: (look(s).public_id, 0), answers=frozenset({302}),
    ),
]  # fmt: skip
