"""What a template puts out is escaped as markupsafe does, without making markup of each piece."""

import pytest
from django.template import engines
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from desist.casework.pages.output import put


class Said:
    """Something that knows its own HTML."""

    def __html__(self):
        return "<i>said</i>"


class Quoted(str):
    """A string of another class."""


PIECES = (
    "", "plain", "a < b & \"c\" > 'd'", Markup("<b>&amp;</b>"), 12, 1.5, None, True, Said(),
    Quoted("<b>"), lazystr("<b>"), _("Thank you"), ["<b>"],
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES, ids=lambda each: type(each).__name__)
def test_a_piece_is_put_out_as_escape_makes_it(piece):
    assert put(piece) == str(escape(piece))


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{{ bad }}", "&lt;b&gt;"),
        ("{% for each in [bad, bad] %}{{ each }},{% endfor %}", "&lt;b&gt;,&lt;b&gt;,"),
        ("{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(bad) }}", "<i>&lt;b&gt;</i>"),
        (
            "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ bad }}{% endcall %}",
            "&lt;b&gt;",
        ),
        ("{% set x %}{{ bad }}{% endset %}{{ x }}", "&lt;b&gt;"),
        ("{% filter upper %}{{ bad }}{% endfilter %}", "&LT;B&GT;"),
        ("{{ bad ~ '<' }}", "&lt;b&gt;&lt;"),
        ("{{ bad|safe }}", "<b>"),
        ("{% autoescape false %}{{ bad }}{% endautoescape %}{{ bad }}", "<b>&lt;b&gt;"),
    ],
)  # fmt: skip
def test_whatever_a_template_does_with_it_it_is_escaped_once(source, made):
    assert engines.all()[0].from_string(source).render({"bad": "<b>"}) == made


def test_templates_are_written_with_it():
    """Otherwise this file would say nothing of them."""
    environment = engines.all()[0].env
    assert "yield put(" in environment.compile("{{ bad }}", raw=True)
