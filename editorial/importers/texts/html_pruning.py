"""The parts of a pasted page that are not its text: hidden parts, navigation, boxes, edit links. Pure: no
Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editorial.html import messages
from editorial.html.html_tree import HtmlElement, names
from editorial.html.imported import ReportLine, excerpt
from editorial.importers.references.coins import COINS

_SILENT = names(
    "mw-editsection mw-jump-link mw-empty-elt mw-cite-backlink printfooter navbar noprint "
    "Apple-interchange-newline MsoCommentReference"
)
_BOXES = names(
    "navbox vertical-navbox sidebar infobox metadata ambox sistersitebox side-box hatnote toc catlinks "
    "MsoToc1 MsoToc2 MsoToc3 MsoCommentText authority-control "
    "sharedaddy sd-sharing entry-meta post-meta entry-footer related-posts post-navigation "
    "comments-area comment-respond"
)
_BOX_IDS = names("jp-relatedposts toc catlinks siteSub contentSub jump-to-nav mw-navigation")
_COMMENT = re.compile(r"cmnt\d+")
_DISPLAYSTYLE = "{\\displaystyle"


def prune(root: HtmlElement) -> list[ReportLine]:
    """Mark what is not text as gone; returns a report of what a reader would have seen of it."""
    report: list[ReportLine] = []
    if number := _take_comments(root):
        report.append(ReportLine(0, messages.COMMENTS_LEFT_OUT, str(number)))
    for element in _walk(root):
        if _is_formula(element):
            _keep_formula(element)
        elif _is_hidden(element) or not _SILENT.isdisjoint(element.classes):
            element.gone = True
        elif _is_box(element):
            element.gone = True
            if words := element.words():
                report.append(ReportLine(0, messages.BOX_LEFT_OUT, excerpt(words)))
        elif element.tag == "del" or "msoDel" in element.classes:
            element.gone = True
            if words := element.words():
                report.append(ReportLine(0, messages.DELETED_LEFT_OUT, excerpt(words)))
    return report


def _holder(anchor: HtmlElement) -> HtmlElement:
    """What the comment at this anchor fills: the block around all its paragraphs, else its own."""
    whole, own = anchor.closest(["div"]), anchor.closest(["p"])
    if (
        whole is not None
        and next((part for part in whole.elements() if part.tag == "a"), None) is anchor
    ):
        names = [part.get("id") for part in whole.elements() if part.tag == "a"]
        if sum(_COMMENT.fullmatch(name) is not None for name in names) == 1:
            return whole
    return own if own is not None else whole if whole is not None else anchor


def _take_comments(root: HtmlElement) -> int:
    """Mark the comments of Google Docs as gone, with their marks in the text; how many there were."""
    count = 0
    for element in list(root.elements()):
        if element.tag != "a":
            continue
        if _COMMENT.fullmatch(element.get("id")):
            _holder(element).gone = True
            count += 1
        elif _COMMENT.fullmatch(element.get("href").lstrip("#")):
            element.gone = True
    return count


def _walk(root: HtmlElement) -> Iterator[HtmlElement]:
    """Every element; `elements` does not go into what has just been marked as gone."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        if not element.gone:
            stack.extend(c for c in reversed(element.children) if isinstance(c, HtmlElement))


def _is_hidden(element: HtmlElement) -> bool:
    style = element.style
    return (
        "hidden" in element.attributes
        or style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("mso-hide") == "all"
    ) and COINS not in element.classes


def _is_box(element: HtmlElement) -> bool:
    return (
        not _BOXES.isdisjoint(element.classes)
        or element.get("id") in _BOX_IDS
        or element.tag == "nav"
        or element.get("role") == "navigation"
    )


def _is_formula(element: HtmlElement) -> bool:
    return "mwe-math-element" in element.classes or element.tag == "math"


def _keep_formula(element: HtmlElement) -> None:
    """Leave one `math` element with the formula as it was typed, if the page has that."""
    math = element if element.tag == "math" else None
    for inner in element.elements():
        if inner.tag == "math":
            math = inner
            break
    typed = math.get("alttext").strip() if math else ""
    if typed.startswith(_DISPLAYSTYLE):
        typed = typed.removeprefix(_DISPLAYSTYLE).removesuffix("}").strip()
    element.tag = "math"
    element.attributes = {}
    element.style = {}
    element.children = [typed or element.words()]
