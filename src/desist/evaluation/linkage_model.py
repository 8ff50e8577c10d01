"""Linkage model: the Splink settings by which a roster is linked to convictions.

Splink is imported inside: it takes long to load, and only linkage needs it.
"""

from __future__ import annotations

from typing import Any

SWAPPED = "(first_name_l = surname_r and surname_l = first_name_r)"
SWAPS, SWAPS_BY_CHANCE = 0.02, 1e-7
"""How often the two names are swapped in one person's records, and in two people's by chance.

Both names say it at once, so it is counted in the first name and weighs nothing in the surname.
"""
TYPED = 0.88
"""A Jaro-Winkler similarity that a slip of the keyboard leaves."""
BLOCKS = (
    "l.born_on = r.born_on",
    "l.first_name = r.first_name and l.surname = r.surname",
    "l.first_name = r.surname and l.surname = r.first_name",
    "l.postcode = r.postcode",
    "l.surname = r.surname and substr(l.first_name, 1, 2) = substr(r.first_name, 1, 2) "
    "and year(l.born_on) = year(r.born_on)",
    "l.first_name = r.first_name and substr(l.surname, 1, 2) = substr(r.surname, 1, 2) "
    "and year(l.born_on) = year(r.born_on)",
    "l.first_name = r.first_name and substr(l.surname, 1, 2) = substr(r.surname, 1, 2) "
    "and month(l.born_on) = month(r.born_on) and day(l.born_on) = day(r.born_on)",
    "l.surname = r.surname and substr(l.first_name, 1, 2) = substr(r.first_name, 1, 2) "
    "and month(l.born_on) = month(r.born_on) and day(l.born_on) = day(r.born_on)",
)
"""Pairs are compared only if they meet one of these."""


def settings(records: int) -> Any:
    """The settings; ``records`` is how many convictions there are."""
    import splink.comparison_library as comparisons
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule

    return SettingsCreator(
        link_type="link_only",
        unique_id_column_name="id",
        comparisons=[
            _name("first_name", SWAPS_BY_CHANCE),
            _name("surname", SWAPS),
            _born_on(),
            comparisons.ExactMatch("postcode"),
        ],
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in BLOCKS],
        probability_two_random_records_match=0.9 / records,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


def _name(column: str, swaps_by_chance: float) -> Any:
    """How two names compare: the same, swapped with the other name, nearly the same, or not."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons

    return comparisons.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            levels.NullLevel(column),
            levels.ExactMatchLevel(column, term_frequency_adjustments=True),
            levels.CustomLevel(SWAPPED, label_for_charts="swapped").configure(
                m_probability=SWAPS,
                u_probability=swaps_by_chance,
                fix_m_probability=True,
                fix_u_probability=True,
            ),
            levels.JaroWinklerLevel(column, TYPED),
            levels.ElseLevel(),
        ],
    )


def _born_on() -> Any:
    """How two dates of birth compare: the same, one slip apart, near, or not."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons

    slip = "damerau_levenshtein(cast(born_on_l as varchar), cast(born_on_r as varchar)) <= 1"
    near = (
        "(month(born_on_l) = month(born_on_r)) and (day(born_on_l) = day(born_on_r)) or "
        "abs(date_diff('day', born_on_l, born_on_r)) <= 31"
    )
    return comparisons.CustomComparison(
        output_column_name="born_on",
        comparison_levels=[
            levels.NullLevel("born_on"),
            levels.ExactMatchLevel("born_on"),
            levels.CustomLevel(slip, label_for_charts="one slip"),
            levels.CustomLevel(near, label_for_charts="near"),
            levels.ElseLevel(),
        ],
    )
