"""From a form's field to the GOV.UK component that shows it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from markupsafe import Markup

from desist.casework.pages.components import component
from desist.casework.pages.form import DateParts, Form
from desist.casework.pages.moment_field import MomentParts, moment_parts
from desist.casework.pages.several import Ticks, WeekGrid
from desist.casework.pages.week_grid import week_grid

WIDE = 60
SHORT = 20


def fields(form: Form, *names: str) -> Markup:
    """These fields of a form, or all of them, in order; hidden ones too where all are meant."""
    chosen = [form[name] for name in names] if names else list(form)
    return Markup("\n").join(_field(each) for each in chosen)


def error_summary(form: Form) -> Markup:
    """What is wrong, at the top of the page, each message leading to its field."""
    if not form.is_bound or form.is_valid():
        return Markup("")
    errors = [
        {"text": message, "href": f"#{_anchor(form, name)}"}
        for name, messages in form.errors.items()
        for message in messages
    ]
    return component("error_summary", {"titleText": _("There is a problem"), "errorList": errors})


def _anchor(form: Form, name: str) -> str:
    if name not in form.fields:
        return "main-content"
    widget = form.fields[name].widget
    return f"{name}-day" if isinstance(widget, DateParts) else name


def _field(bound: BoundField) -> Markup:
    widget = bound.field.widget
    if isinstance(widget, forms.HiddenInput):
        value = bound.value()
        return Markup('<input type="hidden" name="{}" value="{}">').format(
            bound.html_name, "" if value is None else value
        )
    for kind, shown in _SHOWN:
        if isinstance(widget, kind):
            return shown(bound, _common(bound))
    raise TypeError(f"{bound.name}: no component for {type(widget).__name__}")


def _common(bound: BoundField) -> dict[str, Any]:
    label = str(bound.label)
    if not bound.field.required:
        label = _("%(label)s (optional)") % {"label": label}
    given: dict[str, Any] = {
        "id": bound.html_name,
        "name": bound.html_name,
        "label": {"text": label, "classes": "govuk-label--s"},
    }
    if bound.help_text:
        given["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        given["errorMessage"] = {"text": " ".join(bound.errors)}
    return given


def _text(bound: BoundField, given: dict[str, Any]) -> Markup:
    longest = getattr(bound.field, "max_length", None) or WIDE
    attributes = bound.field.widget.attrs
    given |= {
        "value": bound.value() or "",
        "classes": "govuk-input--width-10" if longest <= SHORT else "govuk-!-width-two-thirds",
        "type": attributes.get("type", "text"),
        "autocomplete": attributes.get("autocomplete", "off"),
        "spellcheck": False,
    }
    if "inputmode" in attributes:
        given["inputmode"] = attributes["inputmode"]
    return component("input", given)


def _password(bound: BoundField, given: dict[str, Any]) -> Markup:
    autocomplete = bound.field.widget.attrs.get("autocomplete", "current-password")
    return component("password_input", given | {"autocomplete": autocomplete})


def _long_text(bound: BoundField, given: dict[str, Any]) -> Markup:
    given |= {"value": bound.value() or "", "maxlength": bound.field.max_length, "rows": 5}
    return component("character_count", given)


def _radios(bound: BoundField, given: dict[str, Any]) -> Markup:
    value, hints = str(bound.value() or ""), getattr(bound.field, "hints", {})
    items = [
        {"value": key, "text": str(text), "checked": key == value}
        | ({"hint": {"text": hints[key]}} if hints.get(key) else {})
        for key, text in bound.field.choices
        if key != "" or not bound.field.required
    ]
    given |= {"idPrefix": given["id"], "items": items, "fieldset": _legend(given)}
    if len(items) == 2:
        given["classes"] = "govuk-radios--inline"
    return component("radios", given)


def _select(bound: BoundField, given: dict[str, Any]) -> Markup:
    value = str(bound.value() or "")
    items = [
        {"value": str(key), "text": str(text), "selected": str(key) == value}
        for key, text in bound.field.choices
    ]
    return component("select", given | {"items": items})


def _tick(bound: BoundField, given: dict[str, Any]) -> Markup:
    item = {"value": "on", "text": given["label"]["text"], "checked": bool(bound.value())}
    del given["label"]
    return component("checkboxes", given | {"idPrefix": given["id"], "items": [item]})


def _ticks(bound: BoundField, given: dict[str, Any]) -> Markup:
    ticked = _codes(bound.value())
    items = [
        {"value": str(key), "text": str(text), "checked": str(key) in ticked}
        for key, text in bound.field.choices
    ]
    given |= {"idPrefix": given["id"], "items": items, "fieldset": _legend(given)}
    given |= {"name": f"{given['name']}[]", "classes": "govuk-checkboxes--small"}
    return component("checkboxes", given)


def _codes(value: Any) -> set[str]:
    """Codes as stored (one text) or as typed (a list)."""
    return set(value.split() if isinstance(value, str) else map(str, value or ()))


def _week(bound: BoundField, given: dict[str, Any]) -> Markup:
    field = bound.field
    grid = week_grid(
        name=given["id"],
        label=given["label"]["text"],
        ticked=_codes(bound.value()),
        days=field.days,
        parts=field.parts,
    )
    fieldset = _legend(given) | {"html": _hint(given) + _message(given) + grid}
    group = component("fieldset", fieldset)
    mark = " govuk-form-group--error" if "errorMessage" in given else ""
    return Markup('<div class="govuk-form-group{}">{}</div>').format(mark, group)


def _hint(given: dict[str, Any]) -> Markup:
    hint = {"id": f"{given['id']}-hint"} | given.get("hint", {})
    return component("hint", hint) if "text" in hint else Markup("")


def _message(given: dict[str, Any]) -> Markup:
    message = {"id": f"{given['id']}-error"} | given.get("errorMessage", {})
    return component("error_message", message) if "text" in message else Markup("")


def _date(bound: BoundField, given: dict[str, Any]) -> Markup:
    return _boxes(bound, given, _date_parts(bound.value()))


def _moment(bound: BoundField, given: dict[str, Any]) -> Markup:
    return _boxes(bound, given, moment_parts(bound.value()))


def _boxes(bound: BoundField, given: dict[str, Any], parts: tuple[str, ...]) -> Markup:
    mark = " govuk-input--error" if bound.errors else ""
    boxes = (
        ("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4),
        ("time", _("Time"), 3),
    )[: len(parts)]  # fmt: skip
    items = [
        {
            "name": name,
            "label": label,
            "value": value,
            "classes": f"govuk-input--width-{width}{mark}",
        }
        | ({"inputmode": "text"} if name == "time" else {})
        for (name, label, width), value in zip(boxes, parts, strict=True)
    ]
    given |= {"namePrefix": given["name"], "items": items, "fieldset": _legend(given)}
    return component("date_input", given)


def _date_parts(value: Any) -> tuple[str, str, str]:
    if not value:
        return ("", "", "")
    if isinstance(value, tuple):
        return value
    return (str(value.day), str(value.month), str(value.year))


def _legend(given: dict[str, Any]) -> dict[str, Any]:
    return {"legend": {"text": given["label"]["text"], "classes": "govuk-fieldset__legend--s"}}


_SHOWN = (
    (MomentParts, _moment),
    (DateParts, _date),
    (forms.PasswordInput, _password),
    (forms.Textarea, _long_text),
    (WeekGrid, _week),
    (Ticks, _ticks),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.CheckboxInput, _tick),
    (forms.TextInput, _text),
)
