"""Life plan page: a New Life Plan on paper in large type; nothing on it but the person's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desist.documents.page import render, stylesheet, stylesheet_digest

STYLE = "life_plan.css"


def life_plan_page(sheet: Mapping[str, Any]) -> str:
    """One HTML document that refers to nothing outside itself.

    ``sheet`` has language, heading (by id), checking, matters, supports, warning_signs, responses,
    safeguards, goals (direction and list of goal, steps, helps, obstacles, progress), written_on
    and look_again_on (its days in words). Text of several lines becomes a list.

    Raises:
        jinja2.UndefinedError: the sheet lacks one of these.
    """
    return render(
        "life_plan.html.jinja",
        p=sheet,
        style=stylesheet(STYLE),
        style_digest=stylesheet_digest(STYLE),
    )
