"""Bulk scoring: a file of answers in, a file of scores out, one administration or a million.

The file is read once, in blocks of bounded size. Nothing is handed over before the whole of it
has been found right: scores wait in a temporary file that is thrown away at the first fault.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import IO

from desist.catalogue.fault import FaultyInput
from desist.evaluation.answer_row import FaultCount, Heads, read_heads
from desist.evaluation.block_scorer import BlockScorer
from desist.programme.instrument import FormOrder, Instrument

BLOCK = 2 << 20
"""Bytes read at a time: the work on a block then stays within a processor's cache."""
LONGEST_LINE = 1 << 20
WORKERS = max(1, min(4, os.cpu_count() or 1))
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def score_file(
    responses: IO[bytes], scores: IO[bytes], *, name: str, instrument: Instrument, order: FormOrder
) -> int:
    """Score every row of ``responses`` into ``scores``, worthless if this raises; how many rows.

    Columns in: ``id`` and ``item_1`` to ``item_n``, blank for a missing answer. Columns out:
    ``id``, one a scale (blank where unscorable), and ``missing``, the number of blanks.

    Raises:
        FaultyInput: with the first hundred faults of the whole file and their number.
    """
    faults = FaultCount(file=name)
    blocks = _blocks(responses, faults)
    first = next(blocks, b"")
    line, _, rest = first.removeprefix(BYTE_ORDER_MARK).partition(b"\n")
    heads = _heads(first, line, order, faults)
    rows = 0
    if heads is not None:
        scorer = BlockScorer(instrument=instrument, order=order, heads=heads)
        scores.write(scorer.header)
        following = chain([rest] if rest else [], blocks)
        for count, written in _scored(following, scorer=scorer, faults=faults):
            rows += count
            if not faults.total:
                scores.write(written)
    if faults.total:
        raise FaultyInput(faults.first, total=faults.total)
    return rows


def _heads(first: bytes, line: bytes, order: FormOrder, faults: FaultCount) -> Heads | None:
    if faults.total:
        return None
    if not first.strip():
        faults.add("", "is empty", f"give it the columns id and item_1 to item_{order.items}")
        return None
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        faults.add("row 1", "is not UTF-8 text", "save the file as CSV UTF-8")
        return None
    return read_heads(text, order=order, faults=faults)


def _blocks(file: IO[bytes], faults: FaultCount) -> Iterator[bytes]:
    """The file in blocks of whole lines, the last line ended."""
    carried = b""
    while read := file.read(BLOCK):
        block = carried + read
        cut = block.rfind(b"\n") + 1
        carried = block[cut:]
        if len(carried) > LONGEST_LINE:
            faults.add(
                "",
                f"has a line of more than {LONGEST_LINE} bytes",
                "end each row with a line feed, and close every quote",
            )
            return
        if cut:
            yield block[:cut]
    if carried:
        yield carried + b"\n"


def _scored(
    blocks: Iterable[bytes], *, scorer: BlockScorer, faults: FaultCount
) -> Iterator[tuple[int, bytes]]:
    """Each block's number of rows and its scores, in order, a few blocks ahead of the reader."""
    source = iter(blocks)
    waiting: deque[tuple[bytes, Future[tuple[int, bytes] | None]]] = deque()
    row = 2
    with ThreadPoolExecutor(WORKERS) as pool:
        while True:
            while len(waiting) < WORKERS + 1 and (block := next(source, None)) is not None:
                waiting.append((block, pool.submit(scorer.score_plain, block)))
            if not waiting:
                return
            block, future = waiting.popleft()
            result = future.result()
            if result is not None:
                row += result[0]
                yield result
            elif b'"' in block:
                # A quoted field may run over the end of a block: read on, line by line.
                for _, ahead in waiting:
                    ahead.cancel()
                rest = chain([block], (each for each, _ in waiting), source)
                yield from scorer.score_slowly(rest, first_row=row, faults=faults)
                return
            else:
                yield from scorer.score_slowly([block], first_row=row, faults=faults)
                row += block.count(b"\n")
