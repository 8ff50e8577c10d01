"""Word: a document of blocks as a .docx file, with real headings and table heads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desist.documents.blocks import Bullets, Document, Facts, Grid, Heading, Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)
"""The same document gives the same file: no clock stands in it."""


def word_from(document: Document) -> bytes:
    """The document as a Word file."""
    import docx

    made = docx.Document()
    made.core_properties.title = document.title
    made.core_properties.author = document.author
    made.core_properties.comments = ""  # the library names itself here
    made.core_properties.language = document.language
    made.core_properties.created = made.core_properties.modified = ORIGIN
    foot = made.sections[0].footer.paragraphs[0]
    foot.text = " · ".join(filter(None, (document.version, document.readers)))
    if document.banner:
        made.add_paragraph().add_run(document.banner).bold = True
    made.add_heading(document.title, level=0)
    for block in document.blocks:
        _add(made, block)
    written = BytesIO()
    made.save(written)
    return _undated(written)


def _undated(written: BytesIO) -> bytes:
    """The same archive without the moment at which each of its parts was packed."""
    packed = BytesIO()
    with ZipFile(written) as dated, ZipFile(packed, "w", ZIP_DEFLATED) as undated:
        for each in dated.infolist():
            part = ZipInfo(each.filename, date_time=(ORIGIN.year, 1, 1, 0, 0, 0))
            undated.writestr(part, dated.read(each), ZIP_DEFLATED)
    return packed.getvalue()


def _add(made: Any, block: Any) -> None:
    if isinstance(block, Heading):
        made.add_heading(block.text, level=block.level - 1)
    elif isinstance(block, Paragraph):
        made.add_paragraph().add_run(block.text).italic = block.quiet
    elif isinstance(block, Bullets):
        for item in block.items:
            made.add_paragraph(item, style="List Bullet")
    elif isinstance(block, Facts):
        _table(made, block.pairs)
    elif isinstance(block, Grid):
        if block.caption:
            made.add_paragraph(block.caption, style="Caption")
        _table(made, block.rows, heads=block.heads)
    else:
        for label in block.labels:
            made.add_paragraph(f"{label}: {'_' * 40}  {'_' * 14}")


def _table(made: Any, rows: Sequence[Sequence[str]], *, heads: Sequence[str] = ()) -> None:
    if not rows:
        return
    table = made.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    if heads:
        row = table.add_row()
        for cell, text in zip(row.cells, heads, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        _repeat(row)
    for texts in rows:
        for number, (cell, text) in enumerate(zip(table.add_row().cells, texts, strict=True)):
            cell.paragraphs[0].add_run(text).bold = number == 0


def _repeat(row: Any) -> None:
    """Say that this row heads the table, also on the next page and to a screen reader."""
    from docx.oxml import OxmlElement

    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no door to it
