"""From the tree to HTML, spelled exactly as the sanitiser spells it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from encyclopedia.markup import syntax
from encyclopedia.markup.escaping import attribute, text
from encyclopedia.markup.figures import IN_TEXT, caption_line, image, parted
from encyclopedia.markup.ids import (
    mark_id,
    needed_mark_id,
    note_mark_id,
    note_use_id,
    use_id,
)
from encyclopedia.markup.parsed import MarkerWords, Parsed, Rendered, RenderedPicture
from encyclopedia.markup.runs import Collector
from encyclopedia.markup.spans import MARKERS_BEHIND_STOPS, render_run
from encyclopedia.markup.tree import (
    FootnoteMark,
    Mark,
    NoteMark,
    Part,
    TreeElement,
    TreePicture,
    TreeRun,
    unmarked,
)

_MAX_HEADING_DEPTH = 6


def render(
    parsed: Parsed,
    *,
    links: Mapping[str, str | None],
    pictures: Mapping[str, RenderedPicture] | None = None,
    words: MarkerWords | None = None,
    top: int = 1,
    withdrawn: Collection[str] = (),
) -> Rendered:
    """The HTML of a parsed text.

    `links` gives for each target, as typed, the address of its entry; "" is the entry itself, whose
    words are no link; without one, its words are shown with "no entry yet", or "withdrawn" where
    the target is among those. `pictures` are by the names that the text uses. `top` is the
    level, as typed, that comes directly under the page's title.
    """
    headings = {heading.id: heading.text for heading in parsed.headings}
    renderer = _Renderer(
        links,
        pictures or {},
        words or MarkerWords(),
        top,
        withdrawn,
        headings,
        behind_stops=parsed.language.partition("-")[0].lower() in MARKERS_BEHIND_STOPS,
    )
    blocks = tuple(renderer.blocks(parsed.tree.body))
    notes = {letter: "".join(renderer.blocks(parts)) for letter, parts in parsed.tree.notes.items()}
    return Rendered(blocks, notes)


def render_inline_text(words: str) -> str:
    """The HTML of one line, such as a fact's note: emphasis, code and outward links.

    Citations are left out, and links to entries show their words only.
    """
    reading = Collector(words, {}).read(syntax.inline_tokens(words, {}))
    return render_run(
        unmarked(reading.run),
        lambda marks: "",
        lambda element: ("", ""),
        set(),
    )


def footnote_marker(number: int, occurrence: int, words: MarkerWords) -> str:
    """A footnote's marker, in the text and elsewhere on its page."""
    return (
        f'<sup class="ref"><a id="{mark_id(number, occurrence)}" role="doc-noteref" '
        f'href="#{use_id(number, occurrence)}" aria-label="{attribute(words.footnote.format(number))}">'
        f"[{number}]</a></sup>"
    )


