"""Every reason can be said in words, every sentence is said by some reason, and no value is lost.

Codes are read from the calls of ``reason(...)``. A code that is put together while running (an
f-string) stands for every code of its form; a code chosen earlier and passed in by a name counts
as used where it is written as a string.
"""

import ast
import re
from string import Formatter

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.wording import Wording
from tests.architecture.source import sources

WORDINGS = [each for each in load_catalogue().of_kind(Wording) if each.language == "en"]
SENTENCES = {code: text for each in WORDINGS for code, text in each.reason.items()}


def calls():
    """Every call of ``reason`` with the file it stands in."""
    for source in sources():
        for node in source.nodes:
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "reason"
            ):
                yield source, node


def written_codes(node):
    """Codes that an expression may stand for, as far as they are written out in it."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from written_codes(node.body)
        yield from written_codes(node.orelse)


def form_of(node):
    """A code put together while running, as a regular expression with a group for each value."""
    return re.compile(
        "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else "([a-z0-9_]+)"
            for part in node.values
        )
    )


CALLS = list(calls())
FORMS = [
    form_of(node)
    for source in sources()
    for node in source.nodes
    if isinstance(node, ast.JoinedStr)
    and isinstance(node.values[0], ast.Constant)
    and re.match(r"[a-z_]+\.", node.values[0].value)
]
WRITTEN = {text for source in sources() for text in source.strings()} | {
    node.target.id
    for source in sources()
    for node in source.nodes
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
}
"""Every string and every field name: what a value in a code can be."""


def test_reasons_are_given_and_sentences_are_held():
    assert len(CALLS) > 20
    assert len(SENTENCES) > 50


@pytest.mark.parametrize(
    "code", sorted({code for _, call in CALLS for code in written_codes(call.args[0])})
)
def test_a_reason_has_its_sentence(code):
    assert code in SENTENCES, "add it to a file under catalogue/data/wording"


@pytest.mark.parametrize(
    "form",
    [form_of(call.args[0]) for _, call in CALLS if isinstance(call.args[0], ast.JoinedStr)],
    ids=lambda form: form.pattern,
)
def test_a_reason_named_while_running_has_sentences(form):
    assert any(form.fullmatch(code) for code in SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_said_by_some_reason(code):
    matches = [found for form in FORMS if (found := form.fullmatch(code))]

    assert code in WRITTEN or any(set(found.groups()) <= WRITTEN for found in matches)


def places(text):
    """The names of the values that a sentence shows."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_shows_named_values_only(code):
    assert all(re.fullmatch(r"[a-z_]+", name) for name in places(SENTENCES[code]))


@pytest.mark.parametrize(
    ("code", "given"),
    [
        pytest.param(code, {each.arg for each in call.keywords}, id=f"{source.name} {code}")
        for source, call in CALLS
        for code in written_codes(call.args[0])
        if all(each.arg for each in call.keywords)
    ],
)
def test_a_reason_carries_every_value_that_its_sentence_shows(code, given):
    assert places(SENTENCES.get(code, "")) <= given


def test_no_two_files_have_a_sentence_for_one_code():
    files = {}
    for each in WORDINGS:
        for code in each.reason:
            files.setdefault(code, set()).add(each.id)

    assert not {code: ids for code, ids in files.items() if len(ids) > 1}
