"""Glance: what a person's page shows of a decision, out of the judgements that it stands on.

It is kept beside the decision, which as a whole is more than twenty times as long.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

BANDS = (
    "static_risk.standard",
    "static_risk.adapted",
    "sexual_predictor.direct_contact",
    "sexual_predictor.indirect_contact",
)


def glance_text(grounds: Iterable[Mapping[str, Any]]) -> str:
    """As it is kept: JSON with ``bands`` by question, ``scales`` and ``needs``, the strong first.

    ``grounds`` are the judgements as plain values.
    """
    by_question = {each["question"]: each for each in grounds}
    seen = {
        "bands": {name: by_question[name]["outcome"] for name in BANDS if name in by_question},
        "scales": list(_scales(by_question.get("standing"))),
        "needs": list(_needs(by_question.get("needs"))),
    }
    return json.dumps(seen, ensure_ascii=False)


def _scales(standing: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    """The scales that were compared with a norm, as their profile wants them."""
    for each in standing["reasons"] if standing else ():
        kind, _dot, word = each["code"].partition(".")
        values = each["values"]
        if kind == "standing" and "end" in values:
            yield {
                "title": values["scale"],
                "raw": 0,
                "z": values["z"],
                "problem_end": values["end"].removesuffix("_end"),
                "standing": word,
            }


def _needs(needs: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    for strength in ("strong", "some"):
        for each in needs["reasons"] if needs else ():
            if each["code"] == f"need.{strength}":
                yield each["values"]["need"], strength
