"""The tree of a pasted page: bounded in depth and size, whatever was pasted. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from editorial.html import messages
from editorial.html.html_tokens import HtmlTag, Raw, tokens
from editorial.html.imported import ImportProblem
from editorial.html.markup_text import clean

MAX_CHARACTERS = 20_000_000
MAX_ELEMENTS = 300_000
# Real pages stay far below; each level costs a few frames where the tree is walked.
MAX_DEPTH = 80


def names(listed: str) -> frozenset[str]:
    """The names in a string, separated by spaces."""
    return frozenset(listed.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
DROPPED = names(
    "script style template iframe object embed svg canvas audio video noscript select button input "
    "textarea title meta link xml noembed noframes map area base col colgroup param dialog xmp"
)
BLOCKS = names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul"
)
# What an opening tag ends when it is still open: tag → (what it ends, where the search stops).
_TABLE = frozenset(["table"])
_CELL = frozenset(["td", "th", "table"])
_LISTS = frozenset(["ul", "ol", "td", "th", "table"])
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), _LISTS),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl", "td", "th"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl", "td", "th"])),
    "tr": (frozenset(["tr"]), _TABLE),
    "td": (frozenset(["td", "th"]), _TABLE | {"tr"}),
    "th": (frozenset(["td", "th"]), _TABLE | {"tr"}),
    "tbody": (frozenset(["tbody", "thead", "tfoot"]), _TABLE),
    "thead": (frozenset(["tbody", "thead", "tfoot"]), _TABLE),
    "tfoot": (frozenset(["tbody", "thead", "tfoot"]), _TABLE),
}
_ENDS_P = BLOCKS - {"body", "html", "tbody", "td", "tfoot", "th", "thead", "tr", "caption"}
_P = (frozenset(["p"]), _CELL | {"li", "dd", "blockquote", "div", "section", "aside", "object"})

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_CLASS_SELECTOR = re.compile(r"(?:[a-z0-9]+)?\.([\w-]+)", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class HtmlElement:
    """One element; children are elements and strings. `style` holds its declarations in lower
    case.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[HtmlElement | str] = field(default_factory=list)
    parent: HtmlElement | None = None
    style: dict[str, str] = field(default_factory=dict)
    gone: bool = False

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[HtmlElement]:
        """Every element below that is not gone, in document order."""
        stack = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, HtmlElement) and not child.gone:
                    yield child
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()

    def words(self) -> str:
        """All text below with white space folded, a space where a block ends."""
        pieces: list[str] = []
        self._gather(pieces)
        return " ".join("".join(pieces).split())

    def _gather(self, pieces: list[str]) -> None:
        for child in self.children:
            if isinstance(child, str):
                pieces.append(child)
            elif not child.gone:
                child._gather(pieces)
                if child.tag in BLOCKS or child.tag == "br":
                    pieces.append(" ")

    def closest(self, names: Iterable[str]) -> HtmlElement | None:
        """The nearest element around this one, itself included, of one of these tags."""
        element: HtmlElement | None = self
        while element is not None and element.tag not in names:
            element = element.parent
        return element

    def contains_block(self) -> bool:
        return any(element.tag in BLOCKS for element in self.elements())

    def append(self, child: HtmlElement | str) -> None:
        if isinstance(child, HtmlElement):
            child.parent = self
        self.children.append(child)


@dataclass(slots=True)
class HtmlPage:
    """`flattened` says that the page was nested more deeply than MAX_DEPTH."""

    root: HtmlElement
    title: str = ""
    flattened: bool = False


def read_page(source: str) -> HtmlPage:
    """The tree of a page or fragment. Raises ImportProblem when it is beyond the bounds."""
    if len(source) > MAX_CHARACTERS:
        raise ImportProblem(messages.TOO_LONG)
    return _Builder().build(source)


class _Builder:
    def __init__(self) -> None:
        self._page = HtmlPage(HtmlElement("body"))
        self._open = [self._page.root]
        self._dropping: list[str] = []
        self._skipped: dict[str, int] = {}
        self._rules: dict[str, dict[str, str]] = {}
        self._count = 0

    def build(self, source: str) -> HtmlPage:
        for token in tokens(clean(source)):
            if isinstance(token, str):
                if not self._dropping:
                    self._open[-1].children.append(token)
            elif isinstance(token, Raw):
                self._raw(token)
            elif token.name in DROPPED:
                self._drop(token)
            elif not self._dropping:
                (self._close if token.closing else self._start)(token)
        return self._page

    def _raw(self, raw: Raw) -> None:
        if raw.name == "title":
            self._page.title = self._page.title or " ".join(raw.text.split())
            return
        for selectors, declarations in _RULE.findall(raw.text):
            style = _declarations(declarations)
            for selector in selectors.split(","):
                if name := _CLASS_SELECTOR.fullmatch(selector.strip()):
                    self._rules.setdefault(name[1], {}).update(style)

    def _drop(self, tag: HtmlTag) -> None:
        if tag.name in VOID:
            return
        if not tag.closing:
            self._dropping.append(tag.name)
        elif tag.name in self._dropping:
            while self._dropping.pop() != tag.name:
                pass

    def _start(self, tag: HtmlTag) -> None:
        name = tag.name
        if name in {"html", "head", "body"}:
            return
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise ImportProblem(messages.TOO_MANY_ELEMENTS)
        if name in _ENDS_P:
            self._end(*_P)
        if name in _ENDS:
            self._end(*_ENDS[name])
        element = HtmlElement(name, tag.attributes, parent=self._open[-1], style=self._style(tag))
        if name in VOID:
            self._open[-1].children.append(element)
        elif len(self._open) >= MAX_DEPTH:
            self._page.flattened = True
            self._skipped[name] = self._skipped.get(name, 0) + 1
        else:
            self._open[-1].children.append(element)
            self._open.append(element)

    def _style(self, tag: HtmlTag) -> dict[str, str]:
        style: dict[str, str] = {}
        if self._rules:
            for name in tag.attributes.get("class", "").split()[:20]:
                style.update(self._rules.get(name, {}))
        if "style" in tag.attributes:
            style.update(_declarations(tag.attributes["style"]))
        return style

    def _close(self, tag: HtmlTag) -> None:
        if tag.name in {"html", "head", "body"}:
            return
        if self._skipped.get(tag.name):
            self._skipped[tag.name] -= 1
        else:
            self._end(frozenset([tag.name]), _TABLE if tag.name not in _TABLE else frozenset())

    def _end(self, names: frozenset[str], until: frozenset[str]) -> None:
        """Close the nearest open element of these names, unless one of `until` stands before it."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in names:
                del self._open[depth:]
                return
            if self._open[depth].tag in until:
                return


def _declarations(text: str) -> dict[str, str]:
    style: dict[str, str] = {}
    for declaration in text[:4000].split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            style[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return style
