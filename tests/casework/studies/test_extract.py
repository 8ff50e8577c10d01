"""What a study is given: rows as known on day 0, and a chain from the service to the report."""

import json
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desist.casework.access import Role
from desist.casework.assessment.actions.coding import begin_coding, finish_coding, save_coding
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.actions.typing import type_answers
from desist.casework.battery.models import Administration
from desist.casework.people.actions import record_whereabouts
from desist.casework.rights.actions.ending import end_record
from desist.casework.studies.actions.extract import (
    StudyOver,
    ask_extract,
    take_cohort,
    take_roster,
)
from desist.casework.studies.actions.keeping import tidy_studies
from desist.casework.studies.actions.study import close_study
from desist.casework.studies.jobs import make
from desist.casework.studies.models import Extract, Study
from desist.casework.studies.queries.observation import observations_of, pseudonym_of
from desist.casework.studies.queries.population import population_of
from desist.casework.studies.queries.roster import named, roster_of
from desist.cli import main
from desist.evaluation.cohort.consistency import check_people
from desist.evaluation.cohort.folder import read_people
from desist.evaluation.linkage_roster import read_identities
from tests.casework.ground import laid
from tests.casework.people import INSTALLATION, NOON
from tests.casework.studies.studied import (
    NO_PLACE,
    PLACED,
    SUITABLE,
    allowed,
    evaluator,
    lead,
    linker,
    referred,
)

IMAGES = {
    "follow_up_on": "2025-01-06", "last_sexual_sanction_on": "2025-01-06", "adult_contact": 0,
    "child_contact": 1, "non_contact": 0, "image": 2, "total_sanctions": 4, "stranger": False,
}  # fmt: skip


@pytest.fixture(autouse=True)
def everything(settings):
    """All rules decide, as in a demonstration."""
    settings.DEMONSTRATION = True


@laid
def coded(world, referral, on, **items):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    given = {"tool": "osp", "guide": "coding-osp v1", "by": anna, "at": NOON}
    coding = begin_coding(referral=referral, on=on, **given)
    values = IMAGES | items
    save_coding(coding=coding, read_version=1, items=values, by=anna, at=NOON)
    return finish_coding(coding=coding, read_version=2, on=on, by=anna, at=NOON)


@laid
def scored(world, referral, point, value):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    plan_point(
        referral=referral, point=point, instruments=("sri",), due_on=NOON.date(), by=anna, at=NOON
    )
    held = Administration.objects.get(referral=referral, point=point)
    values = {"under-assertiveness": value}
    for _ in range(2):
        type_answers(
            administration=Administration.objects.get(pk=held.pk), mode="scale_scores",
            form_order="", answered_on=NOON.date(), values=values, by=anna, at=NOON,
        )  # fmt: skip


def made(study, *, at=NOON):
    extract = ask_extract(study=study, by=evaluator_of(study), at=at)
    make(extract)
    return Extract.objects.select_related("study").get(pk=extract.pk)


def evaluator_of(study):
    return study.asked_by


def unpacked(extract, folder):
    _given, content = take_cohort(extract=extract, by=evaluator_of(extract.study), at=NOON)
    ZipFile(BytesIO(content)).extractall(folder)
    return folder


def row_of(folder, study, referral):
    episodes = pl.read_parquet(folder / "episodes.parquet")
    mine = episodes.filter(pl.col("pseudonym") == pseudonym_of(study, referral.person))
    return mine.row(0, named=True)


def test_a_row_says_what_was_known_on_day_0(world, tmp_path):
    treated, control = referred(world, *SUITABLE, PLACED), referred(world, *SUITABLE, NO_PLACE)
    coded(world, treated, date(2025, 3, 20))
    coded(world, treated, PLACED[2] + timedelta(days=1), image=9, total_sanctions=20)
    scored(world, treated, "start", "11")
    scored(world, treated, "end", "7")
    study = allowed(world)
    folder = unpacked(made(study), tmp_path)
    row = row_of(folder, study, treated)
    assert (row["arm"], row["day_0"], row["day_0_event"]) == ("treated", PLACED[2], "wait_ended")
    assert (row["programme"], row["age"]) == ("isotp", 45.0)
    assert (row["predicted_on"], row["predictor"]) == (date(2025, 3, 20), "osp-iic@1")
    assert (row["predicted_risk"], row["predicted_horizon_days"]) == (0.1031, 730)
    assert (row["prior_sanctions"], row["covariate_image_sanctions"]) == (3, 2.0)
    assert row["covariate_contact_sanctions"] == 1.0
    assert row["covariate_days_waited"] == (PLACED[2] - SUITABLE[1][2]).days
    assert row["score_sri_under_assertiveness_before"] == 11.0
    assert row["score_sri_under_assertiveness_after"] == 7.0
    other = row_of(folder, study, control)
    assert (other["arm"], other["programme"], other["predicted_risk"]) == ("control", None, None)
    assert other["site_group"] == row["site_group"]


