"""How fast the evaluation engine is beside R and lifelines, and whether they agree.

    python bench/evaluation_speed.py             all, about five minutes on two cores
    python bench/evaluation_speed.py cox fg      some

R needs survival, cmprsk and MatchIt; lifelines is left out where it is not installed. Each pair
runs in one go on the same rows: whole-day ties, about 9% events, five covariates. R is
timed within R, without starting it or reading. Both wall and processor seconds are printed, since
other work on the machine stretches the first; the ratio is of the second for both (a generous
reading for R where we use two cores: all our threads are counted).
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from desist.evaluation.aalen_johansen import aalen_johansen
from desist.evaluation.cox import cox
from desist.evaluation.fine_gray import fit_fine_gray
from desist.evaluation.follow_up import follow_up
from desist.evaluation.match import MatchOptions, match

NAMES = ("x0", "x1", "x2", "x3", "x4")
READ = """
suppressMessages({library(survival); library(cmprsk)})
m <- matrix(readBin("rows.bin", "double", 1e8), ncol = 7)
d <- data.frame(time = m[, 1], event = m[, 2], x0 = m[, 3], x1 = m[, 4], x2 = m[, 5], x3 = m[, 6],
                x4 = m[, 7])
clock <- function(code) {
  t <- system.time(code)
  cat(t[["elapsed"]], t[["user.self"]] + t[["sys.self"]], "")
}
"""
COX = """
clock(f <- coxph(Surv(time, event == 1) ~ x0 + x1 + x2 + x3 + x4, d))
cat(sprintf("%.15g", coef(f)))
"""
JOHANSEN = """
clock(f <- survfit(Surv(time, factor(event, 0:2)) ~ 1, d))
k <- findInterval(1825, f$time); cat(sprintf("%.15g", c(f$pstate[k, 2], f$std.err[k, 2])))
"""
MATCH = """
suppressMessages(library(MatchIt))
clock({f <- matchit(event ~ x0 + x1 + x2 + x3 + x4, d, method = "nearest", distance = "glm",
                    link = "linear.logit", m.order = "largest")
       s <- summary(f)})
# MatchIt 4.5.1 passes nearer controls over, so the pairs are held against the rule written out.
free <- which(d$event == 0); near <- f$distance[free]; pick <- integer(nrow(d))
for (i in order(-f$distance)) if (d$event[i] == 1) {
  j <- which.min(abs(near - f$distance[i])); pick[i] <- free[j]; near[j] <- Inf
}
cat(pick[d$event == 1] - 1)
"""
CRR = """
clock(f <- crr(d$time, d$event, as.matrix(d[3:7]), gtol = 1e-12))
cat(sprintf("%.15g", c(f$coef, sqrt(diag(f$var)))))
"""


def rows(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times in whole days, event codes 0 to 2, covariates: the same for the same size."""
    chance = np.random.default_rng(2007)
    x = chance.normal(size=(n, 5))
    x[:, 1] = x[:, 1] > 0
    risk = np.exp(x @ np.array([0.27, 0.2, -0.3, 0.1, 0.05]))
    event = 3650 * (-np.log(chance.random(n)) / (0.16 * risk)) ** (1 / 0.85)
    other = 3650 * -np.log(chance.random(n)) / 0.12
    left = chance.uniform(365, 3650, n)
    day = np.ceil(np.minimum(np.minimum(event, other), left))
    code = np.where(left <= np.minimum(event, other), 0, np.where(event <= other, 1, 2))
    return day, code.astype(float), x


def in_r(code: str, *columns: np.ndarray) -> tuple[float, float, np.ndarray]:
    """Wall seconds, processor seconds and the figures."""
    with tempfile.TemporaryDirectory() as folder:
        np.column_stack(columns).ravel(order="F").tofile(Path(folder) / "rows.bin")
        done = subprocess.run(
            ["Rscript", "-e", READ + code], cwd=folder, capture_output=True, text=True, check=True
        )
    wall, processor, *figures = map(float, done.stdout.split())
    return wall, processor, np.array(figures)


def here(job: Callable[[], np.ndarray], times: int = 3) -> tuple[float, float, np.ndarray]:
    """The same for a job of ours: the best of a few."""
    best = (np.inf, np.inf)
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        figures = job()
        best = min(best, (time.perf_counter() - wall, time.process_time() - processor),
                   key=lambda each: each[1])  # fmt: skip
    return *best, figures


