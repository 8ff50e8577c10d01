"""Page blocks: one of our pages as a document of blocks, so that its Word file says the same.

For reports that are written as a page, with charts. A chart is named where it stood: it is drawn in
the page and the PDF, and its figures are in the table beside it.
"""

from __future__ import annotations

from html.parser import HTMLParser

from desist.documents.blocks import Block, Bullets, Document, Facts, Grid, Heading, Paragraph

HEADINGS = ("h1", "h2", "h3", "h4")
QUIET = frozenset({"note", "hint", "reference"})
DRAWN = "Chart, drawn in the page and the PDF: "


def document_from(page: str, *, version: str) -> Document:
    """The blocks of a page that a template of this folder made; ``version`` stands at its foot."""
    reader = _Reader()
    reader.feed(page)
    return Document(
        title=reader.title,
        language="en",
        readers=reader.readers,
        version=version,
        blocks=tuple(reader.blocks),
        banner=" ".join(reader.banners),
    )


class _Reader(HTMLParser):
    """Collects text until the element that it belongs to ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = self.readers = ""
        self.banners: list[str] = []
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._classes: list[str] = []
        self._items: list[str] = []
        self._pairs: list[tuple[str, str]] = []
        self._term = ""
        self._table: _Table | None = None
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begin what a block needs."""
        given = dict(attributes)
        if tag in ("svg", "style", "head", "li"):
            self._inside.append(tag)
        if tag == "div" and "banner" in (given.get("class") or ""):
            self._inside.append("banner")
        if tag in (*HEADINGS, "p", "li", "dt", "dd", "th", "td", "caption", "title"):
            self._text = []
            self._classes = (given.get("class") or "").split()
        if tag == "table":
            self._table = _Table()
        elif tag == "tr" and self._table is not None:
            self._table.begin_row()
        elif tag in ("th", "td") and self._table is not None:
            self._table.span = int(given.get("colspan") or 1)
        elif tag == "br":
            self._text.append(" ")

    def handle_data(self, data: str) -> None:
        """Text of whatever is open."""
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or a part of one."""
        said = " ".join("".join(self._text).split())
        if tag in ("style", "head", "svg"):
            self._leave(tag)
        elif "svg" in self._inside:
            if tag == "title" and said:
                self.blocks.append(Paragraph(text=f"{DRAWN}{said}", quiet=True))
        elif self._table is not None:
            self._end_in(self._table, tag, said)
        elif tag == "div" and self._inside[-1:] == ["banner"]:
            self._leave("banner")
        else:
            self._end(tag, said)

    def _leave(self, mark: str) -> None:
        if mark in self._inside:
            self._inside.remove(mark)

    def _end(self, tag: str, said: str) -> None:
        if tag == "h1":
            self.title = said
        elif tag in HEADINGS:
            self.blocks.append(Heading(text=said, level=int(tag[1])))
        elif tag == "p" and said:
            self._paragraph(said)
        elif tag == "li":
            self._leave("li")
            self._items.append(said)
        elif tag in ("ul", "ol") and self._items:
            self.blocks.append(Bullets(items=tuple(self._items)))
            self._items = []
        elif tag == "dt":
            self._term = said
        elif tag == "dd":
            self._pairs.append((self._term, said))
        elif tag == "dl" and self._pairs:
            self.blocks.append(Facts(pairs=tuple(self._pairs)))
            self._pairs = []

    def _paragraph(self, said: str) -> None:
        if "readers" in self._classes:
            self.readers = said
        elif "banner" in self._inside:
            self.banners.append(said)
        else:
            self.blocks.append(Paragraph(text=said, quiet=bool(QUIET.intersection(self._classes))))

    def _end_in(self, table: _Table, tag: str, said: str) -> None:
        if tag in ("th", "td"):
            table.add(said)
            self._text = []
        elif tag == "caption":
            table.caption = said
        elif tag == "thead":
            table.end_heads()
        elif tag == "table":
            self.blocks.append(table.grid())
            self._table = None


class _Table:
    """Rows of cells, a wide one filling its columns with nothing."""

    def __init__(self) -> None:
        self.caption, self.span = "", 1
        self.heads: list[str] = []
        self.rows: list[list[str]] = []

    def begin_row(self) -> None:
        self.rows.append([])

    def add(self, said: str) -> None:
        self.rows[-1] += [said, *[""] * (self.span - 1)]

    def end_heads(self) -> None:
        self.heads = self.rows.pop() if self.rows else []
        self.rows = []

    def grid(self) -> Grid:
        """Every row as wide as the widest."""
        wide = max((len(each) for each in (self.heads, *self.rows)), default=1)
        rows = [tuple(each + [""] * (wide - len(each))) for each in self.rows]
        return Grid(caption=self.caption, heads=tuple(self.heads), rows=tuple(rows))
