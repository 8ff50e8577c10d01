import pytest

from desist.catalogue.fault import FaultyInput
from desist.catalogue.load import load_catalogue
from desist.scheduling.group_pool_reader import EXAMPLE, parse_pool, read_pool

CATALOGUE = load_catalogue()
TEXT = EXAMPLE.read_text(encoding="utf-8")


def faults(text, **more):
    with pytest.raises(FaultyInput) as caught:
        parse_pool(text, file="pool.toml", catalogue=CATALOGUE, **more)
    assert caught.value.mend_with == "desist groups --example"
    return {each.path: each for each in caught.value.faults}


def altered(*changes):
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_the_example_is_read():
    pool = read_pool(EXAMPLE, catalogue=CATALOGUE)

    assert (len(pool.group), len(pool.waiting)) == (3, 29)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("seats = 12", "seats = 0", "location[leeds].seats"),
        ('id = "york"', 'id = "leeds"', "location[leeds]"),
        ('location = "york"', 'location = "yorck"', "group[york-1].location"),
        ("meets_a_week = 1", "meets_a_week = 3", "group[leeds-1].meets_a_week"),
        ("meets_a_week = 1", "meets_a_week = 0", "group[leeds-1].meets_a_week"),
        ('free = { wednesday = ["evening"] }', "free = {}", "group[leeds-1].free"),
        ("sessions_held = 2", "sessions_held = -1", "group[leeds-1].sessions_held"),
        ("sessions_held = 2", "sessions_held = 35", "group[leeds-1].sessions_held"),
        ("begins_on = 2026-02-18", "begins_on = 2026-05-18", "group[leeds-1].begins_on"),
        ("begins_on = 2026-04-14", "begins_on = 2026-01-14", "group[leeds-2].begins_on"),
        ('programme = "isotp"', 'programme = "isopt"', "group[leeds-1].programme"),
        ('id = "P02"', 'id = "P01"', "person[P01]"),
        ('apart_from = ["P10"]', 'apart_from = ["P30"]', "person[P30].apart_from"),
        ('apart_from = ["P10"]', 'apart_from = ["P99"]', "person[P30].apart_from"),
        ('group = "leeds-1"', 'group = "leeds-9"', "person[P01].group"),
        (
            "travel_minutes_at_most = 40",
            "travel_minutes_at_most = -4",
            "person[P31].travel_minutes_at_most",
        ),
        (
            'next_module = "functional-analysis"',
            'next_module = "skils"',
            "person[P37].paused.next_module",
        ),
        ("on = 2026-01-20", "on = 2026-06-20", "person[P37].paused.on"),
        ("born_on = 2005-09-09", "born_on = 2027-09-09", "person[P33].born_on"),
        ("born_on = 2005-09-09", "born_on = 1805-09-09", "person[P33].born_on"),
        ("ends_on = 2026-07-01", "ends_on = 2026-01-01", "person[P35].ends_on"),
        (
            "ends_on = 2026-07-01",
            "ends_on = 2026-07-01\nopen_ended = true",
            "person[P35].open_ended",
        ),
        ('conditions = ["no_children_on_site"]', "languages = []", "person[P34].languages"),
        (
            'tuesday = ["morning", "evening"]',
            'tuesday = ["evening", "evening"]',
            "group[leeds-2].free.tuesday",
        ),
    ],
)
def test_what_cannot_be_is_a_fault_with_its_place(old, new, path):
    found = faults(altered((old, new)))

    assert path in found
    assert found[path].remedy


def test_all_faults_are_told_at_once():
    found = faults(
        altered(("seats = 12", "seats = 0"), ('id = "P02"', 'id = "P01"'), ('"P10"', '"P99"'))
    )

    assert set(found) == {"location[leeds].seats", "person[P01]", "person[P30].apart_from"}


def test_an_unknown_key_and_a_wrong_type_are_told_together():
    found = faults(altered(("seats = 12", 'seats = "12"'), ("invented = true", "inventd = true")))

    assert set(found) == {"location[leeds].seats", "inventd"}


def test_a_person_in_two_pools_is_a_fault_that_names_both():
    other = parse_pool(TEXT, file="south.toml", catalogue=CATALOGUE)

    found = faults(TEXT, beside=[("south.toml", other)])

    assert len(found) == len(other.person)
    assert "south.toml" in found["person[P09]"].problem


def test_a_member_of_a_group_cannot_have_paused():
    text = altered(
        (
            'group = "leeds-1"',
            'group = "leeds-1"\npaused = { on = 2026-01-20, next_module = "skills" }',
        )
    )

    assert set(faults(text)) == {"person[P01].paused"}


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FaultyInput, match="cannot be read"):
        read_pool(tmp_path / "none.toml", catalogue=CATALOGUE)
