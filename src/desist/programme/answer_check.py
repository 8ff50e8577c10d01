"""Answer check: what is impossible in somebody's answers or scale scores, before any scoring.

A missing answer is never a fault. These faults are shared by the case file and by answer files,
so that both refuse the same things in the same words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from desist.programme.entry import KeyFault
from desist.programme.instrument import FormOrder, Instrument


def implied_order(instrument: Instrument, form_order: str | None) -> FormOrder | KeyFault:
    """The form order that was named, or the only one known; a fault where neither will do."""
    scorable = [order.id for order in instrument.scorable_orders]
    if not scorable:
        return KeyFault(
            "form_order",
            f"{instrument.id} has no key here and takes scale scores only",
            f"score it elsewhere and enter the scales: {', '.join(s.id for s in instrument.scale)}",
        )
    known = ", ".join(scorable)
    if form_order is None:
        if len(instrument.form_order) == 1:
            return instrument.form_order[0]
        return KeyFault(
            "form_order",
            f"is not named, and {instrument.id} is printed in "
            f"{len(instrument.form_order)} orders, each with its own key",
            f"name the order of the form that was filled in: {known}",
        )
    order = instrument.order_called(form_order)
    if order is None:
        return KeyFault(
            "form_order",
            f"{form_order!r} is no form order of {instrument.id}",
            f"name one of: {known}",
        )
    if not order.key:
        return KeyFault(
            "form_order",
            f"{form_order} of {instrument.id} is in use but has no key here",
            f"enter scale scores, or use the form in one of: {known}",
        )
    return order


def answer_faults(
    answers: Mapping[int, int] | Mapping[str, int],
    *,
    instrument: Instrument,
    form_order: str | None = None,
) -> Iterator[KeyFault]:
    """Every impossible answer, by item number (``responses.31``), or why none can be scored."""
    order = implied_order(instrument, form_order)
    if isinstance(order, KeyFault):
        yield order
        return
    for item, answer in answers.items():
        yield from item_faults(item, answer, order=order)


def item_faults(item: int | str, answer: int, *, order: FormOrder) -> Iterator[KeyFault]:
    """What is impossible in one answer. Items are numbered as ``1``, never as ``01``."""
    path = f"responses.{item}"
    number = str(item)
    whole = number.isascii() and number.isdecimal() and not number.startswith("0")
    if not whole or not 1 <= int(number) <= order.items:
        yield KeyFault(
            path,
            f"is no item of {order.id}",
            f"number the items from 1 to {order.items}, as they are printed",
        )
    elif isinstance(answer, bool) or not isinstance(answer, int) or not order.takes(answer):
        yield KeyFault(path, f"is {answer}", allowed_answers(order))


def allowed_answers(order: FormOrder) -> str:
    """The answers of a form, as a remedy."""
    without = f" without {', '.join(map(str, order.excluding))}" if order.excluding else ""
    return f"answers run from {order.minimum} to {order.maximum}{without}; leave out what is blank"


def scale_score_faults(
    scores: Mapping[str, float], *, instrument: Instrument
) -> Iterator[KeyFault]:
    """Every unknown scale and every score outside its published range."""
    for id_, score in scores.items():
        path = f"scales.{id_}"
        scale = instrument.scale_called(id_)
        if scale is None:
            known = ", ".join(each.id for each in instrument.scale)
            yield KeyFault(path, f"is no scale of {instrument.id}", f"name one of: {known}")
        elif not math.isfinite(score):
            yield KeyFault(path, f"is {score}, not a number", "give a finite number")
        elif scale.low is not None and scale.high is not None:
            low = min([scale.low, *_ends(instrument, id_, "low")])
            high = max([scale.high, *_ends(instrument, id_, "high")])
            if not low <= score <= high:
                yield KeyFault(path, f"is {score:g}", f"scores run from {low:g} to {high:g}")


def _ends(instrument: Instrument, scale: str, end: str) -> list[float]:
    """The ends of the range that single form orders give in place of the scale's own."""
    keys = [order.key_of(scale) for order in instrument.form_order]
    found = [getattr(key, end) for key in keys if key]
    return [each for each in found if each is not None]
