"""CommonMark's own 652 examples, except a written list of what we show differently on purpose."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markup.commonmark_differences import DIFFERENCES

from encyclopedia.markup import parse, render

BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "figure", "div"} | {
    f"h{level}" for level in range(1, 7)
}
ALLOWED = re.compile(r"https?://[^/]|mailto:.|#.", re.IGNORECASE)
Piece = tuple[str, ...]


class Canonical(HTMLParser):
    """HTML as a list of tags and words, white space folded where it has no meaning.

    What we add or leave out as a rule is undone: headings are a level deeper and have an id, links
    have `rel`, headings link to themselves, and a link whose address we refuse is a span that keeps it as its title.
    """

    def __init__(self, *, ours: bool) -> None:
        super().__init__()
        self._ours = ours
        self._open: list[str] = []
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._ours:
            if re.fullmatch(r"h\d", tag):
                values.pop("id", None)
            values.pop("rel", None)
            if tag == "span" and values.get("class") == "unlinked":
                tag, values = "a", {"href": values["title"]}
        else:
            if re.fullmatch(r"h\d", tag):
                tag = f"h{min(int(tag[1]) + 1, 6)}"
            if tag == "a" and not ALLOWED.match(values.get("href", "")):
                values.pop("title", None)
        if tag not in ("br", "hr", "img"):
            self._open.append(tag)
        self.pieces.append(
            ("<", tag, *(f"{name}={value}" for name, value in sorted(values.items())))
        )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append((">", self._open.pop() if self._open else tag))

    def handle_data(self, data: str) -> None:
        if "pre" not in self._open:
            data = re.sub(r"[ \t\n]+", " ", data)
        if self.pieces and self.pieces[-1][0] == "words":
            data = self.pieces.pop()[1] + data
        self.pieces.append(("words", data))


def canonical(html: str, *, ours: bool) -> list[Piece]:
    parser = Canonical(ours=ours)
    parser.feed(re.sub(r'<a class="anchor"[^>]*></a>', "", html) if ours else html)
    parser.close()
    pieces = parser.pieces
    canonical_pieces: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece[0] == "words":
            before = pieces[place - 1][1] if place else "p"
            after = pieces[place + 1][1] if place + 1 < len(pieces) else "p"
            words = piece[1]
            if before in BLOCKS or before == "br":
                words = words.lstrip(" \n")
            if after in BLOCKS or after == "br":
                words = words.rstrip(" \n")
            if not words:
                continue
            piece = ("words", words)
        canonical_pieces.append(piece)
    return canonical_pieces


def same(example: dict[str, Any]) -> bool:
    ours = render(parse(example["markdown"]), links={}).body
    return canonical(ours, ours=True) == canonical(example["html"], ours=False)


def examples(shared_data: Path) -> list[dict[str, Any]]:
    all_examples: list[dict[str, Any]] = json.loads(
        (shared_data / "commonmark-0.31.2.json").read_text(encoding="utf-8")
    )
    assert len(all_examples) == 652
    return all_examples


def test_every_example_agrees_apart_from_the_list(shared_data: Path) -> None:
    differing = {example["example"] for example in examples(shared_data) if not same(example)}
    assert differing - DIFFERENCES.keys() == set()


def test_everything_on_the_list_really_differs(shared_data: Path) -> None:
    agreeing = {example["example"] for example in examples(shared_data) if same(example)}
    assert agreeing & DIFFERENCES.keys() == set()
    assert all(DIFFERENCES.values())


def test_the_comparison_sees_a_difference() -> None:
    for theirs, ours in [
        ("<p>a</p>", "<p>b</p>"),
        ("<h1>a</h1>", '<h3 id="a">a</h3>'),
        ('<a href="https://x.org">a</a>', '<a href="https://y.org" rel="external">a</a>'),
        ("<pre><code>a\n b</code></pre>", "<pre><code>a\nb</code></pre>"),
        ("<p>a <em>b</em></p>", "<p>a<em>b</em></p>"),
    ]:
        assert canonical(theirs, ours=False) != canonical(ours, ours=True)
