"""Where the pages of a text or web page begin, as far as it says. Pure: no Django."""

from __future__ import annotations

import re
from collections import Counter

from editorial.evidence.book_words import BookPage
from editorial.html.html_tree import BLOCKS, HtmlElement, read_page

_NUMBER = r"(?:\d{1,5}|[ivxlc]{1,8})"
# "p. 12", "[page xiv]" or "— S. 12 —" alone on a line: what follows stands on that page.
_MARKER = re.compile(
    rf"[^\S\n]*[-–—*\[({{|]*[^\S\n]*(?:p\.|pp\.|page|pg\.|S\.|стр\.)[^\S\n]*({_NUMBER})[^\S\n]*[-–—*\])}}|]*[^\S\n]*",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(rf"[\s\-–—|·\[\]()]*({_NUMBER})[\s\-–—|·.\[\]()]*", re.IGNORECASE)
_EDGE_NUMBERS = re.compile(r"\A\d{1,5}(?!\w)|(?<!\w)\d{1,5}\Z")
_PAGE_ID = re.compile(r"(?:page|pg|p)[-_.]?0*(\d{1,5}|[ivxlc]{1,8})", re.IGNORECASE)
_PLACE_IN_LABEL = re.compile(rf"\b({_NUMBER})\b", re.IGNORECASE)


def text_pages(text: str, label: str = "") -> list[BookPage]:
    """Plain text by its form feeds, else by its page marks, else as one page.

    `label` is the first page's when the text does not say; the following ones count on from a
    number.
    """
    if "\f" in text:
        parts = text.split("\f")
        if parts and not parts[-1].strip():
            parts.pop()
        return numbered(parts, label)
    pages: list[tuple[str, list[str]]] = [(label, [])]
    for line in text.split("\n"):
        if len(line) < 60 and (marker := _MARKER.fullmatch(line)):
            pages.append((marker[1], []))
        else:
            pages[-1][1].append(line)
    joined = [BookPage(name, "\n".join(lines)) for name, lines in pages]
    return [page for page in joined if page.text.strip()] or joined[:1]


def numbered(parts: list[str], label: str = "") -> list[BookPage]:
    """Pages without labels: named by the numbers printed on most of them, else counted."""
    if not label:
        label = str(1 + _printed_offset(parts))
    if not label.isdecimal():
        return [BookPage(label if n == 0 else "", part) for n, part in enumerate(parts)]
    return [BookPage(str(int(label) + n), part) for n, part in enumerate(parts)]


def _printed_offset(parts: list[str]) -> int:
    """By how much the numbers at the head or foot of the pages are ahead of counting."""
    votes: Counter[int] = Counter()
    for number, part in enumerate(parts, 1):
        votes.update({printed - number for printed in _printed_numbers(part)})
    if not votes:
        return 0
    offset, count = votes.most_common(1)[0]
    min_count = max(2, sum(bool(part.strip()) for part in parts) // 2 + 1)
    alone = len(parts) == 1 and count == 1 and _is_lone_number(parts[0])
    return offset if alone or (count >= min_count and offset > -len(parts)) else 0


def _printed_numbers(part: str) -> set[int]:
    """The numbers with which the first and the last line of a page begin and end."""
    edges = _first_line(part), _first_line(part[::-1])[::-1]
    numbers = [match for edge in edges for match in _EDGE_NUMBERS.findall(edge)]
    return {int(number) for number in numbers}


def _is_lone_number(part: str) -> bool:
    return any(
        _LONE_NUMBER.fullmatch(edge) for edge in (_first_line(part), _first_line(part[::-1])[::-1])
    )


def _first_line(part: str) -> str:
    return part[:2000].strip().split("\n", 1)[0].strip()


def html_pages(html: str, label: str = "") -> list[BookPage]:
    """The text of a web page, by the page breaks that digital editions mark (DPUB-ARIA, EPUB), else
    as one page.

    Raises ImportProblem when it is beyond the bounds of `html_tree`.
    """
    reader = _PageReader(label)
    reader.read(read_page(html).root)
    return reader.pages()


class _PageReader:
    def __init__(self, label: str) -> None:
        self._pages: list[tuple[str, list[str]]] = [(label, [])]

    def pages(self) -> list[BookPage]:
        read = [BookPage(label, _tidy("".join(pieces))) for label, pieces in self._pages]
        return [page for page in read if page.text] or read[:1]

    def read(self, element: HtmlElement) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._pages[-1][1].append(re.sub(r"\s+", " ", child))
            elif (number := _page_break(child)) is not None:
                self._pages.append((number, []))
            elif not _is_hidden(child):
                block = child.tag in BLOCKS
                if block or child.tag == "br":
                    self._pages[-1][1].append("\n\n" if block else "\n")
                self.read(child)
                if block:
                    self._pages[-1][1].append("\n\n")


def _page_break(element: HtmlElement) -> str | None:
    """The label of the page that begins here; None when none does."""
    roles = f"{element.get('role')} {element.get('epub:type')} {element.get('class')}".split()
    words = element.words()
    if "doc-pagebreak" in roles or "pagebreak" in roles:
        for text in (element.get("aria-label"), element.get("title"), words, element.get("id")):
            if match := _PAGE_ID.fullmatch(text.strip()) or _PLACE_IN_LABEL.search(text):
                return match[1]
        return ""
    page_id = _PAGE_ID.fullmatch(element.get("id") or element.get("name"))
    if page_id and element.tag in {"a", "span"} and words.strip("[]{}() p.") in {"", page_id[1]}:
        return page_id[1]
    return None


def _is_hidden(element: HtmlElement) -> bool:
    return element.style.get("display") == "none" or "hidden" in element.attributes


def _tidy(text: str) -> str:
    return (
        re.sub(r" *\n *", "\n", re.sub(r"[^\S\n]{2,}", " ", text)).replace("\n\n\n", "\n\n").strip()
    )
