"""How well and how fast a roster is linked to convictions, on invented people with errors put in.

usage: python bench/linkage.py [SEED]

20,000 people, 500,000 records, of which one is each person's. Errors: either name mistyped 8%, date
of birth 5%, names swapped 2%, moved 35%, no postcode 4%. Names are invented and drawn unevenly. The
model was made with seeds 1 and 7; report another seed.
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta

import numpy as np
import polars as pl

from desist.evaluation.linkage import link, pseudonym

ONSETS = ("b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s",
          "sh", "st", "t", "th", "tr", "v", "w", "")  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ai", "ee", "oo")
CODAS = ("n", "r", "l", "s", "t", "m", "ck", "rd", "ll", "")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def names(chance: np.random.Generator, count: int, syllables: int) -> np.ndarray:
    found: set[str] = set()
    while len(found) < count:
        parts = "".join(
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
            for _ in range(syllables)
        )
        found.add(parts)
    return np.array(sorted(found))


def drawn(chance, pool, n, exponent):
    weights = 1 / np.arange(1, len(pool) + 1) ** exponent
    order = chance.permutation(len(pool))
    return pool[order][chance.choice(len(pool), n, p=weights / weights.sum())]


def typed(chance, word: str) -> str:
    at = int(chance.integers(len(word)))
    kind = chance.integers(4)
    letter = LETTERS[int(chance.integers(26))]
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2 and len(word) > 2:
        return word[:at] + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def postcode(chance, n):
    area = chance.integers(0, 120, n)
    upper = LETTERS.upper()
    parts = [
        area,
        *(chance.integers(low, high, n) for low, high in ((1, 25), (1, 10), (0, 26), (0, 26))),
    ]
    return np.array(
        [
            f"{upper[a % 26]}{upper[a * 7 % 26]}{d} {s}{upper[x]}{upper[y]}"
            for a, d, s, x, y in zip(*parts, strict=True)
        ]
    )


def people(seed: int, roster: int = 20_000, records: int = 500_000):
    chance = np.random.default_rng(seed)
    first, last = names(chance, 1500, 2), names(chance, 20_000, 2)
    n = records
    frame = {
        "id": np.array([f"c{k}" for k in range(n)]),
        "first_name": drawn(chance, first, n, 0.9),
        "surname": drawn(chance, last, n, 0.7),
        "born": chance.integers(0, 60 * 365, n),
        "postcode": postcode(chance, n),
    }
    chosen = chance.choice(n, roster, replace=False)
    made = {key: values[chosen].copy() for key, values in frame.items()}
    firsts, lasts = made["first_name"].astype(object), made["surname"].astype(object)
    for column in (firsts, lasts):
        for at in np.flatnonzero(chance.random(roster) < 0.08):
            column[at] = typed(chance, column[at])
    swap = chance.random(roster) < 0.02
    firsts[swap], lasts[swap] = lasts[swap], firsts[swap].copy()
    born = made["born"]
    for at in np.flatnonzero(chance.random(roster) < 0.05):
        born[at] += chance.choice([-365, 365, -30, 31, 1, -1, 9, -9, 3650])
    codes = made["postcode"].astype(object)
    moved = chance.random(roster) < 0.35
    codes[moved] = postcode(chance, int(moved.sum()))
    codes[chance.random(roster) < 0.04] = None
    day = date(1945, 1, 1)
    convictions = (
        pl.DataFrame(frame)
        .with_columns(born_on=pl.lit(day) + pl.duration(days=pl.col("born")))
        .drop("born")
    )
    rost = pl.DataFrame(
        {
            "id": [f"r{k}" for k in range(roster)],
            "first_name": firsts.tolist(),
            "surname": lasts.tolist(),
            "born_on": [day + timedelta(days=int(b)) for b in born],
            "postcode": codes.tolist(),
        }
    )
    truth = dict(zip(rost["id"].to_list(), made["id"].tolist(), strict=True))
    return rost, convictions, truth


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    roster, convictions, truth = people(seed)
    key = b"0123456789abcdef"
    began = time.perf_counter()
    quality, links, review = link(roster, convictions, key=key)
    seconds = time.perf_counter() - began
    owner = {
        pseudonym(c, key, of="record"): pseudonym(r, key, of="person") for r, c in truth.items()
    }
    right = sum(owner.get(row["record"]) == row["person"] for row in links.iter_rows(named=True))
    print(
        f"seed {seed}: {seconds:.1f} s, recall {right / len(truth):.4f}, "
        f"precision {right / links.height:.5f}, for review {review.height:,}"
    )
    for name, found in (("recall", quality.recall), ("precision", quality.precision)):
        print(
            f"  {name} by the model's own account {found.estimate:.4f} "
            f"({found.low:.4f} to {found.high:.4f})"
        )


if __name__ == "__main__":
    main()
