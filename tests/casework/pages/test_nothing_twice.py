"""Nothing is asked twice: every form field whose fact the service may hold already, and what then.

A field of the same name as a field of another record about a person is found here by itself. Either
its name says nothing about the person (``OF_THE_RECORD``), or it is a fact, and then each form that
asks for it stands in ``ASKED`` with what becomes of what is held.
"""

from django.urls import get_resolver

from desist.casework.access import Role
from desist.casework.access.policy import POLICIES
from desist.casework.access.role import FieldClass
from desist.casework.battery.actions.administration import plan_point
from desist.casework.pages.form import Form
from tests.casework.casefile.cases import refer
from tests.casework.people import NOON

OF_THE_RECORD = frozenset(
    {
        "answered_at", "answered_on", "asked_on", "because", "begins_on", "capacity",
        "co_facilitator", "day", "due_on", "effective_on", "ended_because", "ended_on", "ends_on",
        "full_name", "guide", "held_on", "kind", "last_on", "level", "minute", "minutes", "note",
        "number", "on", "origin", "outcome", "point", "reason", "review_on", "role", "room",
        "signatory", "source", "starts", "state", "text", "title", "to", "unit", "urgency",
        "user", "why", "withdrawn_because", "wording", "words",
    }
)  # fmt: skip
"""Names that say something of this very record (when, why, by whom, from where) in each."""

NOT_OF_PEOPLE = ("accounts", "audit", "demonstration", "rules")
"""Apps whose forms ask about the service and its staff."""

FIRST = "it is recorded or corrected here, and shown as it is held"
SHOWN = "what is held is shown, chosen already, to be confirmed"
FINDS = "it finds somebody; nothing is recorded"
OTHER = "it is about something else"
ASKED = {
    ("PersonForm", "born_on"): FIRST,
    ("PersonForm", "sex"): FIRST,
    ("NewPersonForm", "crn"): FIRST,
    ("ResolveForm", "crn"): FINDS,
    ("EmergencyForm", "crn"): FINDS,
    ("SentenceForm", "nation"): FIRST,
    ("ChangedSentenceForm", "nation"): FIRST,
    ("ArrangementForm", "language"): FIRST,
    ("ReferralForm", "programme"): FIRST,
    ("ReferralForm", "nation"): FIRST,
    ("ReferralForm", "setting"): FIRST,
    ("ProgrammeForm", "programme"): FIRST,
    ("BasisForm", "nation"): SHOWN,
    ("BasisForm", "setting"): SHOWN,
    ("ContextForm", "context"): FIRST,
    ("OffenceForm", "code"): FIRST,
    ("OffenceForm", "committed_on"): FIRST,
    ("OffenceForm", "convicted_on"): FIRST,
    ("OffenceForm", "image"): FIRST,
    ("OffenceForm", "contact"): FIRST,
    ("EarlierProgrammeForm", "setting"): OTHER,
    ("OtherProgrammeForm", "programme"): FIRST,
    ("OtherAreaForm", "team"): FIRST,
    ("OtherAreaForm", "practitioner"): FIRST,
    ("HolidayForm", "nation"): OTHER,
    ("SittingStartForm", "language"): SHOWN,
    ("ScheduleForm", "facilitator"): SHOWN,
    ("WithTwo", "facilitator"): SHOWN,
    ("MoveForm", "facilitator"): SHOWN,
    ("CatchUpForm", "facilitator"): SHOWN,
    ("AccountForm", "form"): SHOWN,
    ("FormulationForm", "setting"): OTHER,
    ("BandForm", "band"): FIRST,
    ("PartnerBandForm", "band"): FIRST,
    ("RatedBandForm", "band"): FIRST,
}
"""By form and field, what becomes of what is held already."""


def forms(found=Form):
    for each in found.__subclasses__():
        _desist, _casework, app, *_ = [*each.__module__.split("."), "", ""]
        if _desist == "desist" and app not in NOT_OF_PEOPLE:
            yield each
        yield from forms(each)


def held_elsewhere(form):
    """The fields of a form that have the name of a fact about a person in another record."""
    for name in form.base_fields:
        for model, policy in POLICIES.items():
            said = policy.classes.get(name)
            beside = policy.person is not None and model is not form.writes
            revision = model.__name__.endswith("Revision")
            if beside and said not in (None, FieldClass.KEY, FieldClass.SECRET) and not revision:
                yield name
                break


def test_every_form_field_whose_fact_is_held_says_what_becomes_of_it():
    assert get_resolver().url_patterns, "every form is loaded"
    asked = {(form.__name__, name) for form in forms() for name in held_elsewhere(form)}
    facts = {(form, name) for form, name in asked if name not in OF_THE_RECORD}
    assert len(facts) > 5
    unsaid = facts - ASKED.keys()
    assert not unsaid, sorted(unsaid)


def test_a_sitting_is_offered_in_the_language_that_the_person_wishes(world, signed_in):
    from desist.casework.people.actions.arrangement import state_arrangement

    person = world.person()
    referral = refer(person)
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    by = {"by": anna, "at": NOON}
    plan_point(referral=referral, point="start", instruments=("ansie",), due_on=NOON.date(), **by)
    wish = {"language": "", "welsh": "welsh", "access": "", "available": "", "travel": "",
            "travel_minutes": None, "asked_on": NOON.date()}  # fmt: skip
    browser = signed_in(anna)
    for expected in ("en-gb", "cy"):
        page = browser.get(f"/battery/referral/{referral.public_id}/sitting").text
        chosen = page[page.index(f'value="{expected}" ') :][:60]
        assert "checked" in chosen, expected
        if expected == "en-gb":
            state_arrangement(person=person, read_version=0, values=wish, **by)
