"""Item weight: what an answer adds by the catalogue's key, and the total of a scale in FHIRPath.

An option carries one weight, that of the first scale with the item in its key; a scale in which the
item runs the other way takes the weight turned round.
"""

from __future__ import annotations

from collections.abc import Iterable

from desist.programme.instrument import FormOrder, Scale, ScaleKey

ITEMS, SCORES = "items", "scores"
"""The two groups of a questionnaire, by their link ids."""


def is_turned(item: int, order: FormOrder) -> bool | None:
    """Whether an option's weight runs against the answer; None where no key has the item."""
    return next((item in key.reversed for key in order.key if item in key.items), None)


def weight_of(item: int, answer: int, order: FormOrder) -> int | None:
    """What this answer weighs; None where no key has the item."""
    turned = is_turned(item, order)
    if turned is None:
        return None
    return order.minimum + order.maximum - answer if turned else answer


def total_expression(scale: Scale, *, order: FormOrder) -> str | None:
    """The score of a scale whose every item is answered, and empty otherwise.

    None where FHIRPath has no word for how it is made: by a table, by counting extreme answers, or
    from parts with weights.
    """
    key = order.key_of(scale.id)
    if key is None or scale.lookup or scale.composite or scale.count_from is not None:
        return None
    same = [item for item in key.items if is_turned(item, order) == (item in key.reversed)]
    other = [item for item in key.items if item not in same]
    total = f"{_answers(same)}.weight().sum()" if same else "0"
    if other:
        ends = len(other) * (order.minimum + order.maximum)
        total = f"({total} + {ends} - {_answers(other)}.weight().sum())"
    whole = f"{_answers(key.items)}.count() = {len(key.items)}"
    return f"iif({whole}, {_scaled(total, scale, key)}, {{}})"


def _scaled(total: str, scale: Scale, key: ScaleKey) -> str:
    if scale.multiplier != 1:
        total = f"{total} * {scale.multiplier:g}"
    if scale.combine == "mean":
        total = f"{total} / {len(key.items)}"
    return f"({total} + {scale.offset:g})" if scale.offset else f"({total})"


def _answers(items: Iterable[int]) -> str:
    each = " or ".join(f"linkId = '{item}'" for item in items)
    return f"%resource.item.where(linkId = '{ITEMS}').item.where({each}).answer"
