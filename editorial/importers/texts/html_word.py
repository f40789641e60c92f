"""What word processors write instead of lists, headings and quotations, turned into these. Pure: no
Django.
"""

from __future__ import annotations

import re
from itertools import pairwise

from editorial.html.html_tree import HtmlElement

_LEVEL = re.compile(r"\blevel(\d)\b")
_NUMBER = re.compile(r"\(?(?:\d+|[a-zA-Z]{1,4})[.)]")
_HEADING_CLASS = re.compile(r"MsoHeading(\d)")
_HEADINGS = {"MsoTitle": "h1", "MsoSubtitle": "h2", "title": "h1", "subtitle": "h2"}
_TITLES = frozenset(["MsoTitle", "title"])
_HEADING = re.compile(r"h[1-6]")
_LISTS = frozenset(["ul", "ol"])
_QUOTES = frozenset(["MsoQuote", "MsoIntenseQuote", "MsoBlockText", "quotations"])
_MAX_DEPTH = 9
_DOCS_LIST = re.compile(r"lst-[\w-]+-(\d)")


def regularise(root: HtmlElement) -> None:
    """Give the page of a word processor the elements that it means."""
    for element in list(root.elements()):
        if element.tag == "p":
            _retag(element)
    for element in list(root.elements()):
        if element.tag in _LISTS and _is_of_headings(element):
            _open(element)
    _put_below_title(root)
    for parent in [root, *root.elements()]:
        if any(_level_of(child) is not None for child in parent.children):
            _nest_lists(parent)
    for parent in [root, *root.elements()]:
        if any(_is_caption(child) for child in parent.children):
            _put_captions(parent)
    for parent in [root, *root.elements()]:
        if any(_is_item(child) for child in parent.children):
            parent.children = _listed(parent)


def _is_of_headings(listing: HtmlElement) -> bool:
    """Whether a list numbers headings: it holds nothing else."""
    held = 0
    for child in listing.children:
        if isinstance(child, str):
            if child.strip():
                return False
        elif child.gone or _HEADING.fullmatch(child.tag):
            held += not child.gone
        elif child.tag not in {"li", *_LISTS} or not _is_of_headings(child):
            return False
        else:
            held += 1
    return held > 0


def _open(listing: HtmlElement) -> None:
    """Take the numbers away, which a page gives its headings itself."""
    listing.tag = "div"
    for child in listing.children:
        if isinstance(child, HtmlElement) and child.tag == "li":
            child.tag = "div"


def _level_of(child: HtmlElement | str) -> int | None:
    """How deep a list of Google Docs is, which stands beside the list that it is in."""
    if isinstance(child, str) or child.tag not in {"ul", "ol"}:
        return None
    levels = (_DOCS_LIST.fullmatch(name) for name in child.classes)
    return next((int(match[1]) for match in levels if match), None)


def _nest_lists(parent: HtmlElement) -> None:
    """Put each list into the last item of the one before that is less deep; a list that goes on is one."""
    kept: list[HtmlElement | str] = []
    open_lists: list[tuple[int, HtmlElement]] = []
    for child in parent.children:
        level = _level_of(child)
        if isinstance(child, str) or level is None:
            if not isinstance(child, str) or child.strip():
                open_lists = []
            kept.append(child)
            continue
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        goes_on = bool(open_lists) and open_lists[-1][0] == level and "start" not in child.classes
        if goes_on and open_lists[-1][1].tag == child.tag:
            holder = open_lists[-1][1]
            for item in child.children:
                holder.children.append(item)
                if isinstance(item, HtmlElement):
                    item.parent = holder
            continue
        while open_lists and open_lists[-1][0] >= level:
            open_lists.pop()
        items = open_lists[-1][1].children if open_lists else []
        last = next((item for item in reversed(items) if isinstance(item, HtmlElement)), None)
        if last is not None:
            last.children.append(child)
            child.parent = last
        else:
            kept.append(child)
        open_lists.append((level, child))
    parent.children = kept


def _put_below_title(root: HtmlElement) -> None:
    """Where a paragraph is styled as the title, headings are headings below it."""
    headings = [element for element in root.elements() if _HEADING.fullmatch(element.tag)]
    if any(_is_title(element) for element in headings):
        for element in headings:
            if not _is_title(element):
                element.tag = f"h{min(int(element.tag[1]) + 1, 6)}"


