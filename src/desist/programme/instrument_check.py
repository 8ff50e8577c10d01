"""Instrument check: every way in which a key, a range or a band can be wrong in itself.

Each of these was met in somebody's published scoring code: an item in the wrong scale, the range
of another form, contiguous blocks that were assumed, a short form under the name of the long one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from desist.programme.entry import KeyFault
from desist.programme.instrument import FormOrder, Instrument, Scale, ScaleKey, ScoreBands
from desist.programme.scale_range import attainable_range, attainable_totals

RESERVED = ("id", "missing")
"""Columns that a file of scores has beside its scales."""


def instrument_faults(instrument: Instrument) -> Iterator[KeyFault]:
    """Everything wrong with one instrument beyond its types."""
    if not instrument.scale:
        yield KeyFault("scale", "is empty", "give at least one [[scale]]")
    yield from _repeated("scale", [each.id for each in instrument.scale])
    yield from _repeated("form_order", [each.id for each in instrument.form_order])
    for scale in instrument.scale:
        if scale.id in RESERVED:
            yield KeyFault(
                f"scale[{scale.id}].id", "is a column of every answer file", "choose another id"
            )
        yield from _scale_faults(scale, instrument)
    for order in instrument.form_order:
        yield from _order_faults(order, instrument)


def _repeated(path: str, ids: Iterable[str]) -> Iterator[KeyFault]:
    for id_, times in Counter(ids).items():
        if times > 1:
            yield KeyFault(f"{path}[{id_}]", f"stands here {times} times", "keep one of them")


def _scale_faults(scale: Scale, instrument: Instrument) -> Iterator[KeyFault]:
    path = f"scale[{scale.id}]"
    if scale.low is not None and scale.high is not None and scale.low >= scale.high:
        yield KeyFault(f"{path}.low", f"{scale.low} is not below high {scale.high}", "swap them")
    if (scale.low is None) != (scale.high is None):
        yield KeyFault(path, "has one end of its range only", "give both low and high, or neither")
    if scale.lookup and (scale.combine != "sum" or scale.multiplier != 1 or scale.offset):
        yield KeyFault(
            f"{path}.lookup",
            "stands beside a mean, a multiplier or an offset",
            "a lookup is printed for plain sums: leave the others out",
        )
    if any(lower >= upper for lower, upper in pairwise(scale.lookup)):
        yield KeyFault(f"{path}.lookup", "does not rise all the way", "check it against its source")
    if scale.lookup and scale.missing_allowed:
        yield KeyFault(
            f"{path}.missing_answers",
            "allows missing answers, but a lookup is printed for whole sums only",
            "leave the rule out",
        )
    for component in scale.composite:
        named = instrument.scale_called(component.scale)
        if named is None or named.composite:
            yield KeyFault(
                f"{path}.composite",
                f"{component.scale} is no scale of single items here",
                "name scales of this instrument that have keys of their own",
            )
    yield from _published_faults(path, scale)


def _published_faults(path: str, scale: Scale) -> Iterator[KeyFault]:
    """Reliabilities that are no correlations, and bands that leave a gap or overlap."""
    for each in scale.reliability:
        if not all(0 < value <= 1 for value in (each.value, each.up_to or each.value)):
            yield KeyFault(
                f"{path}.reliability", f"{each.value} is no reliability", "give .83 as 0.83"
            )
    yield from _repeated(f"{path}.bands", [each.id for each in scale.bands])
    for bands in scale.bands:
        yield from _band_faults(f"{path}.bands[{bands.id}]", bands)


def _band_faults(path: str, bands: ScoreBands) -> Iterator[KeyFault]:
    if not bands.row:
        yield KeyFault(path, "has no rows", "give at least one row")
        return
    yield from _repeated(f"{path}.row", [each.id for each in bands.row])
    for lower, upper in pairwise(bands.row):
        if lower.below != upper.at_least or lower.at_least >= upper.at_least:
            yield KeyFault(
                path,
                f"{lower.id} ends below {lower.below}, {upper.id} begins at {upper.at_least}",
                "let each band end just where the next begins, lowest first",
            )
    if bands.row[-1].below is not None:
        yield KeyFault(path, "the last band is closed above", "leave below out of the last band")


def _order_faults(order: FormOrder, instrument: Instrument) -> Iterator[KeyFault]:
    path = f"form_order[{order.id}]"
    if order.items < 1:
        yield KeyFault(f"{path}.items", f"is {order.items}", "say how many items the form has")
    if order.minimum >= order.maximum:
        yield KeyFault(
            f"{path}.minimum", f"{order.minimum} is not below {order.maximum}", "swap the two"
        )
        return
    if not all(order.minimum < each < order.maximum for each in order.excluding):
        yield KeyFault(
            f"{path}.excluding",
            "names an end of the answers or a value beyond them",
            "change minimum or maximum instead",
        )
    yield from _repeated(f"{path}.key", [each.scale for each in order.key])
    for name in ("unscored", "safety_items"):
        yield from _item_faults(f"{path}.{name}", getattr(order, name), order)
    for key in order.key:
        yield from _key_faults(f"{path}.key[{key.scale}]", key, order, instrument)
    for scales in order.partition:
        yield from _partition_faults(f"{path}.partition", scales, order)
    for scale in instrument.scale:
        lacking = [part.scale for part in scale.composite if not order.key_of(part.scale)]
        if scale.composite and not lacking:
            yield from _range_faults(f"scale[{scale.id}]", scale, None, order, instrument)
        elif 0 < len(lacking) < len(scale.composite):
            yield KeyFault(
                f"{path}.key",
                f"{scale.id} is made of scales that have no key: {', '.join(lacking)}",
                "give their keys too",
            )


def _item_faults(path: str, items: tuple[int, ...], order: FormOrder) -> Iterator[KeyFault]:
    for item, times in Counter(items).items():
        if not 1 <= item <= order.items:
            yield KeyFault(
                path, f"item {item} is not on a form of {order.items}", "correct the number"
            )
        elif times > 1:
            yield KeyFault(path, f"item {item} stands here {times} times", "keep one of them")


def _key_faults(
    path: str, key: ScaleKey, order: FormOrder, instrument: Instrument
) -> Iterator[KeyFault]:
    scale = instrument.scale_called(key.scale)
    if scale is None or scale.composite:
        problem = "is made of other scales" if scale else "is no scale of this instrument"
        yield KeyFault(path, problem, "give the key to a [[scale]] that stands here")
        return
    if not key.items:
        yield KeyFault(f"{path}.items", "is empty", "name the items of the scale")
        return
    yield from _item_faults(f"{path}.items", key.items, order)
    yield from _item_faults(f"{path}.reversed", key.reversed, order)
    for item in key.reversed:
        if item not in key.items:
            yield KeyFault(
                f"{path}.reversed", f"item {item} is not in the scale", "correct either list"
            )
    if scale.missing_allowed < 0 or scale.missing_allowed >= len(key.items):
        yield KeyFault(
            f"scale[{scale.id}].missing_answers.allowed",
            f"is {scale.missing_allowed} of {len(key.items)} items",
            "at least one answer is needed for any score",
        )
    if scale.count_from is not None and not order.minimum < scale.count_from <= order.maximum:
        yield KeyFault(
            f"scale[{scale.id}].count_from",
            f"{scale.count_from} counts every answer or none",
            f"answers run from {order.minimum} to {order.maximum}",
        )
    lowest, highest = attainable_totals(scale, key, order)
    if scale.lookup and len(scale.lookup) != highest - lowest + 1:
        yield KeyFault(
            f"scale[{scale.id}].lookup",
            f"has {len(scale.lookup)} values for sums from {lowest} to {highest}",
            f"give {highest - lowest + 1}",
        )
        return
    yield from _range_faults(path, scale, key, order, instrument)


def _range_faults(
    path: str, scale: Scale, key: ScaleKey | None, order: FormOrder, instrument: Instrument
) -> Iterator[KeyFault]:
    """The printed range must be the one that the key can give."""
    low = scale.low if key is None or key.low is None else key.low
    high = scale.high if key is None or key.high is None else key.high
    if low is None or high is None:
        yield KeyFault(
            f"scale[{scale.id}].low", "is missing for a scale that is scored", "give low and high"
        )
        return
    least, most = attainable_range(scale, order=order, instrument=instrument)
    if not (math.isclose(low, least, abs_tol=1e-9) and math.isclose(high, most, abs_tol=1e-9)):
        yield KeyFault(
            path,
            f"the range is given as {low:g} to {high:g}, but the key of {order.id} gives "
            f"{least:g} to {most:g}",
            "check the items, the answers and the range against the source",
        )


def _partition_faults(path: str, scales: tuple[str, ...], order: FormOrder) -> Iterator[KeyFault]:
    keys = [order.key_of(scale) for scale in scales]
    for scale, key in zip(scales, keys, strict=True):
        if key is None:
            yield KeyFault(path, f"{scale} has no key in this order", "correct the name")
    used = Counter(item for key in keys if key for item in key.items)
    used.update(order.unscored)
    twice = sorted(item for item, times in used.items() if times > 1)
    lacking = [item for item in range(1, order.items + 1) if item not in used]
    if twice:
        yield KeyFault(path, f"items in two places: {twice}", "each item belongs to one scale")
    if lacking:
        yield KeyFault(path, f"items in no scale: {lacking}", "add them, or list them as unscored")
