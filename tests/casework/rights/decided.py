"""A decision on eligibility on which a manager has ruled."""

from desist.casework.access import Role
from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.actions.ruling import accept_decision
from desist.casework.people.actions import change_person
from desist.casework.referrals.actions import refer_person
from tests.casework.assessment.builder import adopt, wait_for_assessment
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

TODAY = NOON.date()


def ruled_decision(world, manager, person=None):
    """The rules answer at once, since the programme is for men; this manager accepts."""
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    adopt(world, "isotp-article")
    person = person or world.person(practitioner=world.member("rita", Role.REFERRER))
    given = {"read_version": person.version, "values": {"sex": "female"}}
    change_person(person=person, **given, by=INSTALLATION, at=NOON)
    given = {"programme": "isotp", "setting": "community", "context": "", "referred_on": LONG_AGO}
    referral = refer_person(person=person, **given, by=person.practitioner, at=NOON)
    referral = wait_for_assessment(referral)
    decision = decide_eligibility(referral=referral, on=TODAY, by=anna, at=NOON)
    accept_decision(decision=decision, on=TODAY, by=manager, at=NOON)
    return decision
