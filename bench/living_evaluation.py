"""Reproduces the simulation of the living evaluation, beside the figures it was to reproduce.

Run: python bench/living_evaluation.py [REPLICATES]. Takes a minute or two with the usual 2,000.
Inputs (the Core SOTP figures of 10.0% and 8.0% at 8.2 years, the base rate of image offenders) are
recalled from the literature, not read in it. The figures in ``PUBLISHED`` are from the notes the
project started with, made with 2,000 replicates of their own.
"""

import sys
import time
from itertools import product
from math import log

from desist.evaluation.completer_selection import completer_selection
from desist.evaluation.living_evaluation import Volumes
from desist.evaluation.verdict_time import verdict_times

REPLICATES = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
HARM = log(0.9) / log(0.92)
CORE = {
    "treated": 2562,
    "control": 13219,
    "release_years": 13,
    "control_rate": 0.08,
    "rate_horizon": 8.2,
}
CLAIMS = (0.39, 0.5, 0.738, 0.9)
YEARS = (8, 10, 12, 15, 17, 20, 25)

# Rule: (lower quartile, median, upper quartile), {year: share decided}.
PUBLISHED = {
    "claim of 0.39 or less refuted": ((2.25, 2.75, 3.5), {8: 1.0}),
    "claim of 0.5 or less refuted": ((2.75, 3.25, 4.25), {8: 0.9995, 10: 1}),
    "claim of 0.738 or less refuted": (
        (4.0, 5.25, 6.75),
        {8: 0.903, 10: 0.978, 12: 0.998, 15: 1, 17: 1},
    ),
    "claim of 0.9 or less refuted": (
        (6.0, 8.25, 10.75),
        {8: 0.495, 10: 0.700, 12: 0.846, 15: 0.953, 17: 0.981},
    ),
    "early warning of harm": (
        (5.0, 8.0, 11.75),
        {8: 0.518, 10: 0.663, 12: 0.769, 15: 0.885, 17: 0.927},
    ),
    "harm": ((8.0, 11.5, 16.0), {8: 0.253, 10: 0.399, 12: 0.541, 15: 0.719, 17: 0.796}),
    "two-sided": ((9.5, 13.0, 18.25), {8: 0.163, 10: 0.292, 12: 0.432, 15: 0.614, 17: 0.710}),
    "Lan-DeMets O'Brien-Fleming, yearly": ((11, 13, 15), {12: 0.469, 15: 0.822, 17: 0.921}),
    "one log-rank test at that year alone": (
        (None,) * 3,
        {12: 0.740, 15: 0.878, 17: 0.928, 20: 0.960},
    ),
    "5% test every year (invalid)": (
        (4.75, 7.75, 10.75),
        {8: 0.538, 10: 0.698, 12: 0.814, 15: 0.919, 17: 0.955},
    ),
}
NO_EFFECT = {
    "two-sided": 0.024,
    "harm": 0.029,
    "early warning of harm": 0.123,
    "benefit": 0.033,
    "5% test every year (invalid)": 0.293,
    "Lan-DeMets O'Brien-Fleming, yearly": 0.0525,
}


def shown(value):
    return "   -  " if value is None else f"{value:6.4g}"


def core_sotp():
    print(f"\nCore SOTP, hazard ratio {HARM:.4f}; ours / theirs")
    volumes = Volumes(**CORE, hazard_ratio=HARM)
    result = verdict_times(
        volumes, claims=CLAIMS, years=YEARS, replicates=REPLICATES, planned=(3, 17)
    )
    worst = (0.0, 0.0)
    for rule in result.rules:
        if rule.rule not in PUBLISHED:
            continue
        quartiles, shares = PUBLISHED[rule.rule]
        ours = (rule.lower_quartile, rule.median, rule.upper_quartile)
        by_year = dict(zip(YEARS, rule.by_year, strict=True))
        cells = [f"{shown(a)} /{shown(b)}" for a, b in zip(ours, quartiles, strict=True)]
        cells += [f"y{year} {by_year[year]:.3f} / {share:.3f}" for year, share in shares.items()]
        print(f"  {rule.rule}\n      " + "   ".join(cells))
        gap = abs(ours[1] - quartiles[1]) if quartiles[1] and ours[1] else 0
        worst = (
            max(worst[0], gap),
            max(worst[1], *(abs(by_year[y] - share) for y, share in shares.items())),
        )
    print(f"  furthest apart: a median by {worst[0]:.2f} years, a share by {worst[1]:.3f}")