def _is_title(element: HtmlElement) -> bool:
    return element.tag == "h1" and not _TITLES.isdisjoint(element.classes)


def _retag(paragraph: HtmlElement) -> None:
    for name in paragraph.classes:
        if name in _HEADINGS:
            paragraph.tag = _HEADINGS[name]
        elif match := _HEADING_CLASS.fullmatch(name):
            paragraph.tag = f"h{min(int(match[1]) or 1, 6)}"
        elif name in _QUOTES:
            inner = HtmlElement("p", {}, paragraph.children, paragraph)
            for child in inner.children:
                if isinstance(child, HtmlElement):
                    child.parent = inner
            paragraph.tag, paragraph.children = "blockquote", [inner]
            return


def _is_caption(child: HtmlElement | str) -> bool:
    """Whether a paragraph is of the style of captions, and not the picture itself, to which some give it too."""
    if isinstance(child, str) or child.tag != "p" or "caption" not in child.classes:
        return False
    return not _is_picture(child)


def _is_picture(child: HtmlElement | str) -> bool:
    """Whether a paragraph holds one picture and no words."""
    if isinstance(child, str) or child.tag != "p" or child.words():
        return False
    return sum(element.tag == "img" for element in child.elements()) == 1


def _put_captions(parent: HtmlElement) -> None:
    """A picture, and the caption before or behind it, as one figure."""
    blocks = [c for c in parent.children if isinstance(c, HtmlElement) and not c.gone]
    for before, after in pairwise(blocks):
        captioned = {_is_caption(before): before, _is_caption(after): after}
        picture = before if _is_picture(before) else after
        if len(captioned) < 2 or not _is_picture(picture) or picture.gone:
            continue
        caption = captioned[True]
        image = next(element for element in picture.elements() if element.tag == "img")
        inner = HtmlElement("figcaption", {}, caption.children)
        picture.tag, picture.children = "figure", []
        picture.append(image)
        picture.append(inner)
        caption.gone = True


def _is_item(child: HtmlElement | str) -> bool:
    if isinstance(child, str) or child.gone or child.tag not in {"p", "h1", "h2", "h3"}:
        return False
    return _LEVEL.search(child.style.get("mso-list", "")) is not None


def _listed(parent: HtmlElement) -> list[HtmlElement | str]:
    """The children with runs of list paragraphs as nested lists."""
    result: list[HtmlElement | str] = []
    open_lists: list[HtmlElement] = []
    for child in parent.children:
        if isinstance(child, str):
            if child.strip():
                open_lists = []
            result.append(child)
            continue
        if not _is_item(child):
            open_lists = []
            result.append(child)
            continue
        match = _LEVEL.search(child.style["mso-list"])
        level = min(int(match[1]) if match else 1, _MAX_DEPTH)
        kind = "ol" if _NUMBER.fullmatch(_take_marker(child)) else "ul"
        if len(open_lists) >= level and open_lists[level - 1].tag != kind:
            del open_lists[level - 1 :]
        del open_lists[level:]
        while len(open_lists) < max(1, min(level, len(open_lists) + 1)):
            new = HtmlElement(kind)
            if open_lists:
                _last_item(open_lists[-1]).append(new)
            else:
                new.parent = parent
                result.append(new)
            open_lists.append(new)
        item = HtmlElement("li", {}, child.children)
        for inner in item.children:
            if isinstance(inner, HtmlElement):
                inner.parent = item
        open_lists[-1].append(item)
    return result


def _last_item(listing: HtmlElement) -> HtmlElement:
    """The item that a deeper list belongs to."""
    last = listing.children[-1] if listing.children else None
    if isinstance(last, HtmlElement):
        return last
    item = HtmlElement("li")
    listing.append(item)
    return item


def _take_marker(paragraph: HtmlElement) -> str:
    """Take the bullet or number that Word wrote out off the paragraph."""
    marker = ""
    for element in paragraph.elements():
        if element.style.get("mso-list") == "ignore" and not element.gone:
            marker = marker or element.words()
            element.gone = True
    return marker.strip()
