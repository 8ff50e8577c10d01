"""Giving out the halves of a study: to whom, until when, never both; and what is kept of it."""

from datetime import date, timedelta

import pytest

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.studies.actions.extract import (
    StudyOver,
    ask_extract,
    take_cohort,
    take_roster,
)
from desist.casework.studies.actions.keeping import tidy_studies
from desist.casework.studies.actions.study import close_study
from desist.casework.studies.jobs import make, make_extract
from desist.casework.studies.models import Extract, Study
from desist.casework.studies.queries.observation import pseudonym_of
from desist.casework.studies.queries.population import population_of
from desist.casework.studies.queries.roster import named, roster_of
from desist.evaluation.linkage_roster import read_identities
from tests.casework.people import NOON
from tests.casework.studies.extracted import made
from tests.casework.studies.studied import (
    PLACED,
    SUITABLE,
    allowed,
    evaluator,
    lead,
    linker,
    referred,
)

pytestmark = pytest.mark.usefixtures("all_rules_decide")


def test_the_trail_names_everybody_whose_records_were_combined_and_given(world):
    person = referred(world, *SUITABLE, PLACED).person
    study = allowed(world)
    extract = made(study)
    take_cohort(extract=extract, by=evaluator(world), at=NOON)
    told = {
        each.verb: (each.kind, each.recipient, person.reference in each.objects_json)
        for each in AuditEvent.objects.filter(verb__startswith="studies.")
    }
    assert told["studies.finish_extract"] == ("combination", "", True)
    assert told["studies.take_cohort"] == ("disclosure", "evaluator", True)


def test_the_roster_names_the_same_people_under_the_same_ids(world, tmp_path):
    referral = referred(world, *SUITABLE, PLACED, first_names="Ann-Marie Jo", last_name="O’Neil")
    referred(world, *SUITABLE)
    study = allowed(world)
    people = named(population_of(study, on=NOON.date()))
    content = roster_of(study, people)
    take_roster(study=study, content=content, people=people, by=linker(world), at=NOON)
    pseudonym = pseudonym_of(study, referral.person)
    assert content.decode().splitlines() == [
        "id,first_name,surname,born_on,postcode", f"{pseudonym},Ann-Marie,O’Neil,1980-05-17,",
    ]  # fmt: skip
    event = AuditEvent.objects.get(verb="studies.take_roster")
    assert (event.kind, event.recipient) == ("disclosure", "data linker")
    assert referral.person.reference in event.objects_json


def test_no_name_in_the_roster_is_a_formula(world, tmp_path):
    person = referred(world, *SUITABLE, PLACED, first_names="=Ann", last_name="@Bell").person
    path = tmp_path / "roster.csv"
    path.write_bytes(roster_of(allowed(world), [person]))
    assert ",'=Ann,'@Bell," in path.read_text()
    read = read_identities(path)
    assert (read["first_name"][0], read["surname"][0]) == ("ann", "bell")


@pytest.mark.parametrize("first", ["cohort", "roster"])
def test_nobody_gets_both_halves_of_one_study(world, first):
    referred(world, *SUITABLE, PLACED)
    both = world.member("both", Role.EVALUATOR, Role.LINKER)
    study = allowed(world)
    extract = made(study)
    roster = {"study": study, "content": b"", "people": [], "by": both, "at": NOON}
    if first == "cohort":
        take_cohort(extract=extract, by=both, at=NOON)
        with pytest.raises(Refused):
            take_roster(**roster)
    else:
        take_roster(**roster)
        with pytest.raises(Refused):
            take_cohort(extract=extract, by=both, at=NOON)
    other = allowed(world, title="Another")
    take_roster(**roster | {"study": other})


def test_nothing_is_given_after_the_last_day(world):
    study = allowed(world)
    extract = made(study)
    late = NOON + timedelta(days=400)
    for give in (
        lambda: ask_extract(study=study, by=evaluator(world), at=late),
        lambda: take_cohort(extract=extract, by=evaluator(world), at=late),
        lambda: take_roster(study=study, content=b"", people=[], by=linker(world), at=late),
    ):
        with pytest.raises(StudyOver):
            give()


def test_an_extract_is_forgotten_after_a_week_and_a_study_closed_after_its_last_day(world):
    study = allowed(world)
    extract = made(study)
    soon = extract.finished_at + timedelta(days=6)
    assert tidy_studies(at=soon) == 0
    assert tidy_studies(at=soon + timedelta(days=2)) == 1
    extract.refresh_from_db()
    assert (extract.state, extract.content, extract.people) == ("forgotten", None, None)
    assert extract.numbers["treated"] == 0
    assert tidy_studies(at=NOON + timedelta(days=400)) == 1
    assert Study.objects.get(pk=study.pk).state == "closed"


def test_one_is_made_at_a_time_and_what_breaks_off_is_told(world, monkeypatch):
    study = allowed(world)
    first = ask_extract(study=study, by=evaluator(world), at=NOON)
    assert ask_extract(study=study, by=evaluator(world), at=NOON) == first
    monkeypatch.setattr("desist.evaluation.cohort.packed.packed", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make(first)
    first.refresh_from_db()
    assert (first.state, first.content) == ("failed", None)
    assert ask_extract(study=study, by=evaluator(world), at=NOON) != first


def test_a_job_that_is_begun_again_makes_nothing_twice(world):
    """Its worker may have ended after what it made was kept and before the job was marked."""
    referred(world, *SUITABLE, PLACED)
    extract = ask_extract(study=allowed(world), by=evaluator(world), at=NOON)
    make_extract.func(str(extract.public_id))
    extract.refresh_from_db()
    make_extract.func(str(extract.public_id))
    assert Extract.objects.get().finished_at == extract.finished_at
    combined = AuditEvent.objects.filter(verb="studies.finish_extract", outcome="allowed")
    assert combined.count() == 1


def test_a_study_closed_while_it_is_made_keeps_nothing_of_it(world):
    referred(world, *SUITABLE, PLACED)
    study = allowed(world)
    extract = ask_extract(study=study, by=evaluator(world), at=NOON)
    close_study(study=Study.objects.get(pk=study.pk), by=evaluator(world), at=NOON)
    make(extract)
    extract.refresh_from_db()
    assert (extract.state, extract.content, extract.people) == ("forgotten", None, None)
    assert extract.numbers["treated"] == 1


def test_two_requests_at_one_moment_get_one_half(world, monkeypatch):
    both = world.member("both", Role.EVALUATOR, Role.LINKER)
    study = allowed(world)
    extract = made(study)
    monkeypatch.setattr("desist.casework.audit.door.may", lambda *_: True)
    take_cohort(extract=extract, by=both, at=NOON)
    with pytest.raises(Refused):
        take_roster(study=study, content=b"", people=[], by=both, at=NOON)


def test_a_lead_decides_and_never_on_their_own_question(world):
    from desist.casework.studies.actions.study import ask_for_study, decide_study
    from tests.casework.studies.studied import ASKED

    both = world.member("both", Role.EVALUATOR, Role.LEAD)
    study = ask_for_study(values=ASKED, by=both, at=NOON)
    given = {"study": study, "because": "Yes.", "open_until": date(2026, 12, 31), "at": NOON}
    with pytest.raises(Refused):
        decide_study(**given, allowed=True, by=both)
    assert decide_study(**given, allowed=True, by=lead(world)).state == "allowed"
