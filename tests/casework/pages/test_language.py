"""Welsh: nothing that a participant reads is missing silently; staff choose it for the frame."""

from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.template import engines

import desist.casework
from desist.casework.access import Role
from desist.casework.pages.assets.translation import LOCALE, compile_translations
from desist.casework.pages.language import speaking
from tests.casework.pages.messages import messages_of

HERE = Path(desist.casework.__file__).parent
WELSH = LOCALE / "cy" / "LC_MESSAGES" / "django.po"
FRAME = [
    *(
        HERE / "pages/templates/pages" / f"{name}.html"
        for name in ("layout", "not_found", "bad_request", "form_expired", "tracker", "timeline")
    ),
    HERE / "pages/tracker.py",
    HERE / "config/navigation.py",
]
"""What stands around every page, and where it says that a page is not there."""


def for_participants():
    """Templates in a folder for them, and whatever else an app names in ``participant_facing``."""
    for folder in ("tablet", "letters", "participant"):
        yield from HERE.glob(f"*/templates/{folder}/**/*.html")
    yield from HERE.glob("*/views/tablet*.py")
    for app in apps.get_app_configs():
        for name in getattr(app, "participant_facing", ()):
            yield Path(app.path) / name


@pytest.fixture(scope="module", autouse=True)
def compiled():
    compile_translations()


def translated():
    return {each.msgid for each in polib.pofile(str(WELSH)) if each.translated()}


def test_the_sentences_of_a_template_are_found():
    assert {"Go to Today", "Page not found"} <= messages_of(FRAME[1])
    assert all(messages_of(path) for path in FRAME[:4]), "each of these says something"


@pytest.mark.parametrize(
    "path", [*FRAME, *for_participants()], ids=lambda each: each.relative_to(HERE).as_posix()
)
def test_no_sentence_to_a_participant_or_of_the_frame_lacks_welsh(path):
    missing = messages_of(path) - translated()
    assert not missing, f"give these their Welsh in {WELSH.relative_to(HERE)}"


def test_a_translation_keeps_every_value_of_its_sentence_and_no_other():
    import re

    values = re.compile(r"%\(\w+\)[sd]")
    for each in polib.pofile(str(WELSH)):
        asked = set(values.findall(each.msgid_plural or each.msgid))
        given = [each.msgstr] if not each.msgid_plural else list(each.msgstr_plural.values())
        for text in given:
            named = set(values.findall(text))
            assert named == asked or (each.msgid_plural and named <= asked), each.msgid


def test_who_checked_the_welsh_is_said_in_its_file():
    file = polib.pofile(str(WELSH))
    assert file.metadata["X-State"] == "to be checked by a Welsh translator"
    assert not file.fuzzy_entries()


def test_the_frame_speaks_welsh_to_whoever_chose_it_and_says_which_part_is_english(
    world, signed_in
):
    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    chosen = browser.post("/service/language", {"language": "cy", "back": "/people/"})
    assert chosen["Location"] == "/people/"
    page = browser.get("/people/").text
    assert '<html lang="cy"' in page
    assert ">Pobl<" in "".join(page.split())
    assert 'tabindex="-1" lang="en-GB"' in page
    assert "Ni ddaethpwyd o hyd" in browser.get("/nothing-here").text
    browser.post("/service/language", {"language": "en-gb", "back": "/"})
    assert '<html lang="en-gb"' in browser.get("/").text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "", "x:y"])
def test_choosing_a_language_leads_nowhere_else(client, db, back):
    answer = client.post("/service/language", {"language": "cy", "back": back})
    assert answer["Location"] == "/"


def test_a_language_that_we_do_not_speak_is_not_kept(client, db):
    answer = client.post("/service/language", {"language": "tlh", "back": "/"})
    assert "language" not in answer.cookies
    client.cookies["language"] = "../../etc"
    assert client.get("/account/sign-in").headers["Content-Language"] == "en-gb"


def test_a_letter_speaks_the_language_of_its_reader_whatever_the_frame_speaks():
    def letter():
        return engines.all()[0].from_string("{{ _('Thank you') }}").render({})

    with speaking("cy"):
        assert letter() == "Diolch"
        with speaking("en-gb"):
            assert letter() == "Thank you"
