"""Concerns: raised by whoever sees the person, read by those who work with them or answer."""

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.concerns.actions.acknowledgement import acknowledge_concern
from desist.casework.concerns.actions.closing import propose_closing
from desist.casework.concerns.actions.telling import record_told
from desist.casework.concerns.escalation import CLOCK
from desist.casework.concerns.policy import READERS
from desist.casework.concerns.procedure import limits_on
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.concerns.concern import WORDS, raised
from tests.casework.people import NOON

EVERYBODY = CASE_ROLES | {Role.DUTY_MANAGER}
ANSWERING = frozenset({Role.MANAGER, Role.DUTY_MANAGER})
WORKING = READERS | {Role.DUTY_MANAGER}


def concern(scene):
    """One that nobody who is tried has raised."""
    raiser = scene.world.member("raiser", Role.FACILITATOR)
    if not scene.person.caseload.filter(user=raiser).exists():
        scene.world.on_caseload(raiser, scene.person)
    return raised(scene.person, raiser)


def answered(scene):
    boss = scene.world.member("boss", Role.MANAGER, region=scene.world.north)
    return acknowledge_concern(concern=concern(scene), by=boss, at=NOON)


def closing(scene):
    found = answered(scene)
    given = {"read_version": found.version, "outcome": "done"}
    return propose_closing(concern=found, **given, by=found.raised_by, at=NOON)


def told(scene):
    found = concern(scene)
    given = {"party": "police", "whom": "desk", "told_at": NOON}
    return record_told(concern=found, **given, by=found.raised_by, at=NOON)


def on_concern(verb, roles, make=concern, **given):
    def arguments(scene):
        found = make(scene)
        versioned = {"read_version": found.version} if "clos" in verb else {}
        return {"concern": found, **versioned, **given}

    return ActionRow(verb=f"concerns.{verb}", about=About.PERSON, roles=roles, given=arguments)


def on_page(name, roles, ids, **given):
    return PageRow(name=f"concerns:{name}", about=About.PERSON, roles=roles, ids=ids, **given)


def ids_of(make):
    return lambda scene: (make(scene).public_id,)


def ids_of_told(scene):
    row = told(scene)
    return (row.concern.public_id, row.public_id)


def person_id(scene):
    return (scene.person.public_id,)


SENT = frozenset({302})

ROWS = (
    ActionRow(
        verb="concerns.raise",
        about=About.PERSON,
        roles=EVERYBODY,
        given=lambda scene: {"person": scene.person, "account": WORDS},
    ),
    on_concern("acknowledge", WORKING),
    on_concern("correct", WORKING, read_version=1, account=WORDS | {"because": "misheard"}),
    on_concern("record_told", WORKING, party="police", whom="desk", told_at=NOON),
    ActionRow(
        verb="concerns.record_answer",
        about=About.PERSON,
        roles=WORKING,
        given=lambda scene: {"told": told(scene), "text": "heard", "answered_at": NOON},
    ),
    on_concern("propose_closing", WORKING, answered, outcome="done"),
    on_concern("close", ANSWERING, answered, outcome="done"),
    on_concern("decline_closing", ANSWERING, closing),
    ActionRow(
        verb="concerns.escalate",
        about=About.SYSTEM,
        given=lambda scene: {"concern": concern(scene)},
        system=CLOCK,
    ),
    ActionRow(
        verb="concerns.agree",
        about=About.PERSON,
        roles=READERS,
        given=lambda scene: {
            "person": scene.person,
            "wording": limits_on(NOON.date())[0],
            "agreed": True,
            "on": NOON.date(),
            "how": "signed",
        },
    ),
    on_page("of", EVERYBODY, person_id),
    on_page("agreement", READERS, person_id),
    on_page("concern", WORKING, ids_of(concern)),
    on_page("acknowledge", WORKING, ids_of(concern), post=True, answers=SENT),
    on_page("correct", WORKING, ids_of(concern)),
    on_page("told", WORKING, ids_of(concern)),
    on_page("told_again", WORKING, ids_of_told),
    on_page("answer", WORKING, ids_of_told),
    on_page("close", WORKING, ids_of(answered)),
    on_page("keep_open", ANSWERING, ids_of(closing), post=True, answers=SENT),
    PageRow(
        name="concerns:paper", about=About.SERVICE, roles=CASE_ROLES, ids=lambda _scene: ("en",)
    ),
)
