"""Building Choices, moderate intensity: a second programme, and no line of Python for it."""

from datetime import date

from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from desist.programme.entry import Grade

PROGRAMME = load_catalogue().in_force(
    Programme, "building-choices-moderate", on=date(2026, 3, 3), adoptions=NO_ADOPTIONS
)
MIXED = PROGRAMME.format_called("mixed")


def blocks(setting):
    return [block for block in MIXED.block if block.setting == setting]


def test_it_has_21_group_sessions_of_150_minutes():
    assert sum(block.sessions for block in blocks("group")) == 21
    assert {block.minutes for block in blocks("group")} == {150}


def test_it_has_6_one_to_one_sessions_of_60_minutes():
    assert sum(block.sessions for block in blocks("one_to_one")) == 6
    assert {block.minutes for block in blocks("one_to_one")} == {60}


def test_its_dose_is_58_and_a_half_hours():
    assert sum(block.minutes * block.sessions for block in MIXED.block) == 58.5 * 60


def test_its_sessions_come_in_the_published_order():
    assert [(block.module, block.setting, block.sessions) for block in MIXED.block] == [
        ("pre-group", "one_to_one", 1),
        ("getting-started", "group", 2),
        ("getting-started", "one_to_one", 1),
        ("managing-myself", "group", 6),
        ("managing-myself", "one_to_one", 1),
        ("managing-lifes-problems", "group", 4),
        ("managing-lifes-problems", "one_to_one", 1),
        ("managing-people-around-me", "group", 6),
        ("managing-people-around-me", "one_to_one", 1),
        ("bringing-it-all-together", "group", 3),
        ("post-programme-reviews", "one_to_one", 1),
    ]


def test_it_is_usable_as_it_stands_since_its_structure_was_read():
    assert PROGRAMME.grade == Grade.VERIFIED
    assert PROGRAMME.is_usable()


def test_it_has_no_exercises_to_choose():
    assert PROGRAMME.exercise == ()
    assert {each.selection for each in PROGRAMME.format} == {"fixed"}
