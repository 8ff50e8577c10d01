import csv
import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.catalogue.fault import FaultyInput
from desist.evaluation import bulk_scoring
from desist.evaluation.answer_block import recognise
from desist.evaluation.answer_row import FaultCount, Heads
from desist.evaluation.block_scorer import BlockScorer
from desist.evaluation.bulk_scoring import score_file
from desist.evaluation.score_table import written
from desist.programme.scoring import score_answers
from tests.held import held_instrument, scorable_forms

FORMS = {f"{each.id}@{order.id}": (each, order) for each, order in scorable_forms()}
IPC = "ipc@standard"
GAD = "gad-7@standard"
HEADS = "id,item_1,item_2,item_3,item_4,item_5,item_6,item_7\n"


def heads(form):
    return ["id", *(f"item_{number}" for number in range(1, FORMS[form][1].items + 1))]


def score(text, form):
    instrument, order = FORMS[form]
    scores = io.BytesIO()
    content = text if isinstance(text, bytes) else text.encode()
    score_file(io.BytesIO(content), scores, name="a.csv", instrument=instrument, order=order)
    return scores.getvalue().decode()


def faults(text, form=GAD):
    with pytest.raises(FaultyInput) as caught:
        score(text, form)
    return [f"{each.path}: {each.problem}".removeprefix(": ") for each in caught.value.faults]


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def expected(answers, form):
    """What the pure scorer says, written as the file of scores writes it."""
    instrument, order = FORMS[form]
    scored = score_answers(answers, instrument=instrument, form_order=order.id)
    cells = {each.scale: written(each.raw) for each in scored.scales}
    return cells | {"missing": str(order.items - len(answers))}


ANY_ID = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=70)
PLAIN_ID = st.text("abcXYZ0123456789-_ é", min_size=1, max_size=12)


@st.composite
def filled_in(draw, order):
    """One form: now and then anything missing, mostly little, so that scales can be scored."""
    offered = [a for a in range(order.minimum, order.maximum + 1) if order.takes(a)]
    answers = st.lists(st.sampled_from(offered), min_size=order.items, max_size=order.items)
    row = list(draw(answers))
    many = draw(st.sampled_from([3, 3, order.items]))
    for item in draw(st.lists(st.integers(0, order.items - 1), max_size=many)):
        row[item] = None
    return row


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_file_is_scored_exactly_as_the_pure_scorer_scores_each_form(form, data):
    ids = data.draw(st.sampled_from([ANY_ID, PLAIN_ID]))
    people = data.draw(st.lists(st.tuples(ids, filled_in(FORMS[form][1])), max_size=8))
    output = io.StringIO(newline="")
    writer = csv.DictWriter(
        output,
        data.draw(st.just(heads(form)) | st.permutations(heads(form))),
        lineterminator=data.draw(st.sampled_from(["\n", "\r\n"])),
        quoting=data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC])),
    )
    writer.writeheader()
    for id_, row in people:
        cells = {f"item_{number}": answer for number, answer in enumerate(row, start=1)}
        writer.writerow({"id": id_} | cells)

    scored = rows_of(score(output.getvalue(), form))

    assert [each.pop("id") for each in scored] == [id_ for id_, _ in people]
    assert scored == [
        expected({n: a for n, a in enumerate(row, start=1) if a is not None}, form)
        for _, row in people
    ]


WRITTEN = ["0", "1", "3", "", "-1", "+3", "-3", "03", "12", "4", " 1", "é", "x"]
CELLS = st.sampled_from(WRITTEN) | st.text('01 ,"-\r\0a', max_size=3)


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.lists(CELLS, min_size=6, max_size=9), min_size=1, max_size=6),
    form=st.sampled_from([GAD, "iat@from-1", IPC]),
)
def test_what_is_recognised_at_a_glance_is_what_slow_reading_finds(lines, form):
    instrument, order = FORMS[form]
    filled = [["p", *(cells * 5)[: order.items]] for cells in lines]
    block = "".join(",".join(cells) + "\n" for cells in filled).encode()
    columns = Heads(id_column=0, items=tuple(range(1, order.items + 1)))
    scorer = BlockScorer(instrument=instrument, order=order, heads=columns)
    found = FaultCount(file="a.csv")

    plain = scorer.score_plain(block)
    slow = list(scorer.score_slowly([block], first_row=2, faults=found))

    if plain is not None:
        assert found.total == 0
        assert plain == (len(lines), b"".join(each for _, each in slow))


def test_a_plain_file_is_recognised_at_a_glance():
    gad, ipc = FORMS[GAD][1], FORMS[IPC][1]

    assert recognise(b"a,0,1,2,3,0,1,2\nbcd,0,1,,3,0,1,\n", order=gad) is not None
    assert recognise(b'"a",0,1,2,3,0,1,2\r\n"bcd",0,1,,3,0,1,\r\n', order=gad) is not None
    assert recognise(b"a" + b",-3" * 12 + b",2" * 12 + b"\n", order=ipc) is not None


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300) | st.text('id,tem_1234567\n\r"; 0é', max_size=300))
@pytest.mark.parametrize("start", [b"", HEADS.encode()])
def test_whatever_a_file_holds_it_is_scored_or_its_faults_are_named(start, content):
    content = content if isinstance(content, bytes) else content.encode()
    found = ()
    scored = "id,total,missing\n"
    try:
        scored = score(start + content, GAD)
    except FaultyInput as error:
        found = error.faults

    assert scored.startswith("id,total,missing\n")
    assert all(fault.problem and fault.remedy for fault in found)


