"""Score table: every score that a scale can have, worked out beforehand by the pure scorer.

A scale has few possible sums, so scoring a million forms is adding up and looking up. What is
looked up was computed by ``scoring.raw_of``, which is why the two can only agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.answer_block import AnswerBlock
from desist.programme.instrument import FormOrder, Instrument, Scale, ScaleKey
from desist.programme.scoring import keyed_answer, raw_of

Numbers = NDArray[np.float64]
Cells = NDArray[Any]


def written(raw: float | None) -> str:
    """A score as a file of scores holds it: whole without a point, else to the last digit."""
    if raw is None:
        return ""
    return str(int(raw)) if raw.is_integer() else repr(raw)


def as_cells(values: list[float | None], *, ending: str = "") -> Cells:
    """Each value as text with a comma before it, filled up with NUL.

    Texts of four and eight bytes pass as numbers, which numpy copies fastest.
    """
    texts = [f",{written(value)}{ending}".encode() for value in values]
    widest = max(map(len, texts))
    width = 4 if widest <= 4 else -(-widest // 8) * 8
    joined = b"".join(text.ljust(width, b"\0") for text in texts)
    return np.frombuffer(joined, {4: "u4", 8: "u8"}.get(width, f"V{width}"))


@dataclass(frozen=True, kw_only=True)
class ScoreTable:
    """All scores of one keyed scale, by number of missing answers and sum of keyed answers.

    The last entry of ``raw`` (NaN) and ``cells`` (blank) is that of an unscorable scale.
    """

    scale: Scale
    lowest: int
    span: int
    raw: Numbers
    cells: Cells

    def places(
        self,
        totals: NDArray[np.float32],
        missing: NDArray[np.float32] | None,
        gaps: NDArray[np.intp],
    ) -> NDArray[np.intp]:
        """Where in the table each row's score stands."""
        places = totals.astype(np.intp) - self.lowest
        if missing is not None:
            short = missing.astype(np.intp)
            unscorable = len(self.raw) - 1
            places[gaps] = np.where(
                short > self.scale.missing_allowed, unscorable, places[gaps] + short * self.span
            )
        return places


def table_of(
    scale: Scale, *, key: ScaleKey, order: FormOrder, instrument: Instrument
) -> ScoreTable:
    """The table of one scale. A key that may not be used here gives blanks only."""
    items = len(key.items)
    lowest, highest = _lowest_and_highest(scale, items, order)
    usable = instrument.may_score(scale, order)
    values: list[float | None] = []
    for short in range(scale.missing_allowed + 1):
        least, most = _ends(scale, items - short, order)
        for total in range(lowest, highest + 1):
            possible = usable and least <= total <= most
            values.append(
                raw_of(total, items - short, scale=scale, key=key, order=order)
                if possible
                else None
            )
    values.append(None)
    return ScoreTable(
        scale=scale,
        lowest=lowest,
        span=highest - lowest + 1,
        raw=np.array([np.nan if each is None else each for each in values], np.float64),
        cells=as_cells(values),
    )


def _ends(scale: Scale, answered: int, order: FormOrder) -> tuple[int, int]:
    """The lowest and highest sum of so many keyed answers."""
    if scale.count_from is not None:
        return 0, answered
    return answered * order.minimum, answered * order.maximum


def _lowest_and_highest(scale: Scale, items: int, order: FormOrder) -> tuple[int, int]:
    ends = [_ends(scale, items - short, order) for short in range(scale.missing_allowed + 1)]
    return min(low for low, _ in ends), max(high for _, high in ends)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How columns of answers add up to the sums of all plain scales at once.

    ``sign`` and ``constant`` give a sum as answers @ sign + constant; ``filler`` is what a missing
    answer (held as the form's lowest) had added to it; ``belongs`` says whose item it is.
    """

    sign: NDArray[np.float32]
    constant: NDArray[np.float32]
    filler: NDArray[np.float32]
    belongs: NDArray[np.float32]


def weights_of(
    scales: list[tuple[Scale, ScaleKey]], *, columns: tuple[int, ...], order: FormOrder
) -> Weights:
    """The weights for these scales, items standing in this order of columns."""
    shape = (len(columns), len(scales))
    sign, filler, belongs = (np.zeros(shape, np.float32) for _ in range(3))
    constant = np.zeros(len(scales), np.float32)
    for place, (scale, key) in enumerate(scales):
        for column, item in enumerate(columns):
            if item not in key.items:
                continue
            turned = item in key.reversed
            belongs[column, place] = 1
            filler[column, place] = keyed_answer(
                order.minimum, item, key=key, scale=scale, order=order
            )
            if scale.count_from is None:
                sign[column, place] = -1 if turned else 1
                constant[place] += order.minimum + order.maximum if turned else 0
    return Weights(sign=sign, constant=constant, filler=filler, belongs=belongs)


def counted(
    block: AnswerBlock, scale: Scale, key: ScaleKey, *, columns: tuple[int, ...], order: FormOrder
) -> NDArray[np.float32]:
    """How many keyed answers of each row reach ``count_from``."""
    assert scale.count_from is not None  # noqa: S101 - called for extreme-answer keys only
    plain = [c for c, item in enumerate(columns) if item in key.items and item not in key.reversed]
    turned = [c for c, item in enumerate(columns) if item in key.reversed]
    reach = order.minimum + order.maximum - scale.count_from
    high: NDArray[np.float32] = (block.answers[:, plain] >= scale.count_from).sum(
        axis=1, dtype=np.float32
    )
    high += (block.answers[:, turned] <= reach).sum(axis=1, dtype=np.float32)
    return high
