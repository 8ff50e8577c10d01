"""Block scorer: blocks of answers into lines of scores, by tables made once."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.answer_block import AnswerBlock, recognise
from desist.evaluation.answer_row import AnswerRow, FaultCount, Heads, read_rows
from desist.evaluation.score_table import Cells, as_cells, counted, table_of, weights_of
from desist.programme.instrument import FormOrder, Instrument, Scale

ROWS_AT_ONCE = 10_000


class BlockScorer:
    """Scores blocks of one form order of one instrument."""

    def __init__(self, *, instrument: Instrument, order: FormOrder, heads: Heads) -> None:
        """Work out every score that the scales of this form order can have."""
        self.instrument, self.order, self.heads = instrument, order, heads
        self.scales = [scale for scale in instrument.scale if order.gives(scale)]
        self.keyed = [(s, key) for s in self.scales if (key := order.key_of(s.id))]
        self.tables = {
            scale.id: table_of(scale, key=key, order=order, instrument=instrument)
            for scale, key in self.keyed
        }
        self.weights = weights_of(self.keyed, columns=heads.items, order=order)
        self.blanks = as_cells([float(n) for n in range(order.items + 1)], ending="\n")

    @property
    def header(self) -> bytes:
        """The heads of the file of scores."""
        return ",".join(["id", *(scale.id for scale in self.scales), "missing"]).encode() + b"\n"

    def score_plain(self, block: bytes) -> tuple[int, bytes] | None:
        """The rows and scores of a plain block; None where it must be read cell by cell."""
        if self.heads.id_column != 0:
            return None
        answers = recognise(block, order=self.order)
        if answers is None:
            return None
        ids = np.ascontiguousarray(answers.ids).view(f"V{answers.ids.shape[1]}")[:, 0]
        lines = side_by_side([ids, *self.cells(answers)])
        return len(lines), lines.tobytes().translate(None, b"\0")

    def score_slowly(
        self, blocks: Iterable[bytes], *, first_row: int, faults: FaultCount
    ) -> Iterator[tuple[int, bytes]]:
        """The same for any blocks, whatever is in them; faults are counted."""
        lines = chain.from_iterable(map(io.BytesIO, blocks))
        batch: list[AnswerRow] = []
        for row in read_rows(
            lines, first_row=first_row, heads=self.heads, order=self.order, faults=faults
        ):
            if row is not None and not faults.total:
                batch.append(row)
            if len(batch) == ROWS_AT_ONCE:
                yield len(batch), self._score_rows(batch)
                batch.clear()
        if batch:
            yield len(batch), self._score_rows(batch)

    def _score_rows(self, rows: list[AnswerRow]) -> bytes:
        lowest = self.order.minimum
        absent = np.array([[a is None for a in row.answers] for row in rows], np.bool_)
        answers = np.array(
            [[lowest if a is None else a for a in row.answers] for row in rows], np.int16
        )
        gaps = np.flatnonzero(absent.any(axis=1))
        block = AnswerBlock(
            ids=np.zeros((len(rows), 0), np.uint8), answers=answers, gaps=gaps, absent=absent[gaps]
        )
        lines = side_by_side(self.cells(block))
        return b"".join(
            _quoted(row.id) + line.tobytes().translate(None, b"\0")
            for row, line in zip(rows, lines, strict=True)
        )

    def cells(self, block: AnswerBlock) -> list[Cells]:
        """The scores of every scale, then the number of missing answers, as padded text."""
        totals = block.answers.astype(np.float32) @ self.weights.sign + self.weights.constant
        for place, (scale, key) in enumerate(self.keyed):
            if scale.count_from is not None:
                totals[:, place] = counted(
                    block, scale, key, columns=self.heads.items, order=self.order
                )
        missing = None
        if len(block.gaps):
            absent = block.absent.astype(np.float32)
            totals[block.gaps] -= absent @ self.weights.filler
            missing = absent @ self.weights.belongs
        places: dict[str, NDArray[np.intp]] = {}
        for place, (scale, _) in enumerate(self.keyed):
            short = None if missing is None else missing[:, place]
            places[scale.id] = self.tables[scale.id].places(totals[:, place], short, block.gaps)
        return [*(self._cells_of(scale, places) for scale in self.scales), self._last(block)]

    def _cells_of(self, scale: Scale, places: dict[str, NDArray[np.intp]]) -> Cells:
        if not scale.composite:
            return self.tables[scale.id].cells[places[scale.id]]
        rows = len(next(iter(places.values())))
        usable = self.instrument.may_score(scale, self.order)
        raw = np.full(rows, 0.0 if usable else np.nan)
        for part in scale.composite:
            raw = raw + part.weight * self.tables[part.scale].raw[places[part.scale]]
        values, where = np.unique(raw, return_inverse=True)
        return as_cells([None if np.isnan(each) else float(each) for each in values])[where]

    def _last(self, block: AnswerBlock) -> Cells:
        blanks = np.zeros(len(block.answers), np.intp)
        blanks[block.gaps] = block.absent.sum(axis=1)
        return self.blanks[blanks]


def side_by_side(columns: list[Cells]) -> Cells:
    """Columns of padded text as lines of padded text."""
    lines = np.empty(
        len(columns[0]), [(f"{place}", column.dtype) for place, column in enumerate(columns)]
    )
    for place, column in enumerate(columns):
        lines[f"{place}"] = column
    return lines


def _quoted(id_: str) -> bytes:
    """An id as a field of a CSV file, in quotes only where it needs them."""
    if any(each in id_ for each in ',"\r\n'):
        return '"{}"'.format(id_.replace('"', '""')).encode()
    return id_.encode()
