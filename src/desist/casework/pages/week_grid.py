"""Week grid: checkboxes for the parts of the week as a table, a row a day, a column a part."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

TEXT = """<div class="desist-scroll" tabindex="0" role="region" aria-label="{{ label }}">
<table class="govuk-table desist-week">
<thead class="govuk-table__head"><tr><td class="govuk-table__header"></td>
{% for part in parts %}<th scope="col" class="govuk-table__header">{{ part }}</th>{% endfor %}
</tr></thead>
<tbody class="govuk-table__body">
{% for day, boxes in rows %}
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{{ day }}</th>
{% for id, code, words, ticked in boxes %}
<td class="govuk-table__cell"><div class="govuk-checkboxes govuk-checkboxes--small">
<div class="govuk-checkboxes__item">
<input class="govuk-checkboxes__input" type="checkbox" id="{{ id }}" name="{{ name }}[]"
 value="{{ code }}"{% if ticked %} checked{% endif %}>
<label class="govuk-label govuk-checkboxes__label" for="{{ id }}">
<span class="govuk-visually-hidden">{{ words }}</span></label>
</div></div></td>
{% endfor %}
</tr>
{% endfor %}
</tbody></table></div>"""


@cache
def _template() -> Template:
    return Environment(autoescape=True, trim_blocks=True).from_string(TEXT)


def week_grid(
    *,
    name: str,
    label: str,
    ticked: Collection[str],
    days: Iterable[tuple[str, Any]],
    parts: Iterable[tuple[str, Any]],
) -> Markup:
    """The table; its first box carries the field's own id, where an error leads."""
    every, rows = list(parts), []
    for day, day_text in days:
        boxes = []
        for part, part_text in every:
            code = f"{day}_{part}"
            id_ = f"{name}-{code}" if rows or boxes else name
            boxes.append((id_, code, f"{day_text} {str(part_text).lower()}", code in ticked))
        rows.append((str(day_text), boxes))
    texts = [str(text) for _code, text in every]
    return Markup(  # noqa: S704 - the template escapes what it is given
        _template().render(name=name, label=label, parts=texts, rows=rows)
    )
