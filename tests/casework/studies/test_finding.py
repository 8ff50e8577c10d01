"""What an evaluation came to is read by those who run the programme; harm as readily as benefit."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desist.casework.access import Role
from desist.casework.studies.actions.finding import KeptAlready, keep_finding
from desist.casework.studies.actions.study import close_study
from desist.casework.studies.models import Finding
from desist.casework.studies.queries.finding import panels_of
from desist.casework.studies.report import read_report
from desist.catalogue.fault import FaultyInput
from tests.casework.people import NOON
from tests.casework.studies.studied import allowed, asked, evaluator, linker
from tests.casework.studies.told import REPORT, whole_report


def kept(study, report=None):
    text = json.dumps(report or whole_report()).encode()
    read = read_report(text, file="report.json", demonstration=True)
    return keep_finding(study=study, report=read, text=text, by=study.asked_by, at=NOON)


def read(**changed):
    return read_report(
        json.dumps(whole_report() | changed).encode(), file="report.json", demonstration=True
    )


def page_of(world, client, role, finding):
    return world.browser(client, world.member(role.value, role)).get(
        f"/studies/finding/{finding.public_id}"
    )


def test_what_may_be_said_and_what_not_stands_on_the_page(world, client):
    page = page_of(world, client, Role.MANAGER, kept(allowed(world))).text
    for said in whole_report()["statements"]:
        for words in (said["headline"], said["for_100"], *said["can_say"], *said["cannot_say"]):
            assert words in page
    assert "Invented people" in page


def test_harm_and_benefit_have_one_size_one_scale_and_one_place(world, client):
    page = page_of(world, client, Role.LEAD, kept(allowed(world))).text
    panels = re.findall(r"<svg[^>]*>.*?</svg>", page, re.DOTALL)
    boxes = {re.search(r'viewBox="([^"]*)"', each)[1] for each in panels}
    assert len(boxes) == 1
    against = re.findall(r"<p class=\"govuk-body\">Against: ([^<]*)</p>", page)
    assert [each.split()[:2] for each in against[:2]] == [["no", "harm"], ["no", "benefit"]]


@pytest.mark.parametrize(("ratio", "verdict"), [(2.5, "more"), (0.05, "fewer")])
def test_a_harm_is_said_as_readily_as_a_benefit(world, client, ratio, verdict):
    report = whole_report(ratio)
    said = next(each for each in report["statements"] if each["outcome"] == "image")
    assert said["verdict"] == verdict
    assert said["headline"] in page_of(world, client, Role.LEAD, kept(allowed(world), report)).text


def test_a_panel_a_claim_and_none_for_what_is_withheld():
    panels = panels_of(whole_report())
    told = [each for each in whole_report()["living"] if not each["is_suppressed"]]
    assert len(panels) == sum(len(each["evidence"]) for each in told)
    assert all(each.picture for each in panels)
    withheld = [each | {"is_suppressed": True} for each in whole_report()["living"]]
    assert panels_of({"living": withheld}) == []


def with_plan(**changed):
    return {"plan": whole_report()["plan"] | changed}


def with_living(**changed):
    return {"living": [whole_report()["living"][0] | changed]}


@pytest.mark.parametrize(("changed", "name"), [
    (lambda: {"job": "cox"}, "no_report"),
    (lambda: {"schema": 2}, "no_report"),
    (lambda: {"plan": {}}, r"plan\.sha256"),
    (lambda: {"plan": []}, "plan"),
    (lambda: with_plan(smallest_count=1), "unsuppressed"),
    (lambda: with_plan(frozen_on=None), "not_frozen"),
    (lambda: with_plan(frozen_on="soon"), r"plan\.frozen_on"),
    (lambda: with_living(looks=[]), "one value a look"),
    (lambda: with_living(evidence=[{}]), r"living\.0\.evidence\.0\.against"),
    (lambda: {"statements": [{}]}, r"statements\.0\.can_say"),
])  # fmt: skip
def test_what_may_not_be_shown_is_refused_by_name(changed, name):
    with pytest.raises(FaultyInput, match=name):
        read(**changed())


def test_everything_that_is_missing_is_named_at_once():
    held = {name: each for name, each in whole_report().items() if name not in ("plan", "living")}
    with pytest.raises(FaultyInput) as error:
        read_report(json.dumps(held).encode(), file="report.json", demonstration=True)
    assert {each.path for each in error.value.faults} == {"plan", "living"}


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff", b"nonsense", b"null"])
def test_what_is_no_report_is_told(text):
    with pytest.raises(FaultyInput, match="no_report"):
        read_report(text, file="report.json", demonstration=True)


def test_invented_people_are_refused_where_the_service_is_real():
    with pytest.raises(FaultyInput, match="invented"):
        read_report(json.dumps(whole_report()).encode(), file="report.json", demonstration=False)


def test_a_later_finding_stands_beside_the_earlier_and_on_top(world, client):
    study = allowed(world)
    first = kept(study)
    second = kept(study, whole_report() | {"title": "Second"})
    browser = world.browser(client, world.member("manager", Role.MANAGER))
    page = browser.get("/studies/findings").text
    assert str(second.public_id) in page
    assert str(first.public_id) not in page
    assert str(first.public_id) in browser.get(f"/studies/finding/{second.public_id}").text


def test_a_report_is_kept_once(world):
    study = allowed(world)
    kept(study)
    with pytest.raises(KeptAlready):
        kept(study)


def test_the_data_linker_reads_no_outcome(world, client):
    finding = kept(allowed(world))
    browser = world.browser(client, linker(world))
    assert browser.get(f"/studies/finding/{finding.public_id}").status_code == 404
    assert "What was found" not in browser.get("/studies/").text


def command(tmp_path, study, email="eva@example.org", text=None):
    path = tmp_path / "report.json"
    path.write_text(text if text is not None else json.dumps(whole_report()))
    out = StringIO()
    call_command("keep_finding", path, study=study.public_id, email=email, stdout=out)
    return out.getvalue()


def test_by_command_an_evaluator_hands_in_a_report(world, tmp_path, settings):
    settings.DEMONSTRATION = True
    study = allowed(world)
    close_study(study=study, by=evaluator(world), at=NOON)
    assert "kept as a finding of “Does it work?”" in command(tmp_path, study)
    assert Finding.objects.get().study == study
    with pytest.raises(CommandError, match="kept already"):
        command(tmp_path, study)


def test_the_command_says_what_is_wrong(world, tmp_path, settings):
    settings.DEMONSTRATION = True
    study, waits = allowed(world), asked(world, title="Waits")
    linker(world)
    for given, words in (
        ({"email": "nobody@example.org"}, "nobody signs in so"),
        ({"email": "linus@example.org"}, "no study"),
        ({"text": "{}"}, "is no report"),
    ):
        with pytest.raises(CommandError, match=words):
            command(tmp_path, study, **given)
    with pytest.raises(CommandError, match="no study"):
        command(tmp_path, waits)
    assert not Finding.objects.exists()


def test_the_least_report_is_a_page(world, client):
    study = allowed(world)
    found = keep_finding(study=study, report=REPORT, text=b"{}", by=study.asked_by, at=NOON)
    assert page_of(world, client, Role.FACILITATOR, found).status_code == 200
