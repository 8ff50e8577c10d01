"""May and which rows agree for every model and rule of concerns, whoever asks."""

from desist.casework.access import Role
from desist.casework.access.policy import POLICIES
from desist.casework.access.role import CASE_ROLES
from desist.casework.concerns.actions.acknowledgement import acknowledge_concern
from desist.casework.concerns.actions.closing import close_concern, propose_closing
from desist.casework.concerns.actions.telling import record_answer, record_told
from desist.casework.people.actions import exclude, restrict_to
from desist.casework.people.models import Person
from tests.casework.agreement import agreed
from tests.casework.concerns.concern import raised
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

OURS = [model for model in POLICIES if model._meta.app_label == "concerns"]


def crowd_of(world):
    staff = [world.member(f"{role.value}-n", role, region=world.north) for role in Role]
    staff += [world.member(f"{role.value}-s", role, region=world.south) for role in CASE_ROLES]
    both = world.member("both", Role.MANAGER, Role.DUTY_MANAGER, region=world.south)
    return [*staff, both, world.member("no-post")]


def fill(world):
    rita, mona = world.member("referrer-n"), world.member("manager-n")
    finn, both = world.member("facilitator-n"), world.member("both")
    people = [world.person(practitioner=rita, team=team) for team in (world.team,) * 3]
    people += [world.person(team=world.far_team) for _ in range(2)]
    for person in people[:2]:
        world.on_caseload(finn, person)
    made = [raised(people[0], finn), raised(people[1], mona), raised(people[2], rita)]
    made += [raised(people[3], both), raised(people[4], world.member("manager-s"))]
    acknowledge_concern(concern=made[0], by=mona, at=NOON)
    told = {"party": "police", "whom": "desk", "told_at": NOON}
    row = record_told(concern=made[0], **told, by=finn, at=NOON)
    record_answer(told=row, text="heard", answered_at=NOON, by=finn, at=NOON)
    propose_closing(concern=made[0], read_version=2, outcome="done", by=finn, at=NOON)
    acknowledge_concern(concern=made[2], by=mona, at=NOON)
    close_concern(concern=made[2], read_version=2, outcome="done", by=mona, at=NOON)
    on = {"reason": "r", "on": LONG_AGO, "by": INSTALLATION, "at": NOON}
    exclude(person=people[1], user=mona, **on)
    restrict_to(person=people[4], user=both, **on)


def test_may_and_which_rows_agree(world):
    staff = crowd_of(world)
    fill(world)
    seen_by = {model: [0, 0] for model in OURS}
    list(agreed(staff, [Person], verbs="concerns."))
    for model, _verb, allowed in agreed(staff, OURS):
        seen_by[model][allowed] += 1
    for model, (denied, allowed) in seen_by.items():
        empty = model.__name__ in ("Escalation", "ConfidentialityAgreement")
        assert empty or (denied and allowed), model
