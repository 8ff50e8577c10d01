from desist.documents.plan_chart import plan_matrix, session_ribbon


def exercise(id_, module="one", *, core=False, needs=(), role=None):
    return {
        "id": id_,
        "title": id_.title(),
        "module": module,
        "core": core,
        "needs": list(needs),
        "role": role,
    }


def session(number, module, *exercises):
    return {"number": number, "module": module, "parts": [{"exercise": e} for e in exercises]}


PLAN = {
    "modules": [{"id": "one", "title": "First"}, {"id": "two", "title": "Second"}],
    "exercises": [
        exercise("values", core=True),
        exercise("talk", "two", needs=["lonely", "shy"]),
        exercise("map", core=True, needs=["shy"]),
    ],
    "omitted": [{"id": "diary", "title": "Diary", "module": "two"}],
    "schedule": [session(1, "one", "values", "map"), session(2, "two", "talk")],
}
NEEDS = [
    {"id": "shy", "title": "Shy", "strength": "some"},
    {"id": "calm", "title": "Calm", "strength": "none"},
    {"id": "lonely", "title": "Lonely", "strength": "strong"},
]


def shown(rows):
    return [
        (row.need or row.kind, [[(chip.title, chip.state) for chip in cell] for cell in row.cells])
        for row in rows
    ]


def test_needs_stand_in_order_of_strength_then_everyone_then_what_is_left_out():
    assert shown(plan_matrix(PLAN, NEEDS)) == [
        ("Lonely", [[], [("Talk", "in")]]),
        ("Shy", [[("Map", "core")], [("Talk", "in")]]),
        ("everyone", [[("Values", "core")], []]),
        ("left_out", [[], [("Diary", "left_out")]]),
    ]


def test_a_matrix_without_anything_left_out_has_no_such_row():
    rows = plan_matrix({**PLAN, "omitted": []}, NEEDS)

    assert [row.kind for row in rows] == ["need", "need", "everyone"]


def test_the_ribbon_has_a_square_for_each_session_in_the_row_of_its_module():
    drawn = session_ribbon(PLAN)

    assert drawn.count("<rect") == 2
    assert "First" in drawn
    assert "Second" in drawn


def test_in_a_group_a_session_of_mere_contribution_is_a_ring():
    plan = {
        **PLAN,
        "exercises": [
            exercise("values", role="focus"),
            exercise("map", role="contribution"),
            exercise("talk", "two", role="contribution"),
        ],
    }
    drawn = session_ribbon(plan)

    assert drawn.count("<rect") == 1
    assert drawn.count("<circle") == 1


def test_a_session_without_chosen_exercises_is_a_square():
    assert session_ribbon({**PLAN, "schedule": [session(1, "one")]}).count("<rect") == 1
