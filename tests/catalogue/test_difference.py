from desist.catalogue.difference import Difference, differences

BEFORE = """\
version = 1
in_force_from = 2020-01-01
sexes = ["male"]
[[row]]
id = "low"
points = 1
[[row]]
id = "high"
points = 3
[[age]]
at_least = 18
points = 2
"""


def test_the_same_text_has_no_differences():
    assert differences(BEFORE, BEFORE) == ()


def test_changed_values_are_named_by_key_path_and_id():
    after = BEFORE.replace("version = 1", "version = 2").replace("points = 3", "points = 4")

    assert differences(BEFORE, after) == (
        Difference(path="version", before="1", after="2"),
        Difference(path="row[high].points", before="3", after="4"),
    )


def test_a_row_put_in_between_leaves_the_others_alone():
    after = BEFORE.replace('[[row]]\nid = "high"', '[[row]]\nid = "middle"\npoints = 2\n'
                           '[[row]]\nid = "high"')  # fmt: skip

    assert [each.path for each in differences(BEFORE, after)] == [
        "row[middle].id",
        "row[middle].points",
    ]


def test_what_is_gone_has_no_after():
    after = BEFORE.replace('sexes = ["male"]\n', "")

    assert differences(BEFORE, after) == (Difference(path="sexes", before="male", after=None),)


def test_rows_without_an_id_are_told_apart_by_what_they_cover():
    after = BEFORE.replace("at_least = 18\npoints = 2", "at_least = 18\npoints = 9")

    assert differences(BEFORE, after) == (
        Difference(path="age[from 18].points", before="2", after="9"),
    )