def test_a_study_that_states_no_horizon_is_given_no_predictions(world, tmp_path):
    referral = referred(world, *SUITABLE, PLACED)
    coded(world, referral, date(2025, 3, 20))
    study = allowed(world, horizon_days=None)
    row = row_of(unpacked(made(study), tmp_path), study, referral)
    assert row["predicted_risk"] is None
    assert row["prior_sanctions"] == 3


def test_what_is_given_has_no_name_and_no_id_of_the_service(world, tmp_path):
    referral = referred(world, *SUITABLE, PLACED, last_name="Unmistakable")
    study = allowed(world)
    folder = unpacked(made(study), tmp_path)
    frames = [pl.read_parquet(each) for each in folder.glob("*.parquet")]
    written = "".join(str(frame.to_dicts()) for frame in frames)
    written += (folder / "READ-ME.txt").read_text()
    person = referral.person
    for hidden in ("Unmistakable", person.crn, str(person.public_id), str(person.born_on)):
        assert hidden not in written


def test_another_study_has_other_pseudonyms(world):
    person = referred(world, *SUITABLE, PLACED).person
    first, second = allowed(world), allowed(world, title="Another")
    assert pseudonym_of(first, person) != pseudonym_of(second, person)
    assert pseudonym_of(first, person) == pseudonym_of(first, person)


def test_the_tables_are_without_a_fault_and_time_away_is_in_them(world, tmp_path):
    referral = referred(world, *SUITABLE, PLACED)
    referred(world, *SUITABLE, NO_PLACE)
    for kind, begins, ended in (
        ("custody", date(2024, 1, 1), date(2024, 3, 1)),
        ("recall", date(2025, 9, 1), date(2025, 10, 1)),
        ("remand", date(2026, 1, 5), None),
    ):
        values = {"kind": kind, "begins_on": begins, "ended_on": ended, "expected_until": None}
        values["source"] = "prison"
        record_whereabouts(person=referral.person, values=values, by=INSTALLATION, at=NOON)
    study = allowed(world)
    folder = unpacked(made(study), tmp_path)
    episodes, liberty = read_people(folder)
    check_people(episodes, liberty, extracted_on=NOON.date())
    assert liberty.drop("pseudonym").rows() == [
        ("recall", date(2025, 9, 1), date(2025, 10, 1)), ("custody", date(2026, 1, 5), None),
    ]  # fmt: skip


def test_a_record_made_anonymous_stays_by_what_the_schedule_keeps_and_is_in_no_roster(
    world, tmp_path
):
    ended = (*SUITABLE, PLACED, ("closed", "order_ended", date(2026, 2, 2)))
    referral = referred(world, *ended, last_name="Unmistakable")
    coded(world, referral, date(2025, 3, 20))
    scored(world, referral, "start", "11")
    values = {"kind": "recall", "begins_on": date(2025, 9, 1), "ended_on": date(2025, 10, 1)}
    values |= {"expected_until": None, "source": "prison"}
    record_whereabouts(person=referral.person, values=values, by=INSTALLATION, at=NOON)
    study = allowed(world)
    before, after = tmp_path / "before", tmp_path / "after"
    unpacked(made(study), before)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    end_record(person=referral.person, how="anonymise", because="old", by=mona, at=NOON)
    unpacked(made(study), after)
    liberty = [pl.read_parquet(each / "liberty.parquet").rows() for each in (before, after)]
    assert liberty[0] == liberty[1] != []
    was, now = row_of(before, study, referral), row_of(after, study, referral)
    assert was["score_sri_under_assertiveness_before"] == 11.0
    assert was["predicted_risk"] is not None
    changed = {name for name in was if was[name] != now[name]}
    assert changed == {"age"}
    assert abs(was["age"] - now["age"]) < 1
    assert named(population_of(study, on=NOON.date())) == []