@settings(max_examples=25, deadline=None)
@given(size=st.integers(1, 200), quoted=st.integers(0, 12))
def test_blocks_may_end_anywhere(size, quoted):
    people = [(f"p{n}" if n != quoted else 'p,"\n', n % 4) for n in range(12)]
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(heads(GAD))
    writer.writerows([id_, *([answer] * 7)] for id_, answer in people)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_scoring, "BLOCK", size)
        patch.setattr("desist.evaluation.block_scorer.ROWS_AT_ONCE", 3)
        scored = rows_of(score(output.getvalue(), GAD))

    totals = [(each["id"], each["total"]) for each in scored]
    assert totals == [(id_, str(answer * 7)) for id_, answer in people]


def test_each_fault_is_named_by_row_and_column_as_a_spreadsheet_shows_them():
    text = HEADS + "a,0,1,2,3,0,1,2\nb,0,9,2,x,0,1,2.0\n\nc,0,1\n,0,1,2,3,0,1,2\n"

    assert faults(text) == [
        "row 3, column item_2: is 9",
        "row 3, column item_4: is 'x', not a whole number",
        "row 3, column item_7: is '2.0', not a whole number",
        "row 5: has 3 columns, not 8",
        "row 6, column id: is empty",
    ]


def test_faults_in_later_blocks_are_found_in_their_rows(monkeypatch):
    monkeypatch.setattr(bulk_scoring, "BLOCK", 100)
    right = "p,0,1,2,3,0,1,2\n"

    assert faults(HEADS + right * 50 + "q,0,1,2,3,0,1,7\n" + right * 50 + "r,1\n") == [
        "row 52, column item_7: is 7",
        "row 103: has 2 columns, not 8",
    ]


def test_a_ragged_row_is_not_a_missing_answer():
    assert faults(HEADS + "a,0,1,2,3,0,1\nb,0,1,2,3,0,1,2,3\n") == [
        "row 2: has 7 columns, not 8",
        "row 3: has 9 columns, not 8",
    ]


def test_one_row_too_long_is_not_made_good_by_one_too_short():
    assert faults(HEADS + "a,0,1,2,3,0,1,2,3\nb,0,1,2,3,0,1\n") == [
        "row 2: has 9 columns, not 8",
        "row 3: has 7 columns, not 8",
    ]


def test_the_first_hundred_faults_are_shown_and_all_are_counted():
    with pytest.raises(FaultyInput) as caught:
        score(HEADS + "a,9,9,9,9,9,9,9\n" * 40, GAD)

    assert len(caught.value.faults) == 100
    assert caught.value.total == 280
    assert caught.value.faults[-1].path == "row 16, column item_2"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (HEADS.encode() + b"\xff\xfe,0,1,2,3,0,1,2\n", "row 2, column id: is not UTF-8 text"),
        (HEADS.encode("utf-16"), "row 1: is not UTF-8 text"),
        (HEADS.encode() + b'"a,0,1,2\n', "row 2: cannot be read: unexpected end of data"),
        (HEADS.strip().encode() + b"\ra,0,1", "row 1: holds a carriage return that ends no line"),
        (HEADS.encode() + b"a\r,0,1", "row 2: holds a carriage return that ends no line"),
        (b"x" * (4 << 20), "has a line of more than 1048576 bytes"),
    ],
)
def test_a_file_that_cannot_be_read(content, problem):
    assert faults(content) == [problem]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (HEADS.strip().removesuffix(",item_7"), "the column item_7 is missing"),
        (HEADS.strip() + ",item_7", "the column item_7 stands 2 times"),
        (HEADS.strip() + ",age", "'age' is no column of 7 items"),
        (HEADS.strip() + ",item_8", "'item_8' is no column of 7 items"),
        (HEADS.strip().removeprefix("id,"), "the column id is missing"),
    ],
)
def test_heads_that_are_missing_doubled_or_unknown(line, problem):
    assert faults(line + "\na,0,1,2,3,0,1,2\n") == [f"row 1: {problem}"]


def test_a_file_separated_by_semicolons_is_told_so():
    with pytest.raises(FaultyInput) as caught:
        score(HEADS.replace(",", ";"), GAD)

    assert Counter(each.remedy for each in caught.value.faults)["separate columns by commas"] == 8


def test_a_byte_order_mark_and_no_last_line_end_do_no_harm():
    text = b"\xef\xbb\xbf" + HEADS.encode() + b"a,1,1,1,1,1,1,1"

    assert score(text, GAD) == "id,total,missing\na,7,0\n"


def test_heads_alone_give_heads_alone():
    assert score(HEADS, GAD) == "id,total,missing\n"


def test_whole_scores_are_written_without_a_point():
    text = ",".join(heads("core-om@standard")) + "\na" + ",1" * 34 + "\n"

    [row] = rows_of(score(text, "core-om@standard"))

    assert row["wellbeing"] == "20"
    assert row["total"] == repr((26 * 1 + 8 * 3) * 10 / 34)


def test_a_key_that_awaits_adoption_gives_blanks():
    ansie = held_instrument("ansie")
    answers = ",".join(heads("ansie@adult-40")) + "\na" + ",1" * 40 + "\n"
    scores = io.BytesIO()

    score_file(
        io.BytesIO(answers.encode()),
        scores,
        name="a.csv",
        instrument=ansie,
        order=ansie.form_order[0],
    )

    assert scores.getvalue() == b"id,total,missing\na,,0\n"
