"""What a study is given: rows as known on day 0, and a chain from the service to the report."""

import json
from datetime import date, timedelta

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desist.casework.access import Role
from desist.casework.people.actions import record_whereabouts
from desist.casework.rights.actions.ending import end_record
from desist.casework.studies.queries.observation import observations_of, pseudonym_of
from desist.casework.studies.queries.population import population_of
from desist.casework.studies.queries.roster import named, roster_of
from desist.cli import main
from desist.evaluation.cohort.consistency import check_people
from desist.evaluation.cohort.folder import read_people
from tests.casework.people import INSTALLATION, NOON
from tests.casework.studies.extracted import coded, made, row_of, scored, unpacked
from tests.casework.studies.studied import (
    NO_PLACE,
    PLACED,
    SUITABLE,
    allowed,
    referred,
)

pytestmark = pytest.mark.usefixtures("all_rules_decide")


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
