"""Who asks systems upstream, reads what they said, and takes it over."""

from desist.casework.access import extend, register, through
from desist.casework.access.policy import both
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.upstream.models import Look

extend(Person, {"upstream.look": reaching(CASE_ROLES)})
SEEN = through("person", Person, "upstream.look")
register(
    Look,
    rules={
        "see": SEEN,
        "upstream.take_over": both(SEEN, through("person", Person, "people.record_sentence")),
    },
    person="person",
    key="person",
    staff="system asked_at outcome why",
    legal="content",
)
