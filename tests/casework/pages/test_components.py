"""Components say in text what they show, and invent nothing."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from desist.casework.pages.components import Components
from desist.casework.pages.panel import Bar, Tag
from desist.casework.pages.timeline import Moment, newest_first
from desist.casework.pages.tracker import STEPS, tracker
from tests.casework.pages.markup import text_of


def rendered(source, **context):
    return engines.all()[0].from_string(source).render(context)


def test_what_is_alike_is_rendered_once_and_never_for_something_else():
    tag = Components().tag
    given = ({"text": "<b>"}, {"text": Markup("<b>")}, {"html": "<b>"}, {"text": "Open"},
             {"text": "Open", "classes": "govuk-tag--red"})  # fmt: skip
    first, again = ([tag(each) for each in given] for _time in range(2))
    assert first == again
    assert len(set(first)) == len({*map(str, first)}) == 4  # a macro takes markup as it stands
    assert "&lt;b&gt;" in first[0]
    assert "<b>" in first[1]
    assert "<b>" in first[2]
    with translation.override("cy"):
        lazy = gettext_lazy("Thank you")
        assert str(gettext_lazy("Thank you")) in tag({"text": lazy})
    assert "Thank you" in tag({"text": lazy})


def test_a_tracker_announces_each_step_and_marks_the_current_one_once():
    html = rendered(
        '{% from "pages/tracker.html" import tracker with context %}{{ tracker(steps) }}',
        steps=tracker("in_delivery", detail="6/24"),
    )
    assert html.count('aria-current="step"') == 1
    said = text_of(html)
    assert "Planned, done" in said
    assert "In delivery 6/24, now" in said
    assert "Complete, still to come" in said


def test_a_case_that_ended_shows_nothing_as_still_to_come():
    steps = tracker("eligible", ended=True)
    assert [each.state for each in steps] == ["done", "done", "ended"]


@pytest.mark.parametrize("stage", STEPS)
def test_the_steps_are_fixed_and_in_one_order(stage):
    assert [each.text for each in tracker(stage)] == [str(words) for words in STEPS.values()]


def test_a_stage_that_is_none_is_refused():
    with pytest.raises(ValueError, match="dreaming"):
        tracker("dreaming")


def test_a_timeline_is_newest_first_with_who_and_without_an_invented_time():
    moments = newest_first(
        [Moment(at=date(2026, 3, 2), text="Absence accepted", who="Court register")],
        [
            Moment(at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC), text="Came", who="A", href="#1"),
            Moment(at=datetime(2026, 3, 4, 9, 5, tzinfo=UTC), text="Came", who="A", href="#2"),
        ],
    )
    html = rendered(
        '{% from "pages/timeline.html" import timeline with context %}{{ timeline(m) }}',
        m=moments,
    )
    said = text_of(html)
    assert [each.at.day for each in moments] == [4, 2, 2]
    assert "00:00" not in said
    assert "Absence accepted 2 March 2026, Court register" in said
    assert "Open: Came, 4 March 2026, 09:05" in said
    assert "Open: Came, 2 March 2026, 09:05" in said


def test_a_heading_that_sorts_says_so_once_and_its_arrow_is_not_read_aloud():
    from desist.casework.pages.filter import Column, arrange

    columns = (Column(text="Name", name="name", order=("name",)), Column(text="CRN"))
    html = rendered(
        '{% from "pages/filter.html" import headings with context %}{{ headings(a) }}',
        a=arrange({"sort": "-name"}, filters=(), columns=columns),
    )
    assert html.count("aria-sort") == 1
    assert 'aria-sort="descending"' in html
    assert text_of(html) == "Name CRN"
    assert html.count("<svg") == html.count('aria-hidden="true"') == 1


def test_a_bar_shows_stage_and_marks_and_no_empty_list():
    class Somebody:
        first_names, last_name, crn, public_id = "Jo", "Example", "X000001", uuid4()

        def age_on(self, day):
            return day.year - 1982

    source = (
        '{% from "pages/macros.html" import person_bar with context %}{{ person_bar(p, t, b) }}'
    )
    full = Bar(stage="Assessed", tags=(Tag(text="Restricted"),))
    given = {"p": Somebody(), "t": date(2026, 3, 2)}
    said = text_of(rendered(source, b=full, **given))
    assert said == "Jo Example CRN X000001 Age 44 Stage Assessed Restricted"
    assert "<ul" not in rendered(source, b=Bar(stage="", tags=()), **given)


def test_the_gallery_shows_every_component_with_the_whole_decision(client, settings, db):
    settings.ROOT_URLCONF = "tests.casework.pages.demonstration_urls"
    answer = client.get("/demonstration/components")
    assert answer.status_code == 200
    said = text_of(answer.text)
    for words in (
        "Because Static risk Medium (adapted coding)",
        "rule isotp-article v1",
        "Would change if deviance",
        "Today’s rules would say the same",
        "Missing nothing",
    ):
        assert words in said
