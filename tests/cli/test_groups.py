import json

import pytest

from desist.scheduling.group_pool_reader import EXAMPLE
from tests.cli.desist import desist


def test_groups_are_told_on_a_page():
    ended = desist("groups", EXAMPLE, "--demonstration")

    assert (ended.status, ended.err) == (0, "")
    assert "DEMONSTRATION" in ended.out
    assert "york-1: formed, 10 members" in ended.out
    assert "P28 and P29, who sits there, are co-defendants" in ended.out


def test_json_is_one_object_and_the_same_every_time():
    ended = desist("groups", EXAMPLE, "--demonstration", "--json")
    again = desist("groups", EXAMPLE, "--demonstration", "--json", PYTHONHASHSEED="7")

    record = json.loads(ended.out)
    assert (ended.status, ended.err) == (0, "")
    assert record["proven"]
    assert record["cost"] <= record["greedy_cost"]
    assert ended.out == again.out


def test_a_move_says_what_breaks():
    ended = desist("groups", EXAMPLE, "--demonstration", "--json", "--move", "P12:leeds-2")

    move = json.loads(ended.out)["move"]
    assert [each["code"] for each in move["broken"]] == ["group.too_many"]


@pytest.mark.parametrize("move", ["P12", ":leeds-2", "nobody:leeds-2", "P12:nowhere"])
def test_a_move_that_cannot_be_read_is_refused(move):
    ended = desist("groups", EXAMPLE, "--demonstration", "--move", move)

    assert (ended.status, ended.out) == (2, "")
    assert "--move" in ended.err


def test_without_adoption_no_group_is_formed_and_that_is_no_failure():
    ended = desist("groups", EXAMPLE, "--json")

    record = json.loads(ended.out)
    assert (ended.status, record["outcome"], record["groups"]) == (0, "awaiting_adoption", [])
    assert record["rules"][0]["id"] == "group-forming"


def test_a_demonstration_refuses_people_who_are_not_invented(tmp_path):
    pool = tmp_path / "pool.toml"
    pool.write_text(EXAMPLE.read_text(encoding="utf-8").replace("invented = true", ""))

    ended = desist("groups", pool, "--demonstration")

    assert (ended.status, ended.out) == (2, "")
    assert "invented people only" in ended.err


def test_the_example_can_be_printed_and_formed(tmp_path):
    pool = tmp_path / "pool.toml"
    pool.write_text(desist("groups", "--example").out, encoding="utf-8")

    assert desist("groups", pool, "--demonstration", "--beside", EXAMPLE).status == 2
    assert desist("groups", pool, "--demonstration").status == 0


def test_without_a_pool_the_way_to_begin_is_shown():
    ended = desist("groups")

    assert ended.status == 2
    assert ended.err.endswith("Try: desist groups --example > pool.toml\n")


def test_an_unknown_rule_is_named():
    ended = desist("groups", EXAMPLE, "--demonstration", "--rule", "group-formin")

    assert ended.status == 2
    assert "group-forming" in ended.err