def no_effect():
    print("\nNo effect: shares that ever decide within 25 years; ours / theirs")
    result = verdict_times(
        Volumes(**CORE, hazard_ratio=1), years=(25,), replicates=REPLICATES, planned=(3, 17)
    )
    for rule in result.rules:
        if rule.rule in NO_EFFECT:
            print(f"  {rule.rule:38s} {rule.by_year[0]:.4f} / {NO_EFFECT[rule.rule]:.4f}")


def benefit():
    print("\nTrue benefit, hazard ratio 0.738; ours / theirs")
    result = verdict_times(
        Volumes(**CORE, hazard_ratio=0.738),
        claims=(0.39,),
        years=(12, 17, 25),
        replicates=REPLICATES,
        planned=(3, 17),
    )
    found = {rule.rule: rule for rule in result.rules}
    claim, shown_benefit = found["claim of 0.39 or less refuted"], found["benefit"]
    planned = found["Lan-DeMets O'Brien-Fleming, yearly"]
    print(
        f"  benefit: median {shown_benefit.median} / 10.5, by year 12 "
        f"{shown_benefit.by_year[0]:.3f} / 0.64"
    )
    print(f"  claim of 0.39 refuted: median {claim.median} / 5.5")
    print(f"  planned looks: median {planned.median} / 13, power {planned.by_year[1]:.3f} / 0.961")
    one_off = found["one log-rank test at that year alone"].by_year[0]
    print(f"  one test at year 12: {one_off:.3f} / 0.804")
    print(f"  harm ever declared: {found['harm'].by_year[2]:.4f} / 0")


def strata():
    print("\nNo effect, treated released from year 3 on: harm found in 25 years; ours / theirs")
    published = {
        (0.8, "pooled"): 0.15,
        (0.6, "pooled"): 0.57,
        (0.8, "year"): 0.04,
        (0.6, "year"): 0.05,
    }
    for shape, how in product((0.8, 0.6), ("pooled", "year", "cohort")):
        volumes = Volumes(**CORE, hazard_ratio=1, shape=shape, treated_from=3)
        result = verdict_times(volumes, years=(25,), replicates=min(REPLICATES, 1000), strata=how)
        share = next(each.by_year[0] for each in result.rules if each.rule == "harm")
        theirs = published.get((shape, how))
        print(f"  shape {shape} {how:7s} {share:.3f} / {'-' if theirs is None else theirs}")


def isotp():
    print("\ni-SOTP, 300 starts a year for 10 years; ours / theirs")
    published = {
        (1.3, 1): (9.5, 0.571, 6.75),
        (1.3, 3): (7.75, 0.753, 5.5),
        (0.7, 1): (8.5, 0.693, None),
        (0.7, 3): (7.0, 0.869, None),
    }
    for (ratio, controls), theirs in published.items():
        rules = isotp_rules(ratio, controls)
        verdict = rules["harm" if ratio > 1 else "benefit"]
        warned = rules["early warning of harm"].median if ratio > 1 else None
        print(
            f"  hazard ratio {ratio}, {controls}:1: median {verdict.median} / {theirs[0]}, by year "
            f"10 {verdict.by_year[0]:.3f} / {theirs[1]}, warned {warned} / {theirs[2]}"
        )
    for controls, theirs in ((1, (3.25, 4.0, 0.024)), (3, (3.0, 3.5, 0.028))):
        rules = isotp_rules(1.0, controls)
        medians = [rules[f"claim of {claim} or less refuted"].median for claim in (0.39, 0.5)]
        print(
            f"  no effect, {controls}:1: 0.39 refuted {medians[0]} / {theirs[0]}, 0.5 "
            f"{medians[1]} / {theirs[1]}, false harm {rules['harm'].by_year[1]:.4f} / "
            f"{theirs[2]}"
        )


def isotp_rules(ratio, controls):
    volumes = Volumes(
        treated=3000,
        control=3000 * controls,
        release_years=10,
        control_rate=0.031,
        rate_horizon=2,
        shape=1.0,
        hazard_ratio=ratio,
        watched_years=20,
    )
    result = verdict_times(volumes, claims=(0.39, 0.5), years=(10, 20), replicates=REPLICATES)
    return {rule.rule: rule for rule in result.rules}


def completers():
    print("\nObserved / expected with no effect: completers, dropouts")
    for variance, slope in product((0.5, 1, 2), (-1, -2, -4)):
        found = completer_selection(variance=variance, slope=slope)
        print(f"  variance {variance}, slope {slope}: {found.completers:.2f}, {found.dropouts:.2f}")


if __name__ == "__main__":
    started = time.perf_counter()
    for part in (core_sotp, no_effect, benefit, strata, isotp, completers):
        part()
    print(f"\n{REPLICATES:,} replicates, {time.perf_counter() - started:.0f} s")
