"""Every page is led to from somewhere: nobody types an address.

A page counts as led to where its name stands in another page's template, in the menu, or in what an
app says of itself (a section, a task, a next step). Going back to it afterwards does not count, nor
what its own template and its own view say.
"""

import re
from inspect import getsourcefile, unwrap
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from desist.casework.access.route import route_of
from desist.casework.config.navigation import WAYS

CASEWORK = Path(__file__).parents[3] / "src/desist/casework"
COMES_BACK = re.compile(r"(?:redirect|pages_of)\((?:[^()]|\([^()]*\))*\)", re.DOTALL)
FROM_ELSEWHERE = {
    "accounts:enrol": "where whoever signs in for the first time is sent",
    "accounts:provider_back": "where the identity provider sends whoever it knows",
    "accounts:still_here": "asked by the script that warns before somebody is signed out",
    "assessment:look_over": "follows the last page of a coding",
    "pages:alive": "asked by what watches the service",
    "people:found": "follows a search, which is kept out of addresses",
    "planning:calendar": "given to a calendar, with a secret of its own",
    "referrals:record_change": "what else can be done, on the page of a referral",
    "referrals:transfer_area": "what else can be done, on the page of a referral",
    "referrals:transfer_programme": "what else can be done, on the page of a referral",
}


def all_pages(patterns, within=()):
    for each in patterns:
        if isinstance(each, URLPattern):
            if within and each.name:
                yield ":".join([*within, each.name]), each.callback
        else:
            yield from all_pages(each.url_patterns, (*within, *filter(None, [each.app_name])))


def source_of(file):
    return COMES_BACK.sub("", file.read_text(encoding="utf-8"))


PAGES = {
    name: view
    for name, view in all_pages(get_resolver().url_patterns)
    if getattr(unwrap(view), "__module__", "").startswith("desist.casework")
}
SOURCES = {
    file: source_of(file)
    for file in sorted(CASEWORK.rglob("*"))
    if file.suffix in (".html", ".py")
    and file.name != "urls.py"
    and "node_modules" not in str(file)
}


@pytest.mark.parametrize("name", sorted(PAGES.keys() - FROM_ELSEWHERE.keys()))
def test_it_is_led_to(name):
    named = re.compile(rf"""["']{name}["']""")
    own = Path(getsourcefile(unwrap(PAGES[name])))
    app, _, last = name.partition(":")
    leads = [
        file
        for file, text in SOURCES.items()
        if named.search(text) and file != own and not str(file).endswith(f"{app}/{last}.html")
    ]
    assert leads, f"no page, menu or task leads to {name}"


def test_what_comes_from_elsewhere_is_still_there():
    assert FROM_ELSEWHERE.keys() <= PAGES.keys()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[1])
def test_a_way_of_the_menu_is_shown_to_nobody_whom_its_page_refuses(way):
    _text, name, roles = way
    allowed = route_of(PAGES[name]).roles
    assert allowed is None or (roles is not None and roles <= allowed)