class _Renderer:
    def __init__(
        self,
        links: Mapping[str, str | None],
        pictures: Mapping[str, RenderedPicture],
        words: MarkerWords,
        top: int,
        withdrawn: Collection[str],
        headings: Mapping[str, str],
        *,
        behind_stops: bool,
    ) -> None:
        self._links = links
        self._withdrawn = withdrawn
        self._pictures = pictures
        self._words = words
        self._top = top
        self._headings = headings
        self._behind_stops = behind_stops
        self._anchor = ""
        self._claims: set[str] = set()
        self._tables = 0
        self._blocks: dict[str, Callable[[Token], str]] = {
            "heading_open": self._heading_open,
            "heading_close": lambda token: f"{self._anchor}</{self._heading(token)}>\n",
            "ordered_list_open": _ordered_list,
            "list_item_open": lambda token: "<li>",
            "hr": lambda token: "<hr>\n",
            "code_block": lambda token: f"<pre><code>{text(token.content)}</code></pre>\n",
            "fence": _fence,
            "table_open": self._table_open,
            "table_close": lambda token: "</table>\n</div>\n",
            "th_open": _cell,
            "td_open": _cell,
        }

    def blocks(self, parts: list[Part]) -> Iterator[str]:
        """The HTML of each block that stands in no other one."""
        html: list[str] = []
        depth = 0
        for part in parts:
            html.append(self._part(part))
            if isinstance(part, Token):
                depth += part.nesting
            if not depth:
                yield "".join(html)
                html.clear()

    def _part(self, part: Part) -> str:
        if isinstance(part, TreeRun):
            return self._run(part)
        if isinstance(part, TreePicture):
            return self._figure(part)
        if part.hidden:
            return ""
        if block := self._blocks.get(part.type):
            return block(part)
        tag = part.tag
        if part.nesting > 0:
            return f"<{tag}>" if tag in ("p", "li") else f"<{tag}>\n"
        return f"</{tag}>\n"

    def _run(self, run: TreeRun) -> str:
        return render_run(
            run, self._marks, self._element, self._claims, behind_stops=self._behind_stops
        )

    def _marks(self, marks: list[Mark]) -> str:
        return f'<span class="refs">{"".join(map(self._mark, marks))}</span>'

    def _mark(self, mark: Mark) -> str:
        words = self._words
        if isinstance(mark, FootnoteMark):
            return footnote_marker(mark.number, mark.occurrence, words)
        if isinstance(mark, NoteMark):
            letter = mark.letter
            return (
                f'<sup class="ref"><a id="{note_mark_id(letter, mark.occurrence)}" '
                f'role="doc-noteref" href="#{note_use_id(letter, mark.occurrence)}" '
                f'aria-label="{attribute(words.note.format(letter))}">[{letter}]</a></sup>'
            )
        number = mark.number
        return (
            f'<sup class="needed"><a id="{needed_mark_id(number)}" role="doc-noteref" '
            f'href="#needed-{number}" aria-label="{attribute(words.needed.format(number))}">'
            "[?]</a></sup>"
        )

    def _element(self, element: TreeElement) -> tuple[str, str]:
        """The tags of a link to an entry, opening and closing."""
        target = element.target or ""
        address = self._links.get(target)
        if address == "":
            return "", ""
        if address is not None:
            return f'<a href="{attribute(address)}">', "</a>"
        is_withdrawn = target in self._withdrawn
        reason = self._words.withdrawn if is_withdrawn else self._words.no_entry
        return (
            f'<span class="wanted" title="{attribute(reason)}">',
            f'<span class="visually-hidden"> ({text(reason)})</span></span>',
        )

    def _figure(self, picture: TreePicture) -> str:
        stored = self._pictures.get(picture.name)
        caption = (
            self._run(picture.caption)
            if picture.caption is not None
            else text(stored.caption if stored is not None and not picture.wanted else "")
        )
        if stored is None or picture.wanted:
            wanted_words = text(self._words.picture_wanted.format(picture.name))
            shown = f'<div class="placeholder">{wanted_words}</div>'
            line = parted((picture.alt and text(picture.alt), caption))
            kind = "figure wanted"
        else:
            shown = image(stored, alt=picture.alt or stored.alt, sizes=IN_TEXT, lazy=True)
            line = caption_line(caption, stored)
            kind = "figure"
        return (
            f'<figure class="{kind}">\n{shown}\n'
            + (f"<figcaption>{line}</figcaption>\n" if line else "")
            + "</figure>\n"
        )

    def _heading_open(self, token: Token) -> str:
        """The heading's tag; its link to itself, which has a name and no characters, stands behind its words."""
        identifier = token.attrs.get("id")
        self._anchor = ""
        if not identifier:
            return f"<{self._heading(token)}>"
        name = self._words.section.format(self._headings.get(str(identifier), ""))
        self._anchor = f'<a class="anchor" href="#{identifier}" aria-label="{attribute(name)}"></a>'
        return f'<{self._heading(token)} id="{identifier}">'

    def _heading(self, token: Token) -> str:
        below = max(int(token.tag[1]) - self._top, 0)
        return f"h{min(below + 2, _MAX_HEADING_DEPTH)}"

    def _table_open(self, token: Token) -> str:
        self._tables += 1
        label = attribute(self._words.table.format(self._tables))
        return f'<div class="table" tabindex="0" role="region" aria-label="{label}">\n<table>\n'


def _ordered_list(token: Token) -> str:
    start = token.attrs.get("start")
    return "<ol>\n" if start is None else f'<ol start="{start}">\n'


def _fence(token: Token) -> str:
    language = unescapeAll(token.info).split()[:1]
    kind = f' class="language-{attribute(language[0])}"' if language else ""
    return f"<pre><code{kind}>{text(token.content)}</code></pre>\n"


def _cell(token: Token) -> str:
    alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
    kind = f' class="{alignment}"' if alignment else ""
    scope = ' scope="col"' if token.tag == "th" else ""
    return f"<{token.tag}{scope}{kind}>"
