from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS, Adoptions
from desist.catalogue.collection import Catalogue, NotHeld
from desist.programme.entry import Adoption, Entry, Grade


def version(number, *, begins, ends=None, grade=Grade.VERIFIED, **more):
    return Entry(
        id="rule",
        title="A rule",
        version=number,
        in_force_from=date(begins, 1, 1),
        in_force_until=ends,
        source="a test",
        licence="MIT",
        grade=grade,
        sha256=f"hash-{number}",
        **more,
    )


def adoption(number, *, on=date(2020, 1, 1)):
    return Adoption(rule="rule", version=number, sha256="x", by="A", on=on, why="tried")


def in_force(*versions, on, adoptions=NO_ADOPTIONS):
    catalogue = Catalogue(entries=versions)
    return catalogue.in_force(Entry, "rule", on=on, adoptions=adoptions)


def test_the_latest_version_that_has_begun_is_in_force():
    versions = version(1, begins=2010), version(2, begins=2020), version(3, begins=2030)

    assert in_force(*versions, on=date(2019, 12, 31)).version == 1
    assert in_force(*versions, on=date(2020, 1, 1)).version == 2


def test_a_version_past_its_end_is_not_in_force():
    ended = version(1, begins=2010, ends=date(2015, 6, 30))

    assert in_force(ended, on=date(2015, 6, 30)).version == 1
    with pytest.raises(NotHeld):
        in_force(ended, on=date(2015, 7, 1))


def test_a_newer_version_that_is_not_adopted_is_passed_over_and_said_so():
    versions = version(1, begins=2010), version(2, begins=2020, grade=Grade.AUTHORED)

    found = in_force(*versions, on=date(2025, 1, 1))

    assert (found.version, found.passed_over) == (1, (2,))
    assert found.reference.passed_over == (2,)


def test_an_adopted_version_is_used_from_the_day_of_adoption():
    versions = version(1, begins=2010), version(2, begins=2020, grade=Grade.AUTHORED)
    adoptions = Adoptions(adoption=(adoption(2, on=date(2022, 5, 1)),))

    assert in_force(*versions, on=date(2022, 4, 30), adoptions=adoptions).version == 1
    found = in_force(*versions, on=date(2022, 5, 1), adoptions=adoptions)
    assert (found.version, found.adoption.by, found.passed_over) == (2, "A", ())


def test_where_nothing_is_usable_the_latest_is_returned_so_that_it_can_be_named():
    found = in_force(version(1, begins=2010, grade=Grade.UNVERIFIED), on=date(2025, 1, 1))

    assert found.version == 1
    assert not found.is_usable()


def test_fictional_entries_are_held_back_except_in_a_demonstration():
    made_up = version(1, begins=2010, fictional=True)

    with pytest.raises(NotHeld):
        in_force(made_up, on=date(2025, 1, 1))
    assert in_force(made_up, on=date(2025, 1, 1), adoptions=EVERYTHING).is_usable()


def test_an_unknown_id_suggests_the_nearest():
    catalogue = Catalogue(entries=(version(1, begins=2010),))

    with pytest.raises(NotHeld, match="did you mean rule"):
        catalogue.versions("rulle")
