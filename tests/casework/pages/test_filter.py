"""Filters and order of a list live in its address: declared codes alone, each taken off at once."""

from urllib.parse import parse_qs

import pytest
from django.db.models import Q

from desist.casework.pages.components import options_of
from desist.casework.pages.filter import Column, Filter, arrange

STAGE = Filter(
    name="stage",
    label="Stage",
    choices=(("waiting", "Waiting"), ("planned", "Planned")),
    where=lambda code: Q(stage=code),
)
TEAM = Filter(name="team", label="Team", choices=(("menai", "Menai"),), where=lambda c: Q(team=c))
NAME = Column(text="Name", name="name", order=("last_name", "first_names"))
DUE = Column(text="Due", name="due", order=("due_on",), empty_last=True)
CRN = Column(text="CRN")


def arranged(**address):
    return arrange(address, filters=(STAGE, TEAM), columns=(NAME, CRN, DUE))


def ordered(arrangement):
    return arrangement.column.ordered(descending=arrangement.descending)


def asked(address):
    return {name: value[0] for name, value in parse_qs(address.lstrip("?")).items()}


def test_a_list_begins_unfiltered_in_the_order_of_its_first_column():
    whole = arranged()
    assert whole.where == Q()
    assert whole.tags == []
    assert [each.expression.name for each in ordered(whole)] == ["last_name", "first_names", "pk"]


def test_each_filter_that_is_on_is_a_tag_that_takes_off_itself_alone():
    both = arranged(stage="waiting", team="menai", sort="-due")
    assert both.where == Q(stage="waiting") & Q(team="menai")
    assert [(tag.label, tag.text) for tag in both.tags] == [("Stage", "Waiting"), ("Team", "Menai")]
    assert asked(both.tags[0].without) == {"team": "menai", "sort": "-due"}
    assert asked(both.plain) == {"sort": "-due"}


@pytest.mark.parametrize(
    "address", [{"stage": "'; --"}, {"team": "x" * 500}, {"name": "Smith"}, {"sort": "-crn"}]
)
def test_what_was_not_declared_is_passed_over_and_never_repeated(address):
    found = arranged(**address)
    assert found.where == Q()
    assert found.here == "?"
    assert [each.sorted for each in found.headings] == ["ascending", "", ""]


def test_following_the_heading_that_sorts_turns_the_order_and_keeps_the_filters():
    found = arranged(stage="planned", sort="due")
    name, crn, due = found.headings
    assert asked(name.address) == {"stage": "planned", "sort": "name"}
    assert crn.address == ""
    assert (due.sorted, asked(due.address)) == (
        "ascending",
        {"stage": "planned", "sort": "-due"},
    )
    turned = arranged(sort="-due")
    assert turned.headings[2].sorted == "descending"
    assert ordered(turned)[0].descending
    assert ordered(turned)[0].nulls_last


def test_the_form_sends_the_order_along_and_shows_what_is_chosen():
    found = arranged(stage="planned", sort="-name")
    assert found.kept == {"sort": "-name"}
    stage = found.fields[0]
    assert (stage["choices"][0][0], stage["chosen"]) == ("", "planned")
    shown = options_of(stage["choices"], stage["chosen"])
    assert '<option value="planned" selected>Planned</option>' in shown
    assert shown.count(" selected") == 1


def test_what_is_offered_is_escaped():
    assert options_of((("a", "<b>"),), "") == '<option value="a">&lt;b&gt;</option>'
