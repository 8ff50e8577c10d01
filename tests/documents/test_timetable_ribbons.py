"""The picture of a year: weeks by rooms, readable without colour."""

from __future__ import annotations

from desist.documents.timetable_ribbons import Ribbon, timetable_ribbons


def picture(*ribbons: Ribbon) -> str:
    return str(
        timetable_ribbons(
            ribbons, rooms=["R1", "R2"], weeks=10, title="A year", starts="2026-01-05"
        )
    )


def test_every_course_is_named_in_its_room_and_in_words() -> None:
    drawn = picture(Ribbon(room="R1", course="NW-01", weeks=[0, 1, 3]))
    assert ">NW-01</text>" in drawn
    assert "R1: NW-01, weeks 1 to 4" in drawn
    assert "NW-01: 3 sessions" in drawn
    assert "style=" not in drawn


def test_courses_of_a_room_at_the_same_time_lie_beneath_each_other() -> None:
    one = Ribbon(room="R1", course="A", weeks=[0, 1])
    two = Ribbon(room="R1", course="B", weeks=[1, 2])
    after = Ribbon(room="R1", course="C", weeks=[4, 5])

    def height(drawn: str) -> int:
        return int(drawn.split('height="')[1].split('"')[0])

    assert height(picture(one, two)) > height(picture(one)) == height(picture(one, after))


def test_a_month_of_which_one_week_is_left_is_not_written_over():
    drawn = {"rooms": ["A"], "weeks": 8, "title": "Year"}
    ribbon = Ribbon(room="A", course="NW-14", weeks=[0, 1])
    assert ">Sep<" not in timetable_ribbons([ribbon], starts="2026-09-28", **drawn)
    assert ">Sep<" in timetable_ribbons([ribbon], starts="2026-09-21", **drawn)
