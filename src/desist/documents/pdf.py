"""PDF: a tagged, accessible document from a finished HTML page, by WeasyPrint.

WeasyPrint is imported inside the function: it takes long to load, and it needs libraries of the
operating system that a machine may lack without anything else here failing.
"""

from __future__ import annotations

import ctypes.util
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

VARIANT = "pdf/ua-1"
REMEDY = (
    "on Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fonts-dejavu-core; the HTML report needs none of them"
)


class PdfUnavailable(RuntimeError):
    """This machine cannot write PDF; the message says what is lacking and how to mend it."""


class OutsideResource(ValueError):
    """A document asked for something outside itself; it gets nothing, whatever it is."""


def pdf_from(html: str) -> bytes:
    """A whole HTML document as PDF/UA-1. It may refer to nothing outside itself.

    Raises:
        PdfUnavailable: WeasyPrint or the libraries it needs are not here.
        OutsideResource: the document refers to a file or an address.
    """
    try:
        with libraries_by_name():
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise PdfUnavailable(f"no PDF can be written here ({error}); {REMEDY}") from None
    asked: list[str] = []

    class Refusal(URLFetcher):  # type: ignore[misc]
        """Fetches nothing, of any protocol, and remembers what was asked for."""

        def fetch(self, url: str, headers: object = None) -> NoReturn:  # noqa: ARG002
            asked.append(url)
            raise OutsideResource(url)

    # It warns of every property that print does not know; one stylesheet serves screens too.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    with collector_paused():
        page = HTML(string=html, url_fetcher=Refusal())
        written = page.write_pdf(pdf_variant=VARIANT, finisher=scope_heads)
    if asked:
        raise OutsideResource(f"the document refers to {asked[0]!r}; take it out")
    return bytes(written)


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """Without the search that asks ``ldconfig`` and a compiler for every spelling of a name.

    WeasyPrint tries the spellings of all systems, those of Linux late; the loader there finds a
    library by its own name at once, and the search costs a quarter of a second.
    """
    searched = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nothing
    try:
        yield
    finally:
        ctypes.util.find_library = searched


def _nothing(name: str) -> str | None:  # noqa: ARG001 - the parameter that is called by name
    return None


def scope_heads(_: Any, pdf: Any) -> None:
    """Give each head of a table its scope, which WeasyPrint leaves to be found from the cells.

    A head within ``thead`` is a column's, any other a row's.
    """
    structure: dict[str, Any] = {
        f"{each.number} 0 R": each
        for each in pdf.objects
        if hasattr(each, "get") and each.get("Type") == "/StructElem"
    }
    for each in structure.values():
        if each["S"] == "/TH":
            row = structure[_text(each["P"])]
            column = structure[_text(row["P"])]["S"] == "/THead"
            each["A"]["Scope"] = "/Column" if column else "/Row"


def _text(reference: Any) -> str:
    return reference.decode() if isinstance(reference, bytes) else str(reference)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the cyclic garbage collector, which costs a quarter of the time of a layout."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
