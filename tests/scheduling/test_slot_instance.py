"""Reading the benchmark's format: all faults at once, each with its place."""

from __future__ import annotations

import pytest

from desist.catalogue.fault import FaultyInput
from desist.scheduling.slot_instance import read_slot_instance
from tests.scheduling.slot_instances import drawn


def test_every_fault_is_named_at_once_with_its_place() -> None:
    document = drawn(1)
    document["groups"][1]["id"] = 0
    document["groups"][2]["rooms"] = [0, 7]
    document["groups"][2]["slots"] = [1, 1]
    document["facilitator_holidays"][3] = [99]
    document["min_gap_slots"] = 0
    with pytest.raises(FaultyInput) as caught:
        read_slot_instance(document, file="x.json")
    said = str(caught.value)
    for part in (
        "groups[0]: stands twice",
        "groups[2].rooms: names room 7",
        "groups[2].slots: names slot 1 twice",
        "facilitator_holidays[3]: names week 99",
        "min_gap_slots: is 0",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("key", "value"), [("weeks", "four"), ("weeks", 10**9), ("groups", []), ("rooms", 2.5)]
)
def test_what_cannot_be_is_refused(key: str, value: object) -> None:
    with pytest.raises(FaultyInput, match=key):
        read_slot_instance(drawn(1) | {key: value}, file="x.json")


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(FaultyInput, match="room_count: is not a key"):
        read_slot_instance(drawn(1) | {"room_count": 3}, file="x.json")
