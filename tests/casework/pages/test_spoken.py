"""Phrases stand in a template already when it is asked for, in the language that is spoken."""

from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from desist import casework
from desist.casework.pages.environment import address, day, days
from desist.casework.pages.language import speaking

CASEWORK = Path(casework.__file__).parent


def said(source, **context):
    return engines.all()[0].from_string(source).render(context)


def test_a_phrase_is_looked_up_when_its_template_is_made_and_never_again(monkeypatch):
    made = engines.all()[0].from_string("{{ _('Thank you') }} {{ _('Today') if true }}")
    monkeypatch.setattr(translation, "gettext", None)
    assert made.render({}) == "Thank you Today"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ _('overdue since %(day)s', day=who) }}", "overdue since &lt;b&gt;"),
        ("{{ _('100%%') }}", "100%"),
        ("{{ _('%(n)s%% of %(who)s%% %(who)s', n=3, who=who) }}", "3% of &lt;b&gt;% &lt;b&gt;"),
        ("{{ _('%%(n)s %(who)s', who=who) }}", "%(n)s &lt;b&gt;"),
        ("{{ _('%(n)d of 7', n=3) }}", "3 of 7"),
        ("{{ _('of %(who)s', who=who)|upper }}", "OF &LT;B&GT;"),
        ("{{ _('<b>') }}", "<b>"),
        ("{{ _('Today')|lower }}", "today"),
        ("{% set words = _('Today') %}{{ words }}", "Today"),
    ],
)
def test_it_says_what_looking_up_said_and_escapes_what_it_is_given(source, words):
    assert said(source, who="<b>") == words


def test_a_phrase_asks_for_what_it_names():
    with pytest.raises(KeyError, match="who"):
        said("{{ _('of %(who)s', day=1) }}")


def test_no_macro_is_made_anew_for_each_page():
    """Imported with its context it is; what it needs it is given."""
    written = [each.read_text() for each in sorted(CASEWORK.glob("*/templates/**/*.html"))]
    assert written
    assert not [each for each in written if " with context " in each]


def test_each_language_has_its_own_words_of_a_page(client, db):
    english, welsh = (
        client.get("/account/sign-in", headers={"cookie": f"language={code}"}).text
        for code in ("en-gb", "cy")
    )
    assert 'lang="cy"' in welsh
    assert "Datganiad hygyrchedd" in welsh
    assert "Datganiad hygyrchedd" not in english


def test_words_that_are_kept_are_kept_for_their_language(db):
    from datetime import date

    assert (day(date(2026, 3, 3)), days(1), days(12)) == ("3 March 2026", "1 day", "12 days")
    with speaking("cy"):
        assert day(date(2026, 3, 3)) == "3 Mawrth 2026"
    assert day("2026-03-03") == "3 March 2026"


def test_an_address_is_that_which_django_finds(world):
    from django.urls import reverse

    person = world.person()
    for name in ("casefile:person", "people:change"):
        assert address(name, person.public_id) == reverse(name, args=[person.public_id])
    assert address("casefile:people") == "/people/"
