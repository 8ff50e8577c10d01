"""What a participant reads is plain: a ceiling on its grade, page by page, and no jargon."""

import re

import pytest

from tests.casework.battery.reading_grade import grade, syllables_of

CEILING = 6.0
"""Years of school. Texts for the public are advised to stay under 9; people here read less."""
HARDEST_SENTENCE = 24
JARGON = (
    "administration", "assess", "battery", "case", "clinical", "instrument", "item", "offen",
    "psycho", "questionnaire", "referral", "score", "scale", "submit", "treatment",
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "syllables"), [("cat", 1), ("answer", 2), ("table", 2), ("save", 1), ("programme", 2)]
)
def test_syllables_are_counted_as_people_say_them(word, syllables):
    assert syllables_of(word) == syllables


def test_the_grade_is_the_published_sum():
    """Ten words of one syllable in one sentence: 0.39 * 10 + 11.8 * 1 - 15.59."""
    assert grade("The cat sat on the mat and ate the fish.") == pytest.approx(0.11)


def text_of(page):
    body = page[page.index("<main") : page.index("</main>")]
    body = re.sub(r"<(script|style|select)\b.*?</\1>", "", body, flags=re.DOTALL)
    return re.sub(r"[ \t]+", " ", re.sub(r"<[^>]+>", "\n", body)).replace("&#39;", "'")


@pytest.fixture
def pages(hand_out, tablet):
    """Every page that a participant can meet, by its address."""
    found = {"sitting/": tablet.get("/sitting/").text}
    _, code = hand_out()
    found["wrong code"] = tablet.begin("zzz").text
    tablet.begin(code)
    for address in ("welcome", "question/1/1", "pause", "check", "thanks"):
        found[address] = tablet.get(f"/sitting/{address}").text
    _, code = hand_out()
    tablet.begin(code)
    found["unanswered"] = tablet.post("/sitting/question/1/1", {}).text
    found["closed"] = tablet.get("/sitting/question/3/1").text
    found["lost"] = tablet.get("/sitting/nothing").text
    return {name: text_of(page) for name, page in found.items()}


def test_every_page_stays_under_the_ceiling(pages):
    grades = {name: round(grade(text), 1) for name, text in pages.items()}
    assert max(grades.values()) < CEILING, grades


def test_no_sentence_is_long_and_no_word_is_ours(pages):
    for name, text in pages.items():
        for sentence in re.split(r"[.!?]\s|\n", text):
            assert len(sentence.split()) <= HARDEST_SENTENCE, (name, sentence)
        found = [each for each in JARGON if each in text.lower()]
        assert not found, (name, found)