def tell(what: str, ours: tuple, theirs: tuple) -> None:
    """One line."""
    gap = float(np.abs(ours[2] - theirs[2]).max())
    print(
        f"{what}: ours {ours[0]:.3f} s wall, {ours[1]:.3f} s processor; "
        f"theirs {theirs[0]:.2f} s, {theirs[1]:.2f} s; {theirs[1] / ours[1]:.1f} times faster "
        f"(wall {theirs[0] / ours[0]:.1f}); largest difference {gap:.1e}",
        flush=True,
    )


def run_cox(n: int = 1_000_000) -> None:
    day, code, x = rows(n)
    covariates = dict(zip(NAMES, x.T, strict=True))

    def ours() -> np.ndarray:
        found = cox(day, code, covariates).coefficients
        return np.array([found[name].coef for name in NAMES])

    # Ours includes concordance and the tests of proportional hazards; R's the concordance alone.
    tell(f"Cox, Efron, 5 covariates, {n:,} rows", here(ours), in_r(COX, day, code, x))


def run_johansen(n: int = 1_000_000) -> None:
    day, code, x = rows(n)

    def ours() -> np.ndarray:
        found = aalen_johansen(follow_up(day, code))
        place = np.searchsorted(found.time, 1825, side="right") - 1
        return np.array([found.incidence[place], found.standard_error[place]])

    theirs = in_r(JOHANSEN, day, code, x)
    tell(f"Aalen-Johansen with errors, {n:,} rows", here(ours), theirs)


def run_fine_gray(n: int = 10_000) -> None:
    day, code, x = rows(n)

    def ours() -> np.ndarray:
        fit, covariance = fit_fine_gray(follow_up(day, code), x, NAMES)
        return np.concatenate((fit.coefficients, np.sqrt(np.diag(covariance))))

    tell(f"Fine-Gray with errors, {n:,} rows", here(ours), in_r(CRR, day, code, x))
    for more in (100_000, 1_000_000):
        day, code, x = rows(more)
        wall, processor, _ = here(ours, times=1)
        print(f"Fine-Gray with errors, {more:,} rows: {wall:.2f} s, {processor:.2f} s processor")


def run_match(n: int = 20_000) -> None:
    """Propensity, pairs and balance, without a caliper."""
    _, _, x = rows(n)
    chance = 1 / (1 + np.exp(-(x @ np.array([0.5, 0.3, -0.2, 0.1, 0.4]) - 1.5)))
    treated = (np.random.default_rng(2011).random(n) < chance).astype(float)

    def ours() -> np.ndarray:
        found = match(treated, x, names=NAMES, options=MatchOptions(caliper=None))
        return np.array([each.controls[0] for each in found.pairs], dtype=float)

    mine, theirs = here(ours), in_r(MATCH, np.zeros(n), treated, x)
    print(f"of {len(mine[2]):,} pairs {int((mine[2] == theirs[2]).sum()):,} are the same")
    tell(f"Matching, 5 covariates, {n:,} people", mine, theirs)


def run_lifelines(n: int = 1_000_000) -> None:
    """Cox beside lifelines, where it is installed."""
    if find_spec("lifelines") is None:
        print("lifelines is not installed here: no comparison with it")
        return
    import pandas as pd
    from lifelines import CoxPHFitter

    day, code, x = rows(n)
    table = pd.DataFrame(x, columns=NAMES).assign(day=day, event=code == 1)
    covariates = dict(zip(NAMES, x.T, strict=True))

    def ours() -> np.ndarray:
        found = cox(day, code, covariates).coefficients
        return np.array([found[name].coef for name in NAMES])

    def theirs() -> np.ndarray:
        fitted = CoxPHFitter().fit(table, "day", "event")
        return np.asarray(fitted.params_[list(NAMES)])

    tell(f"Cox beside lifelines, {n:,} rows", here(ours), here(theirs, times=1))


JOBS = {
    "cox": run_cox,
    "aj": run_johansen,
    "fg": run_fine_gray,
    "match": run_match,
    "lifelines": run_lifelines,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or JOBS:
        if name != "lifelines" and shutil.which("Rscript") is None:
            print(f"{name}: Rscript is not installed here: no comparison with it")
        else:
            JOBS[name]()