def test_the_notes_count_everybody_and_say_who_is_left_out(world, tmp_path):
    for steps in ((), SUITABLE, (*SUITABLE, PLACED)):
        referred(world, *steps)
    notes = (unpacked(made(allowed(world)), tmp_path) / "READ-ME.txt").read_text()
    for line in (
        "1  Treated",
        "0  Compared with them: no place was to be had",
        "1  Still waiting for a place",
    ):
        assert f"\n{line}\n" in notes
    assert "730 days, as the study states it" in notes


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


def test_the_questions_that_are_asked_do_not_grow_with_the_people(world):
    def asked_for(more):
        for _ in range(more):
            referred(world, *SUITABLE, PLACED)
        study = allowed(world, title=f"{more} more")
        with CaptureQueriesContext(connection) as of_all:
            population = population_of(study, on=NOON.date())
        with CaptureQueriesContext(connection) as of_rows:
            list(observations_of(study, population.members, on=NOON.date()))
        return len(population.members), len(of_all), len(of_rows)

    few, many = asked_for(2), asked_for(10)
    assert (few[0], many[0]) == (2, 12)
    assert few[1] == many[1] == 6
    assert few[2] == many[2]


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


def test_from_the_service_to_the_report(world, tmp_path, capsys):
    """Who was treated, whose convictions are whose, and what can be said: nobody has it all."""
    chance_names = [("Ann", "Abel"), ("Bo", "Cole"), ("Cy", "Dunn"), ("Di", "Earl")]
    for n in range(24):
        first, last = chance_names[n % 4]
        steps = (*SUITABLE, PLACED if n % 2 else NO_PLACE)
        born = date(1960 + n, 1 + n % 12, 1 + n)
        referred(
            world, *steps, first_names=first, last_name=f"{last}{'bcdfgh'[n // 4]}", born_on=born
        )
    study = allowed(world)
    cohort, linking = tmp_path / "cohort", tmp_path / "linking"
    cohort.mkdir()
    linking.mkdir()
    unpacked(made(study), cohort)
    people = named(population_of(study, on=NOON.date()))
    (linking / "roster.csv").write_bytes(roster_of(study, people))
    roster = pl.read_csv(linking / "roster.csv", infer_schema=False)
    records = roster.with_columns(id="q" + pl.int_range(1000, 1000 + roster.height).cast(pl.String))
    records[:10].write_csv(linking / "convictions.csv")
    given = [str(linking / "roster.csv"), str(linking / "convictions.csv")]
    assert main(["evaluate", "link", *given, "--keep-ids", "--out", str(linking / "links")]) == 0
    (linking / "records.csv").write_text(
        "record,offended_on,convicted_on,known_on,kind,disposal,severity\n"
        + "".join(
            f"q{n},2025-09-01,2025-11-03,2025-12-01,image,conviction,2\n" for n in range(1000, 1010)
        )
    )
    given = [str(linking / "links" / "links.csv"), str(linking / "records.csv")]
    out = cohort / "outcomes.parquet"
    assert main(["evaluate", "outcomes", *given, "--out", str(out)]) == 0
    assert pl.read_parquet(out).height == 10
    assert set(pl.read_parquet(out)["pseudonym"]) == set(roster["id"][:10])
    capsys.readouterr()
    assert main(["evaluate", "cohort", "--plan"]) == 0
    plan = capsys.readouterr().out.replace("2020-06-30", NOON.date().isoformat())
    (cohort / "plan.toml").write_text(plan)
    status = main(["evaluate", "cohort", str(cohort), "--check"])
    told = capsys.readouterr()
    assert (status, told.err) == (0, ""), json.dumps(told.err)
    assert "24 episodes, 10 outcomes and 0 periods" in told.out


def test_a_lead_decides_and_never_on_their_own_question(world):
    from desist.casework.studies.actions.study import ask_for_study, decide_study
    from tests.casework.studies.studied import ASKED

    both = world.member("both", Role.EVALUATOR, Role.LEAD)
    study = ask_for_study(values=ASKED, by=both, at=NOON)
    given = {"study": study, "because": "Yes.", "open_until": date(2026, 12, 31), "at": NOON}
    with pytest.raises(Refused):
        decide_study(**given, allowed=True, by=both)
    assert decide_study(**given, allowed=True, by=lead(world)).state == "allowed"
