"""Kinds: which folder of the catalogue holds what, and the value that each file becomes."""

from __future__ import annotations

from desist.programme.curriculum import Programme
from desist.programme.entry import Entry
from desist.programme.static_risk_rule import StaticRiskRule
from desist.programme.wording import Wording

FOLDERS: dict[str, type[Entry]] = {
    "programmes": Programme,
    "static_risk": StaticRiskRule,
    "wording": Wording,
}
"""Every file in this folder becomes a value of this kind. One line here opens a new shelf."""
