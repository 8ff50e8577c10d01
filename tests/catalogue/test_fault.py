from desist.catalogue.fault import Fault, FaultyInput


def fault(path, problem="is wrong"):
    return Fault(file="a.csv", path=path, problem=problem, remedy="mend it")


def test_faults_are_told_in_the_order_of_their_rows():
    found = FaultyInput([fault("row 10"), fault("row 9, column item_10"), fault("row 9")])

    assert [each.path for each in found.faults] == ["row 9", "row 9, column item_10", "row 10"]


def test_numbers_in_what_is_wrong_are_told_by_size_too():
    found = FaultyInput([fault("row 1", "item_10"), fault("row 1", "item_9")])

    assert [each.problem for each in found.faults] == ["item_9", "item_10"]


def test_those_that_are_not_shown_are_counted():
    assert FaultyInput([fault("row 1")], total=280).total == 280
    assert FaultyInput([fault("row 1")]).total == 1


def test_a_remedy_that_asks_ends_with_its_question():
    fault = Fault(file="a.csv", path="", problem="is unknown", remedy="did you mean bis-11?")

    assert str(fault) == "a.csv: is unknown. Did you mean bis-11?"
