"""The notes part: footnotes with their standing, and the bibliography.

The one part that shows the standing of each citation. It is made from numbered citations alone, so a new
check renders it again without reading the text. It joins strings and uses no templates: a long article has
hundreds of footnotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from html import escape

from django.utils.translation import gettext as _

from encyclopedia import markup
from encyclopedia.core.citations import DocumentCitation, Reference
from encyclopedia.core.language_tags import direction_of
from encyclopedia.core.standing import (
    NOT_CHECKED,
    CitationStanding,
    Standings,
    is_marked_since,
    worst,
)
from encyclopedia.markup.ids import letters
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.note_cache import Worded, looking_alike
from encyclopedia.rendering.page_language import speaking
from encyclopedia.rendering.parts import SourceRecord
from encyclopedia.rendering.site_language import (
    Phrases,
    all_uses_words,
    by_role_words,
    current_phrases,
    day,
    uses_checked_words,
)
from encyclopedia.rendering.ways_back import ways_back
from encyclopedia.wording.filled_in import listed, semicolon, set_apart
from encyclopedia.wording.telling_sentences import telling_sentences

BIBLIOGRAPHY = '<section class="bibliography"'
# From how many uses on what most of them have in common is said once, above the list.
MIN_COMMON = 4


@dataclass(frozen=True)
class Verdict:
    """How a use stands, in words: standing, role and day, and what else is told of the check ("" for nothing)."""

    standing: str
    words: str
    told: str = ""

    @cached_property
    def html(self) -> str:
        return set_apart((self.words, self.told))


def render_notes(
    citations: Iterable[DocumentCitation],
    sources: Mapping[str, SourceRecord],
    standings: Standings,
    *,
    language: str,
    published: bool = True,
) -> str:
    """Footnotes and bibliography of numbered citations, as sanitised HTML; empty when there are none.

    `sources` by key, `standings` by use (absent: not checked). `language` is the entry's. Only a `published` claim has
    a page.
    """
    grouped: dict[int, list[DocumentCitation]] = {}
    for citation in citations:
        grouped.setdefault(citation.number, []).append(citation)
    if not grouped:
        return ""
    with speaking(language):
        return _written(grouped, _NotesWriter(sources, standings, published, language))


def _written(grouped: Mapping[int, Sequence[DocumentCitation]], writer: _NotesWriter) -> str:
    writer.find_common(use for uses in grouped.values() for use in uses)
    items = [writer.footnote(number, grouped[number]) for number in sorted(grouped)]
    frame = furniture_sanitiser.clean(
        '<section class="footnotes" role="doc-endnotes" aria-labelledby="footnotes">'
        f'<h2 id="footnotes">{escape(_("Footnotes"))}</h2>{writer.common_words()}<ol></ol></section>'
    )
    before, closing, after = frame.rpartition("</ol>")
    footnotes = furniture_sanitiser.clean_each(items)
    return f"{before}{footnotes}{closing}{after}{writer.bibliography()}"


class _NotesWriter:
    """Writes one page's footnotes in order; remembers which sources were cited in full."""

    def __init__(
        self,
        sources: Mapping[str, SourceRecord],
        standings: Standings,
        published: bool,
        language: str,
    ) -> None:
        self.published = published
        # In a text from the right each work stands apart, in the direction of its own words.
        self.apart = direction_of(language) == "rtl"
        self.sources = sources
        self.standings = standings
        self.phrases: Phrases = current_phrases()
        # Looked up once a page: a long one has hundreds of notes.
        self.semicolon = semicolon()
        self.all_uses_words = cache(all_uses_words)
        self.cited: dict[str, Worded] = {}
        self.verdicts: dict[tuple[CitationStanding, bool], Verdict] = {}
        self.common: Verdict | None = None
        self.alike = looking_alike(self.sources)

    def find_common(self, uses: Iterable[DocumentCitation]) -> None:
        """Note what more than half of the uses have in common, if they are not few."""
        verdicts = Counter(
            self.verdict(use, self.standings.get(use.use, NOT_CHECKED)) for use in uses
        )
        numbers: Counter[tuple[str, str]] = Counter()
        for verdict, number in verdicts.items():
            numbers[verdict.standing, verdict.words] += number
        ((standing, words), number), total = numbers.most_common(1)[0], verdicts.total()
        if number < MIN_COMMON or number * 2 <= total:
            return
        self.common = Verdict(standing, words)
        for verdict, times in verdicts.items():
            if verdict.words == words and times * 2 > total:
                self.common = verdict

    def common_words(self) -> str:
        """The line above the list; the words that it says are marked in the notes, and style sheets leave them out."""
        if self.common is None:
            return ""
        words = self.phrases.common.format(verdict=self.common.html)
        return f'<p class="standing standing-{self.common.standing}">{words}</p>'

    def differing(self, verdict: Verdict) -> str:
        """A verdict in words, with those marked that are said above the list."""
        if self.common is None or verdict.words != self.common.words:
            return verdict.html
        if verdict == self.common:
            return f'<span class="common">{verdict.html}</span>'
        if not verdict.told:
            return verdict.html
        return f'<span class="common">{verdict.words}{self.semicolon}</span>{verdict.told}'

    def footnote(self, number: int, uses: Sequence[DocumentCitation]) -> str:
        back = ways_back(
            len(uses),
            partial(markup.mark_id, number),
            partial(markup.use_id, number),
            alone=self.phrases.back.format(number=number),
            at_use=self.phrases.back_to_use.replace("{number}", str(number)),
        )
        note = self.note(uses[0].reference)
        standing = self.alone(uses[0]) if len(uses) == 1 else self.shared(uses)
        return f'<li id="fn-{number}"><p>{back}{note}</p>{standing}{self.menu(number, uses)}</li>'

    def note(self, reference: Reference) -> str:
        """The note itself: full at a source's first footnote, short afterwards, with the quotation."""
        source = self.sources.get(reference.key)
        if source is None:
            key = escape(reference.key)
            return f'<span class="wanted"><code>{key}</code>: {self.phrases.no_source}</span>'
        if (worded := self.cited.get(reference.key)) is None:
            worded = self.cited[reference.key] = Worded(source, apart=reference.key in self.alike)
            html = worded.note(reference, later=False)
        else:
            html = worded.note(reference, later=True)
        if reference.quotation:
            html += f" <q>{escape(reference.quotation)}</q>"
        html = self.isolated(html)
        return f"{html}{self.doubt(source)}"

    def isolated(self, work: str) -> str:
        """A work in words, so that its stops and numbers stay on their sides among words of the other direction."""
        return f"<bdi>{work}</bdi>" if self.apart else work

    def doubt(self, source: SourceRecord) -> str:
        """The mark against the source as a whole, in words."""
        if not source.is_doubted:
            return ""
        label = self.phrases.reliability[source.reliability]
        reason = f": {escape(source.reason)}" if source.reason else ""
        return f' <strong class="reliability reliability-{source.reliability}">{label}{reason}</strong>'

    def alone(self, citation: DocumentCitation) -> str:
        return self.line(self.verdict(citation, self.standings.get(citation.use, NOT_CHECKED)))

    def line(self, verdict: Verdict, words: str = "{verdict}") -> str:
        """One line of standing for all uses; only its sign is seen where all its words are said above the list."""
        if verdict == self.common:
            html = f'<span class="verdict">{verdict.html}</span>'
            said = f'<span class="common">{words.format(verdict=html)}</span>'
            return f'<p class="standing standing-{verdict.standing} alike">{said}</p>'
        html = f'<span class="verdict">{self.differing(verdict)}</span>'
        return f'<p class="standing standing-{verdict.standing}">{words.format(verdict=html)}</p>'

    def shared(self, uses: Sequence[DocumentCitation]) -> str:
        """What all uses share in one line; else a summary, and the letters of the uses grouped by standing."""
        standings = [self.standings.get(use.use, NOT_CHECKED) for use in uses]
        letters_by_verdict: dict[Verdict, list[str]] = {}
        for use, standing in zip(uses, standings, strict=True):
            letters_by_verdict.setdefault(self.verdict(use, standing), []).append(
                f'<span class="use">{letters(use.occurrence + 1)}</span>'
            )
        if len(letters_by_verdict) == 1:
            (verdict,) = letters_by_verdict
            words = self.all_uses_words(len(uses))
            return self.line(verdict, words)
        words = uses_checked_words(sum(standing.is_checked for standing in standings), len(uses))
        items = "".join(
            f'<li class="standing standing-{verdict.standing}">{" ".join(alike)} {verdict.html}</li>'
            for verdict, alike in letters_by_verdict.items()
        )
        return f'<p class="standing standing-{worst(standings)}">{words}</p><ul class="uses">{items}</ul>'

    def menu(self, number: int, uses: Sequence[DocumentCitation]) -> str:
        """The ways to the source's page and to the claims', which take one stop of the keyboard while it is closed."""
        links = []
        if source := self.sources.get(uses[0].key):
            name = self.phrases.source_of.format(number=number)
            links.append(
                f'<a class="to-source" href="{url_of(source.path)}" aria-label="{name}">'
                f"{self.phrases.source}</a>"
            )
        if self.published:
            links += [self.to_claim(use, alone=len(uses) == 1) for use in uses]
        if not links:
            return ""
        name = self.phrases.menu.format(number=number)
        return f'<details><summary aria-label="{name}">…</summary>{" ".join(links)}</details>'

    def to_claim(self, use: DocumentCitation, *, alone: bool) -> str:
        letter = "" if alone else letters(use.occurrence + 1)
        name = self.phrases.claim_of_use if letter else self.phrases.claim_of
        words = f"{self.phrases.claim} {letter}" if letter else self.phrases.claim
        return (
            f'<a class="to-claim" href="/claim/{use.claim_digest}/" '
            f'aria-label="{name.format(use=letter, number=use.number)}">{words}</a>'
        )

    def verdict(self, citation: DocumentCitation, standing: CitationStanding) -> Verdict:
        source = self.sources.get(citation.key)
        since = source is not None and is_marked_since(standing.checked_at, source.marked_at)
        if (verdict := self.verdicts.get((standing, since))) is None:
            verdict = self.verdicts[standing, since] = self._verdict(standing, marked_since=since)
        return verdict

    def _verdict(self, standing: CitationStanding, *, marked_since: bool) -> Verdict:
        words = self.phrases.standings[standing.standing]
        if standing.role and standing.is_checked:
            words = listed((words, escape(by_role_words(standing.role))))
        if standing.checked_at is None:
            return Verdict(standing.standing, words)
        sentences = telling_sentences(standing.telling, marked_since=marked_since)
        told = set_apart(map(escape, sentences))
        return Verdict(standing.standing, listed((words, day(standing.checked_at).html)), told)

    def bibliography(self) -> str:
        """Every source cited, once, in alphabetical order; those that the style leaves out in a list of their own."""
        items: dict[bool, list[str]] = {True: [], False: []}
        for line, key in sorted((worded.line(), key) for key, worded in self.cited.items()):
            if line.words:
                work = self.isolated(line.words)
                items[line.listed].append(f"<li>{work}{self.doubt(self.sources[key])}</li>")
        if not any(items.values()):
            return ""
        listed, besides = (
            f"<ul>{''.join(lines)}</ul>" if lines else "" for lines in items.values()
        )
        if besides:
            besides = f"<h3>{escape(_('Works of reference and unpublished papers'))}</h3>{besides}"
        return furniture_sanitiser.clean(
            f'{BIBLIOGRAPHY} role="doc-bibliography" aria-labelledby="bibliography">'
            f'<h2 id="bibliography">{escape(_("Bibliography"))}</h2>{listed}{besides}</section>'
        )
