"""Phrases stand in a template already when it is asked for, in the language that is spoken."""

import pytest
from django.template import engines
from django.utils import translation

from desist.casework.pages.environment import address, day, days
from desist.casework.pages.language import speaking


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
        ("{{ _('<b>') }}", "<b>"),
        ("{{ _('Today')|lower }}", "today"),
        ("{% set words = _('Today') %}{{ words }}", "Today"),
    ],
)
def test_it_says_what_looking_up_said_and_escapes_what_it_is_given(source, words):
    assert said(source, who="<b>") == words


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
