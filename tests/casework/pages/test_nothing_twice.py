"""Nothing is asked twice: every form field whose fact the service may hold already, and what then.

A new fact about a person gets its line in ``HELD``. A form that has a field of that name then says
in ``ASKED`` what becomes of what is held: no form asks again unseen.
"""

from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import get_resolver

from desist.casework.access import Role
from desist.casework.battery.actions.administration import plan_point
from desist.casework.pages.form import Form
from tests.casework.casefile.cases import refer
from tests.casework.people import INSTALLATION, NOON

HELD = {
    "crn": "people.Person",
    "born_on": "people.Person",
    "sex": "people.Person",
    "team": "people.Person",
    "practitioner": "people.Person",
    "language": "people.Arrangement",
    "welsh": "people.Arrangement",
    "available": "people.Arrangement",
    "nation": "people.Sentence",
    "requirement": "people.Sentence",
    "programme": "referrals.Referral",
    "setting": "referrals.Referral",
    "context": "referrals.Referral",
    "learning_disability_screen": "referrals.PublicProtection",
    "meetings_arranged": "referrals.PublicProtection",
    "directed_abuse": "referrals.PublicProtection",
    "committed_on": "referrals.ReferredOffence",
    "convicted_on": "referrals.ReferredOffence",
    "facilitator": "casefile.CaseSummary",
    "band": "casefile.CaseSummary",
}
"""Facts about a person by the name of their field, and a record that holds each."""

FIRST = "it is recorded or corrected here, and shown as it is held"
SHOWN = "what is held is shown, chosen already, to be confirmed"
FINDS = "it finds somebody; nothing is recorded"
OTHER = "it is about something else"
ASKED = {
    ("GroupForm", "facilitator"): OTHER,
    ("NewGroupForm", "facilitator"): OTHER,
    ("NewGroupForm", "nation"): OTHER,
    ("NewGroupForm", "programme"): OTHER,
    ("StudyForm", "programme"): OTHER,
    ("MeetingsForm", "facilitator"): SHOWN,
    ("MoveMeetingForm", "facilitator"): SHOWN,
    ("ArrangementForm", "available"): FIRST,
    ("ArrangementForm", "welsh"): FIRST,
    ("ChangedSentenceForm", "requirement"): FIRST,
    ("SentenceForm", "requirement"): FIRST,
    ("NewPersonForm", "born_on"): FIRST,
    ("NewPersonForm", "sex"): FIRST,
    ("NewPersonForm", "team"): FIRST,
    ("ProtectionForm", "directed_abuse"): FIRST,
    ("ProtectionForm", "meetings_arranged"): FIRST,
    ("ReferralForm", "context"): FIRST,
    ("PersonForm", "born_on"): FIRST,
    ("PersonForm", "sex"): FIRST,
    ("NewPersonForm", "crn"): FIRST,
    ("ResolveForm", "crn"): FINDS,
    ("EmergencyForm", "crn"): FINDS,
    ("OtherRecordForm", "crn"): FINDS,
    ("EndingForm", "crn"): "typed to be sure, before what cannot be undone",
    ("SentenceForm", "nation"): FIRST,
    ("ChangedSentenceForm", "nation"): FIRST,
    ("ArrangementForm", "language"): FIRST,
    ("ReferralForm", "programme"): FIRST,
    ("ReferralForm", "nation"): FIRST,
    ("ReferralForm", "setting"): FIRST,
    ("ProgrammeForm", "programme"): FIRST,
    ("BasisForm", "nation"): SHOWN,
    ("BasisForm", "setting"): SHOWN,
    ("ProtectionForm", "learning_disability_screen"): SHOWN,
    ("ContextForm", "context"): FIRST,
    ("OffenceForm", "committed_on"): FIRST,
    ("OffenceForm", "convicted_on"): FIRST,
    ("EarlierProgrammeForm", "setting"): OTHER,
    ("OtherProgrammeForm", "programme"): FIRST,
    ("OtherAreaForm", "team"): FIRST,
    ("OtherAreaForm", "practitioner"): FIRST,
    ("HolidayForm", "nation"): OTHER,
    ("SittingStartForm", "language"): SHOWN,
    ("LifePlanForm", "language"): SHOWN,
    ("ScheduleForm", "facilitator"): SHOWN,
    ("WithTwo", "facilitator"): SHOWN,
    ("MoveForm", "facilitator"): SHOWN,
    ("CatchUpForm", "facilitator"): SHOWN,
    ("FormulationForm", "setting"): OTHER,
    ("BandForm", "band"): FIRST,
    ("PartnerBandForm", "band"): FIRST,
    ("RatedBandForm", "band"): FIRST,
}
"""By form and field, what becomes of what is held already."""


def forms(found=Form):
    for each in found.__subclasses__():
        if each.__module__.startswith("desist."):
            yield each
        yield from forms(each)


def asked():
    assert get_resolver().url_patterns, "every form is loaded"
    return {(form.__name__, name) for form in forms() for name in form.base_fields if name in HELD}


@pytest.mark.parametrize("name", HELD)
def test_each_fact_of_the_list_is_held_where_it_says(name):
    assert apps.get_model(HELD[name])._meta.get_field(name)


def test_every_form_field_whose_fact_is_held_says_what_becomes_of_it():
    unsaid = asked() - ASKED.keys()
    assert not unsaid, f"say in ASKED what these do with what is held: {sorted(unsaid)}"
    gone = ASKED.keys() - asked()
    assert not gone, f"no form asks this any more: {sorted(gone)}"


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


def test_a_referral_confirms_what_the_record_says_instead_of_asking(world, signed_in):
    from desist.casework.people.actions import judge_learning, record_sentence
    from desist.casework.referrals.models import ReferralDraft

    person = world.person()
    by = {"by": INSTALLATION, "at": NOON}
    sentence = {
        "order": "community_order", "requirement": "programme_requirement", "number": "1",
        "nation": "wales", "begins_on": date(2025, 6, 1), "ends_on": date(2028, 5, 31),
        "terminated_on": None, "terminated_because": "", "source": "court",
    }  # fmt: skip
    held = record_sentence(person=person, values=sentence, **by)
    judged = {"outcome": "positive", "because": "Known to services", "screened_on": NOON.date(),
              "source": "assessment"}  # fmt: skip
    judge_learning(person=person, values=judged, **by)
    browser = signed_in(person.practitioner)
    browser.post(f"/referrals/of/{person.public_id}/new", {"operation": str(uuid4())})
    draft = ReferralDraft.objects.get()

    def chosen(step, *values):
        page = browser.get(f"/referrals/drafts/{draft.public_id}/step/{step}").text
        for value in values:
            assert "checked" in page[page.index(f'value="{value}"') :][:90], value

    chosen("basis", "wales", held.public_id, "community")
    chosen("protection", "positive")
