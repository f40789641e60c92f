"""Notes that a page holds in its sentences, shown when somebody asks, as linked notes behind the text. Pure: no Django.

So do the plug-ins of WordPress (Modern Footnotes, Footnotes), LaTeXML, Tufte CSS with its margin notes, Distill, and
pages with tooltips after WAI-ARIA.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editorial.html.html_tree import HtmlElement

# What holds the words of a note, behind its mark.
_NOTES = frozenset(
    [
        "modern-footnotes-footnote__note",
        "footnote_tooltip",
        "sidenote",
        "marginnote",
        "ltx_note_content",
    ]
)
_NOTE_TAGS = frozenset(["d-footnote"])
# What a page says of its marks, where they have no words of their own; or the number again, within the note.
_HANDLES = frozenset(
    ["margin-toggle", "footnote_tooltip_continue", "ltx_note_mark", "ltx_tag_note"]
)
_LABEL = re.compile(r"[\[(]?[\w*†‡§]{1,4}[\])]?")
# The plug-in Footnotes shows the beginning of a long note, and all of it in a table below.
_BEGINNING, _WHOLE = "footnote_plugin_tooltip_text", "footnote_plugin_reference"
_TABLE = "footnotes_reference_container"


def link_inline_notes(root: HtmlElement) -> None:
    """Put each note behind the text, and a link to it in its place."""
    elements = list(root.elements())
    by_id = {name: element for element in elements if (name := element.get("id"))}
    described = {name: element for element in elements if (name := element.get("aria-describedby"))}
    # Where each element stands among those beside it: looked for once, however many notes there are.
    places = {id(child): place for holder in (root, *elements) for place, child in _placed(holder)}
    for number, note in enumerate(list(_notes(elements, described)), 1):
        name = f"inline-note-{number}"
        mark = _mark_before(note, places) or _label_of(described.get(note.get("id")))
        link = HtmlElement("a", {"href": f"#{name}", "role": "doc-noteref"})
        link.append(mark.words().strip("[]()") if mark is not None else str(number))
        replaced = mark or note
        if (holder := replaced.parent) is not None:
            link.parent = holder
            holder.children[places[id(replaced)]] = link
        note.gone = True
        body = _whole(note, by_id) or note
        for element in body.elements():
            element.gone = element.gone or not _HANDLES.isdisjoint(element.classes)
        aside = HtmlElement("aside", {"id": name})
        for child in body.children:
            aside.append(child)
        root.append(aside)
    for element in elements:
        if _TABLE in element.classes and not any(cell.tag == "td" for cell in element.elements()):
            element.gone = True


def _placed(holder: HtmlElement) -> Iterator[tuple[int, HtmlElement]]:
    for place, child in enumerate(holder.children):
        if isinstance(child, HtmlElement):
            yield place, child


def _notes(elements: list[HtmlElement], described: dict[str, HtmlElement]) -> Iterator[HtmlElement]:
    """Those of which none stands in another: a note's own words are not taken apart."""
    within: set[int] = set()
    for element in elements:
        if id(element.parent) in within:
            within.add(id(element))
        elif _is_note(element, described):
            within.add(id(element))
            yield element


def _is_note(element: HtmlElement, described: dict[str, HtmlElement]) -> bool:
    if not _NOTES.isdisjoint(element.classes) or element.tag in _NOTE_TAGS:
        return True
    is_told = element.get("role") == "tooltip" and element.get("id") in described
    return is_told and _label_of(described[element.get("id")]) is not None


def _whole(note: HtmlElement, by_id: dict[str, HtmlElement]) -> HtmlElement | None:
    """The whole of a note of which the beginning stands in the sentence; the table's row is taken off the page."""
    name = note.get("id")
    if not name.startswith(_BEGINNING):
        return None
    target = by_id.get(name.replace(_BEGINNING, _WHOLE))
    row = target.closest(["tr"]) if target is not None else None
    if row is None:
        return None
    row.gone = True
    cells = [element for element in row.elements() if element.tag == "td"]
    return cells[-1] if cells else None


def _mark_before(note: HtmlElement, places: Mapping[int, int]) -> HtmlElement | None:
    """The element just before a note, if it can be the note's mark."""
    around = note
    # LaTeXML wraps a note twice.
    while around.parent is not None and places.get(id(around)) == 0:
        around = around.parent
    holder = around.parent
    if holder is None:
        return None
    for place in range(places[id(around)] - 1, -1, -1):
        child = holder.children[place]
        if isinstance(child, str):
            if child.strip():
                return None
        elif _HANDLES.isdisjoint(child.classes) or child.tag == "sup":
            return _label_of(child)
        else:
            child.gone = True
    return None


def _label_of(element: HtmlElement | None) -> HtmlElement | None:
    """The element, if it reads as a mark: raised, or a button, with a number or sign."""
    if element is None or not _LABEL.fullmatch(element.words()):
        return None
    parts = [element, *element.elements(), *([element.parent] if element.parent else [])]
    is_raised = any(part.tag == "sup" or part.get("role") == "button" for part in parts)
    return element if is_raised else None
