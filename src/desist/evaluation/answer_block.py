"""Answer block: a stretch of an answer file as arrays, recognised without reading cell by cell.

Nearly every block of a large file is plain: no stray quotes, each line an id and short whole
numbers or blanks, all allowed. Such a block is recognised whole by a few passes over its bytes.
Anything else is not refused here: it is left to ``answer_row``, which reads slowly and says what
is wrong. The two must agree on every block that is recognised.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from desist.programme.instrument import FormOrder

Bytes = NDArray[np.uint8]
NEWLINE, COMMA, QUOTE, MINUS, PLUS, ZERO, NINE = b'\n,"-+09'
LONGEST_ID = 64


@dataclass(frozen=True, kw_only=True)
class AnswerBlock:
    """Administrations in the order of the file, items in the order of its columns.

    ``answers`` holds the form's lowest answer where there is none. ``gaps`` are the positions of
    the rows in which an answer is missing, and ``absent`` says which, a row for each of them.
    ``ids`` are bytes, filled up with NUL.
    """

    ids: Bytes
    answers: NDArray[np.uint16] | NDArray[np.int16]
    gaps: NDArray[np.intp]
    absent: NDArray[np.bool_]


def recognise(block: bytes, *, order: FormOrder) -> AnswerBlock | None:
    """The block as arrays, or None where it is not plain or not wholly right.

    ``block`` is whole lines, the last one ended, with the id in the first column.
    """
    text = _without_quoted_ids(_with_line_feeds(block))
    if text is None or not _is_text(text):
        return None
    margin = max(2 * order.items, LONGEST_ID) + 1
    whole = bytes(margin) + text + bytes(margin)
    padded = np.frombuffer(whole, np.uint8)
    ends = np.flatnonzero(padded == NEWLINE)
    starts = np.empty_like(ends)
    starts[0], starts[1:] = margin, ends[:-1] + 1
    if np.count_nonzero(padded == COMMA) != len(ends) * order.items:
        return None
    if order.minimum < 0 or order.maximum > 9:
        full = np.zeros(len(ends), np.bool_)
        answers: NDArray[np.uint16] | NDArray[np.int16] = np.empty(
            (len(ends), order.items), np.int16
        )
        widths = np.empty_like(ends)
    else:
        full, answers, widths = _full_rows(padded, starts, ends, order.items)
    gaps = np.flatnonzero(~full)
    absent = np.zeros((0, order.items), np.bool_)
    if len(gaps):
        with_gaps = _rows_with_gaps(whole, starts[gaps], ends[gaps], order)
        if with_gaps is None:
            return None
        answers[gaps], absent, widths[gaps] = with_gaps
    if not _all_allowed(answers, order) or widths.min() < 1 or widths.max() > LONGEST_ID:
        return None
    return AnswerBlock(ids=_ids(padded, starts, widths), answers=answers, gaps=gaps, absent=absent)


def _with_line_feeds(block: bytes) -> bytes:
    return block.replace(b"\r\n", b"\n") if b"\r" in block else block


def _is_text(text: bytes) -> bool:
    if b"\0" in text or b"\r" in text:
        return False
    if text.isascii():
        return True
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _without_quoted_ids(text: bytes) -> bytes | None:
    """The block without quotes where each line has one pair, round its id; else None.

    Statistical packages quote text columns, so this is the commonest quoted file.
    """
    if b'"' not in text:
        return text
    raw = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(raw == QUOTE)
    ends = np.flatnonzero(raw == NEWLINE)
    if len(quotes) != 2 * len(ends):
        return None
    opening, closing = quotes[0::2], quotes[1::2]
    begins_lines = opening[0] == 0 and np.array_equal(opening[1:], ends[:-1] + 1)
    if begins_lines and (closing < ends).all() and (raw[closing + 1] == COMMA).all():
        return text.replace(b'"', b"")
    return None


def _full_rows(
    padded: Bytes, starts: NDArray[np.intp], ends: NDArray[np.intp], items: int
) -> tuple[NDArray[np.bool_], NDArray[np.uint16], NDArray[np.intp]]:
    """Which lines end in a comma and a digit for each item, those digits, and the ids' widths."""
    width = 2 * items
    tails = sliding_window_view(padded, width)[ends - width]
    widths = ends - width - starts
    # Comma and digit together, read as one number: nought to nine where the line is full.
    pairs = tails.view(">u2") - np.uint16((COMMA << 8) + ZERO)
    full = widths > 0
    if pairs.max() > NINE - ZERO:
        full &= (pairs <= NINE - ZERO).all(axis=1)
    return full, pairs, widths


def _rows_with_gaps(
    whole: bytes, starts: NDArray[np.intp], ends: NDArray[np.intp], order: FormOrder
) -> tuple[NDArray[np.int16], NDArray[np.bool_], NDArray[np.intp]] | None:
    """Answers, what is absent, and id widths, of lines whose cells have up to two characters."""
    lines = b"".join(
        [whole[a : b + 1] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    )
    raw = np.frombuffer(lines + b"\n", np.uint8)
    marks = np.flatnonzero((raw[:-1] == COMMA) | (raw[:-1] == NEWLINE))
    if len(marks) != len(starts) * (order.items + 1):
        return None
    grid = marks.reshape(len(starts), order.items + 1)
    if not (raw[grid[:, -1]] == NEWLINE).all():
        return None
    cells = grid[:, :-1] + 1
    lengths = grid[:, 1:] - cells
    if lengths.max() > 2:
        return None
    values = _values(raw, cells, lengths)
    if values is None:
        return None
    absent = lengths == 0
    values[absent] = order.minimum
    first = np.concatenate(([0], grid[:-1, -1] + 1))
    return values, absent, grid[:, 0] - first


def _values(
    raw: Bytes, cells: NDArray[np.intp], lengths: NDArray[np.intp]
) -> NDArray[np.int16] | None:
    """Whole numbers of one or two characters; None where a character is neither digit nor sign."""
    one = raw[cells]
    last = raw[cells + (lengths == 2)]
    signed = (lengths == 2) & ((one == MINUS) | (one == PLUS))
    digits = (last >= ZERO) & (last <= NINE) & (signed | ((one >= ZERO) & (one <= NINE)))
    if not (digits | (lengths == 0)).all():
        return None
    units = last.astype(np.int16) - ZERO
    tens = np.where((lengths == 2) & ~signed, one.astype(np.int16) - ZERO, 0)
    values: NDArray[np.int16] = (tens * 10 + units).astype(np.int16)
    values[signed & (one == MINUS)] *= -1
    return values


def _all_allowed(answers: NDArray[np.uint16] | NDArray[np.int16], order: FormOrder) -> bool:
    if answers.min() < order.minimum or answers.max() > order.maximum:
        return False
    return not any((answers == each).any() for each in order.excluding)


def _ids(padded: Bytes, starts: NDArray[np.intp], widths: NDArray[np.intp]) -> Bytes:
    widest = int(widths.max())
    ids = sliding_window_view(padded, widest)[starts]
    if widths.min() < widest:
        ids[np.arange(widest) >= widths[:, np.newaxis]] = 0
    return ids
