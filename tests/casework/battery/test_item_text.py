"""The site's own wording: imported by a command, tied to a printed order, shown in sittings."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from desist.casework.access.policy import System
from desist.casework.audit.models import AuditEvent
from desist.casework.battery.actions.item_text import import_text, withdraw_text
from desist.casework.battery.instruments import instrument_in_force
from desist.casework.battery.models import ItemText, SittingForm
from desist.documents.exchange.questionnaire import questionnaire_of
from desist.documents.exchange.wording import FormWording, ItemWording
from tests.casework.people import NOON


def invented(id_, language="en"):
    """Our own words for a form: no item of anybody's stands in this repository."""
    instrument = instrument_in_force(id_, on=NOON.date())
    (order,) = instrument.scorable_orders
    values = [each for each in range(order.minimum, order.maximum + 1) if order.takes(each)]
    words = "Cwestiwn" if language == "cy" else "Invented question"
    items = {
        number: ItemWording(
            text=f"{words} {number}",
            options=tuple((value, f"Answer {place}") for place, value in enumerate(values, 1)),
        )
        for number in range(1, order.items + 1)
    }
    wording = FormWording(
        title="Invented", instruction="Think of the last week.", licence="(c) nobody", items=items
    )
    return instrument, order, wording


def import_invented(id_, language="en", at=None):
    instrument, order, wording = invented(id_, language)
    return import_text(
        instrument=instrument, order=order, wording=wording, language=language,
        named=("urn:x", "1"), by=System("command line"), at=at or timezone.now(),
    )  # fmt: skip


def file_of(tmp_path, id_="ucla-loneliness-1980", **changes):
    instrument, order, wording = invented(id_)
    record = questionnaire_of(instrument, order, on=NOON.date(), wording=wording) | changes
    path = tmp_path / "form.json"
    path.write_text(json.dumps(record))
    return path, record


def run(name, *arguments):
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_file_is_checked_kept_encrypted_and_told_to_the_trail(db, tmp_path):
    path, _ = file_of(tmp_path)
    call = ("import_questionnaire", path, "--instrument", "ucla-loneliness-1980")
    assert "would be imported" in run(*call, "--check")
    assert not ItemText.objects.exists()
    assert run(*call).startswith("20 items of ucla-loneliness-1980@")
    text = ItemText.objects.get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM battery_itemtext")
        assert "Invented" not in cursor.fetchone()[0]
    assert "Invented question 7" in text.content
    assert AuditEvent.objects.filter(verb="battery.import_text").count() == 1


def test_a_weight_that_differs_is_refused_with_both_named_and_nothing_is_kept(db, tmp_path):
    path, record = file_of(tmp_path)
    option = record["item"][0]["item"][0]["answerOption"][0]
    option["extension"][0]["valueDecimal"] = 4321
    path.write_text(json.dumps(record))
    with pytest.raises(CommandError, match=r"of the file is 4321, the key of ucla") as refused:
        run("import_questionnaire", path, "--instrument", "ucla-loneliness-1980")
    assert refused.value.returncode == 2
    assert not ItemText.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--instrument", "ucla-loneliness-1981"), "did you mean"),
        (("--instrument", "pds"), "takes scale scores only"),
        (("--instrument", "rosenberg"), "name the order"),
        (("--instrument", "ansie"), "asks 20 questions"),
    ],
)
def test_what_it_does_not_fit_is_said_and_exits_2(db, tmp_path, arguments, said):
    path, _ = file_of(tmp_path)
    with pytest.raises(CommandError, match=said) as refused:
        run("import_questionnaire", path, *arguments)
    assert refused.value.returncode == 2


def test_a_file_without_words_or_that_is_none_is_refused(db, tmp_path):
    path, record = file_of(tmp_path)
    for item in record["item"][0]["item"]:
        item["text"] = " "
    path.write_text(json.dumps(record))
    with pytest.raises(CommandError, match="no text for items 1, 2"):
        run("import_questionnaire", path, "--instrument", "ucla-loneliness-1980")
    path.write_text("{")
    with pytest.raises(CommandError, match="name a JSON file"):
        run("import_questionnaire", path, "--instrument", "ucla-loneliness-1980")


def test_with_wording_it_is_one_question_a_page_with_its_labels_and_its_licence(
    given, hand_out, tablet
):
    import_invented("ucla-loneliness-1980")
    _, code = hand_out()
    tablet.begin(code)
    page = tablet.get("/sitting/question/1/1").text
    assert page.count("<fieldset") == 1
    for shown in ("Invented question 1", "Think of the last week", "(c) nobody", "1 of 20"):
        assert shown in page
    assert "Invented question 2" not in page
    assert "Think of the last week" not in tablet.get("/sitting/question/1/2").text


def test_the_wording_is_that_of_the_chosen_language_and_english_where_there_is_none(
    given, hand_out, tablet
):
    import_invented("ucla-loneliness-1980")
    import_invented("ansie")
    import_invented("ucla-loneliness-1980", language="cy")
    _, code = hand_out(language="cy")
    tablet.begin(code)
    assert "Cwestiwn 1" in tablet.get("/sitting/question/1/1").text
    assert "Invented question 1" in tablet.get("/sitting/question/2/1").text


def test_wording_withdrawn_half_way_is_used_to_the_end_and_never_begun_with_again(
    given, hand_out, tablet
):
    text = import_invented("ucla-loneliness-1980")
    _, code = hand_out()
    tablet.begin(code)
    withdraw_text(text=text, by=System("command line"), at=timezone.now())
    assert "Invented question 2" in tablet.get("/sitting/question/1/2").text
    sitting, _ = hand_out()
    assert SittingForm.objects.get(sitting=sitting, place=1).text is None
