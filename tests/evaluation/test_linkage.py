"""Linkage of invented people, errors put in: what is found, and what never leaves."""

from datetime import date, timedelta
from random import Random

import polars as pl
import pytest

from desist.catalogue.fault import FaultyInput
from desist.cli import main
from desist.evaluation.linkage import link, pseudonym
from desist.evaluation.linkage_roster import read_identities
from desist.evaluation.unusable_data import UnusableData

KEY = b"0123456789abcdef"
ONSETS, VOWELS = tuple("bcdfghjklmnprstvw"), tuple("aeiou")


def name(chance, parts):
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(parts))


def invented(people=300, records=3000):
    """A roster drawn from the records: each tenth name mistyped, each third moved, some swapped."""
    chance = Random(7)  # noqa: S311 - invented people need no secrecy
    firsts = [name(chance, 2) for _ in range(120)]
    everybody = [
        {
            "id": f"c{n}", "first_name": chance.choice(firsts), "surname": name(chance, 3),
            "born_on": str(date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))),
            "postcode": f"AB{chance.randrange(90) + 10} {chance.randrange(10)}XY",
        }
        for n in range(records)
    ]  # fmt: skip
    roster = []
    for n, person in enumerate(chance.sample(everybody, people)):
        known = person | {"id": f"r{n}-{person['id']}"}
        if n % 10 == 0:
            known["surname"] = known["surname"][:-1] + "x"
        if n % 3 == 0:
            known["postcode"] = ""
        if n % 25 == 1:
            known["first_name"], known["surname"] = known["surname"], known["first_name"]
        roster.append(known)
    return pl.DataFrame(roster), pl.DataFrame(everybody)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("linkage")
    roster, convictions = invented()
    roster.write_csv(folder / "roster.csv")
    convictions.write_csv(folder / "convictions.csv")
    (folder / "key").write_bytes(KEY)
    return folder


@pytest.fixture(scope="module")
def linked(files):
    return link(
        read_identities(files / "roster.csv"), read_identities(files / "convictions.csv"), key=KEY
    )


def test_nearly_everybody_is_linked_to_their_own_record(files, linked):
    _, links, _ = linked
    ids = pl.read_csv(files / "roster.csv")["id"]
    truth = {
        pseudonym(each, KEY, of="person"): pseudonym(each.split("-")[1], KEY, of="record")
        for each in ids
    }
    right = sum(truth[row["person"]] == row["record"] for row in links.iter_rows(named=True))

    assert right / len(truth) > 0.95
    assert right / links.height > 0.99


def test_nothing_but_pseudonyms_and_weights_leaves(files, tmp_path, capsys):
    given = [str(files / "roster.csv"), str(files / "convictions.csv")]
    out = tmp_path / "links"
    assert main(["evaluate", "link", *given, "--key", str(files / "key"), "--out", str(out)]) == 0
    written = "".join(path.read_text(encoding="utf-8") for path in out.iterdir())
    identities = pl.read_csv(files / "roster.csv", infer_schema=False)

    assert sorted(path.name for path in out.iterdir()) == ["links.csv", "review.csv"]
    assert pl.read_csv(out / "links.csv").columns == ["person", "record", "weight", "probability"]
    for column in ("id", "surname", "born_on"):
        held = set(identities[column].drop_nulls())
        assert not [each for each in held if each in written]
        assert not [each for each in held if each in capsys.readouterr().out]


def test_quality_has_intervals_and_the_rate_is_corrected(linked):
    quality, links, _ = linked

    assert quality.precision.low <= quality.precision.estimate <= quality.precision.high
    assert quality.recall.low <= quality.recall.estimate <= quality.recall.high
    assert quality.links == links.height == links["record"].n_unique()
    assert quality.linked_people.corrected.estimate >= 0.95


def test_another_key_gives_other_pseudonyms():
    assert pseudonym("c1", KEY, of="record") != pseudonym("c1", KEY[::-1], of="record")
    assert pseudonym("c1", KEY, of="record") != pseudonym("c1", KEY, of="person")


def test_ids_that_are_opaque_already_can_be_kept(files, tmp_path):
    roster, convictions = (
        pl.read_csv(files / f"{name}.csv", infer_schema=False) for name in ("roster", "convictions")
    )
    for name, frame in (("roster", roster), ("convictions", convictions)):
        opaque = frame.with_columns(id="q0_" + pl.col("id"))
        opaque.write_csv(tmp_path / f"{name}.csv")
    given = [str(tmp_path / f"{name}.csv") for name in ("roster", "convictions")]
    out = tmp_path / "links"
    assert main(["evaluate", "link", *given, "--keep-ids", "--out", str(out)]) == 0
    links = pl.read_csv(out / "links.csv")
    assert set(links["person"]) <= {f"q0_{each}" for each in roster["id"]}
    assert set(links["record"]) <= {f"q0_{each}" for each in convictions["id"]}


def test_ids_that_are_none_are_not_kept(files):
    roster = read_identities(files / "roster.csv")
    numbered = roster.with_columns(id=pl.lit("A") + pl.int_range(100_000, 100_300).cast(pl.String))
    with pytest.raises(UnusableData) as error:
        link(numbered, roster, key=None)
    assert error.value.name == "no_pseudonym"
    assert error.value.where == "ROSTER"


def test_a_short_key_is_refused(files):
    roster = read_identities(files / "roster.csv")
    with pytest.raises(UnusableData) as error:
        link(roster, roster, key=b"short")

    assert error.value.name == "short_key"


@pytest.mark.parametrize(("line", "name"), [
    ("a,Ann,Bell,1980-01-01,AB1\na,Ann,Bell,1980-01-01,AB1", "id_twice"),
    ("a,Ann,Bell,01/02/1980,AB1", "no_date"),
    ("", "empty_group"),
])  # fmt: skip
def test_files_that_cannot_be_linked_are_refused(tmp_path, line, name):
    path = tmp_path / "people.csv"
    text = f"id,first_name,surname,born_on,postcode\n{line}".strip() + "\n"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FaultyInput, match=name):
        read_identities(path)


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("id,surname\na,Bell\n", encoding="utf-8")

    with pytest.raises(FaultyInput, match="first_name"):
        read_identities(path)
