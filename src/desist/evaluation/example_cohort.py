"""Example cohort: invented people to try the jobs of evaluation on.

Rates are far above those that were published for Internet offenders, so that a small table has
something to show. There is no treatment effect in it; whatever shows is chance and selection.
"""

from __future__ import annotations

from math import exp, log
from random import Random

COLUMNS = (
    "id", "arm", "treated", "site", "age", "prior", "start", "days", "event", "predicted",
    "reconvicted",
)  # fmt: skip
HORIZON = 730
"""Days after which ``reconvicted`` is read off: two years."""
SHAPE = 0.85
"""Of the Weibull distribution of time to reconviction: below 1, the hazard falls."""


def example_cohort(*, n: int = 500, seed: int = 2007) -> str:
    """The table as CSV: the same text for the same seed, everywhere.

    ``predicted`` is the probability of event 1 within two years by a predictor that knows age and
    prior sanctions, frozen at the start; ``reconvicted`` whether it came, empty for whoever left
    before. Event 2 is death or removal. Some are first seen late (``start``).
    """
    # Invented people need no secrecy.
    chance = Random(seed)  # noqa: S311
    rows = [",".join(COLUMNS)]
    rows += [",".join(map(str, _person(number, chance))) for number in range(1, n + 1)]
    return "\n".join(rows)


def _person(number: int, chance: Random) -> tuple[object, ...]:
    age = round(22 + 40 * chance.random() + 8 * chance.random())
    prior = int(5 * chance.random() ** 3)
    treated = int(chance.random() < 0.5)
    log_risk = 0.35 * prior - 0.03 * (age - 42)
    scale = 3600 * exp(-log_risk / SHAPE)
    reconviction = scale * (-log(1 - chance.random())) ** (1 / SHAPE)
    removal = 9000 * exp(-0.02 * (age - 42)) * -log(1 - chance.random())
    end = 400 + 1400 * chance.random()
    days = max(1, round(min(reconviction, removal, end)))
    event = 0 if end <= min(reconviction, removal) else 1 if reconviction <= removal else 2
    late = chance.random() < 0.2
    start = int(min(days - 1, 120 * chance.random())) if late else 0
    predicted = 1 - exp(-exp(log_risk) * (HORIZON / 3600) ** SHAPE)
    known = event == 1 and days <= HORIZON
    reconvicted = 1 if known else 0 if days >= HORIZON or event == 2 else ""
    return (
        f"p{number:03}", "treated" if treated else "control", treated, f"s{chance.randrange(12)}",
        age, prior, start, days, event, f"{predicted:.4f}", reconvicted,
    )  # fmt: skip
