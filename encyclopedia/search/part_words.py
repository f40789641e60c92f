"""The words of a stored page part as a reader reads them, without markers. Pure: no Django."""

from __future__ import annotations

from html.parser import HTMLParser

# Footnote markers, and what is not text.
SKIPPED = frozenset({"sup", "script", "style", "template", "svg"})
# The page's own headings (`Facts`, `Notes`) and what only screen readers read out.
PAGE_ELEMENTS = frozenset(
    {("id", "facts"), ("id", "notes"), ("class", "visually-hidden"), ("role", "doc-backlink")}
)
INLINE = frozenset(
    "a abbr b bdi cite code del em i ins mark q s small span strong sub time u wbr".split()  # noqa: SIM905
)


class _PartReader(HTMLParser):
    """Gathers the text; `skipping` is the element that is left out now, `depth` how deep in others of its name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.skipping = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in SKIPPED or not PAGE_ELEMENTS.isdisjoint(attrs):
            self.skipping, self.depth = tag, 1
        elif tag not in INLINE:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.depth -= tag == self.skipping
            if not self.depth:
                self.skipping = ""
        elif tag not in INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.pieces.append(data)


def plain_text(html: str) -> str:
    """The text of an HTML fragment: a line for each block, white space folded."""
    reader = _PartReader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)
