"""Report: any result of ``desist evaluate`` in plain text, from the same content as its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

ENVELOPE = ("estimate", "low", "high", "level", "method", "assumptions", "warnings", "source")
ROWS_SHOWN = 40


def as_text(content: Mapping[str, Any]) -> str:
    """Figures first, then how they were found, then what limits them."""
    lines = list(_lines(content, indent=""))
    lines += ["", f"Method: {content['method']}", f"Source: {content['source']}"]
    lines += _list("Assumes", dict.fromkeys(_all(content, "assumptions")))
    lines += _list("Warning", dict.fromkeys(_all(content, "warnings")))
    return "\n".join(lines)


def _lines(content: Mapping[str, Any], *, indent: str) -> Iterator[str]:
    figures = {k: v for k, v in content.items() if k not in (*ENVELOPE, "schema", "job")}
    if _is_quantity(content):
        figures = {"estimate": {k: content[k] for k in ENVELOPE}} | figures
    width = max((len(name) for name in figures), default=0)
    for name, value in figures.items():
        label = f"{indent}{name.replace('_', ' '):<{width}}"
        if isinstance(value, Mapping) and _is_quantity(value):
            yield f"{label}  {_interval(value)}"
            extra = {k: v for k, v in value.items() if k not in ENVELOPE}
            yield from _lines(extra, indent=indent + "  ")
        elif isinstance(value, Mapping):
            if "says" in value:
                yield f"{label}  {value['says']}"
            elif all(_is_cell(each) for each in value.values()):
                yield f"{label}  {_pairs(value)}"
            elif _is_table(list(value.values())) and not _is_whole(next(iter(value.values()))):
                yield label.rstrip()
                rows = [{"": key} | each for key, each in value.items()]
                yield from _table(rows, indent=indent + "  ")
            else:
                yield label.rstrip()
                yield from _lines(value, indent=indent + "  ")
        elif _is_table(value):
            yield label.rstrip()
            yield from _table(value, indent=indent + "  ")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{label}  {_items(value)}"
        else:
            yield f"{label}  {_cell(value)}"


def _is_quantity(value: Mapping[str, Any]) -> bool:
    return {"estimate", "low", "high", "level"} <= value.keys()


def _is_whole(value: Mapping[str, Any]) -> bool:
    """Whether this is a result of its own, with a method and assumptions, and no quantity."""
    return {"method", "assumptions"} <= value.keys() and not _is_quantity(value)


def _is_cell(value: Any) -> bool:
    return not isinstance(value, Mapping | list)


def _interval(value: Mapping[str, Any]) -> str:
    text = _cell(value["estimate"])
    if value["low"] is not None or value["high"] is not None:
        text += f" ({value['level']:.0%} {_cell(value['low'])} to {_cell(value['high'])})"
    return text


def _pairs(value: Mapping[str, Any]) -> str:
    shown = {k: v for k, v in value.items() if k not in ("method", "source") and v is not None}
    pairs = (f"{name.replace('_', ' ')} {_cell(each)}" for name, each in shown.items())
    return ", ".join(pairs) or "none"


def _items(value: Sequence[Any]) -> str:
    if not value:
        return "none"
    more = f", ... ({len(value):,} in all)" if len(value) > ROWS_SHOWN else ""
    return ", ".join(_cell(each) for each in value[:ROWS_SHOWN]) + more


def _table(rows: Sequence[Mapping[str, Any]], *, indent: str) -> Iterator[str]:
    """One line a row, a quantity being one cell; then the tables within rows."""
    heads = [key for key in rows[0] if key not in ENVELOPE or not _is_quantity(rows[0])]
    if _is_quantity(rows[0]):
        heads.append("estimate")
    inner = [head for head in heads if any(_is_table(row.get(head)) for row in rows)]
    heads = [
        head for head in heads
        if head not in (*inner, "method") and any(row.get(head) not in (None, []) for row in rows)
    ]  # fmt: skip
    heads.sort(key=lambda head: head != "group")  # the name of a row comes first
    body = [[_table_cell(row, head) for head in heads] for row in rows[:ROWS_SHOWN]]
    titles = [head.replace("_", " ") for head in heads]
    widths = [max(len(line[column]) for line in (titles, *body)) for column in range(len(heads))]
    for line in (titles, *body):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield (indent + "  ".join(cells)).rstrip()
    if len(rows) > ROWS_SHOWN:
        yield f"{indent}... {len(rows):,} rows in all; --json gives them"
    for head in inner:
        for row, line in zip(rows, body, strict=False):
            yield f"{indent}{head.replace('_', ' ')}, {titles[0]} {line[0]}"
            yield from _table(row[head], indent=indent + "  ")


def _is_table(value: Any) -> bool:
    if not isinstance(value, list) or not value or not isinstance(value[0], Mapping):
        return False
    return all(isinstance(each, Mapping) and each.keys() == value[0].keys() for each in value)


def _table_cell(row: Mapping[str, Any], head: str) -> str:
    value = row.get(head)
    if head == "estimate" and _is_quantity(row):
        return _interval(row)
    if isinstance(value, Mapping):
        return _interval(value) if _is_quantity(value) else _pairs(value)
    return _items(value) if isinstance(value, list) else _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.1f}"
    return str(value)


def _all(content: Any, name: str) -> Iterator[str]:
    """The assumptions, or the warnings, of the whole and of every part."""
    if isinstance(content, Mapping):
        yield from content.get(name, ())
        for key, each in content.items():
            if key != name:
                yield from _all(each, name)
    elif isinstance(content, list):
        for each in content:
            yield from _all(each, name)


def _list(title: str, items: Any) -> list[str]:
    return [f"{title}: {each}" for each in items]
