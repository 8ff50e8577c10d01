"""Scale range: the lowest and highest score that a key can give."""

from __future__ import annotations

from desist.programme.instrument import FormOrder, Instrument, Scale, ScaleKey


def attainable_totals(scale: Scale, key: ScaleKey, order: FormOrder) -> tuple[int, int]:
    """The lowest and highest sum of keyed answers. Reversal turns answers round, no more."""
    count = len(key.items)
    if scale.count_from is not None:
        return 0, count
    return count * order.minimum, count * order.maximum


def attainable_range(
    scale: Scale, *, order: FormOrder, instrument: Instrument
) -> tuple[float, float]:
    """The lowest and highest raw score of a scale in one form order.

    Raises:
        LookupError: the order has no key for the scale, or for a part of a composite.
    """
    if scale.composite:
        ends = [
            _weighted_ends(part.scale, part.weight, order=order, instrument=instrument)
            for part in scale.composite
        ]
        return sum(low for low, _ in ends), sum(high for _, high in ends)
    key = order.key_of(scale.id)
    if key is None:
        raise LookupError(f"{order.id} has no key for {scale.id}")
    lowest, highest = attainable_totals(scale, key, order)
    if scale.lookup:
        return scale.lookup[0], scale.lookup[-1]
    divisor = len(key.items) if scale.combine == "mean" else 1
    low, high = sorted(
        total * scale.multiplier / divisor + scale.offset for total in (lowest, highest)
    )
    return low, high


def _weighted_ends(
    id_: str, weight: float, *, order: FormOrder, instrument: Instrument
) -> tuple[float, float]:
    part = instrument.scale_called(id_)
    if part is None:
        raise LookupError(f"{instrument.id} has no scale {id_}")
    low, high = sorted(
        weight * end for end in attainable_range(part, order=order, instrument=instrument)
    )
    return low, high
