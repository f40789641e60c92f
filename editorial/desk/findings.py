"""What the evidence attached to a source says about one citation: its quotation, or the nearest passages."""

from __future__ import annotations

from dataclasses import dataclass, field

from editorial.actions.kept_copies import BEST_FIRST, copies_of, read
from editorial.desk.source_card import CitedSource
from editorial.evidence.locator_pages import pages_named
from editorial.evidence.quotations import Match
from editorial.models import PICTURED, DraftCitation, Evidence

NEAREST = 3
# Characters of the page shown before and after the quotation.
_AROUND = 300


@dataclass(frozen=True)
class Finding:
    """The quotation in one piece of evidence: `before`, `words` and `after` are its page's text around it."""

    evidence: Evidence
    match: Match
    before: str = ""
    words: str = ""
    after: str = ""


@dataclass(frozen=True)
class Nearest:
    """A passage of one piece of evidence that is similar to the claim."""

    evidence: Evidence
    page: str
    text: str


@dataclass(frozen=True)
class ShownPage:
    """The page of which a picture is shown: `number` from 1, of `count`; `start` and `end` are the quotation's place in
    its text, both 0 where nothing is marked.
    """

    evidence: Evidence
    number: int
    count: int
    label: str = ""
    start: int = 0
    end: int = 0

    @property
    def before(self) -> int:
        return max(1, self.number - 1)

    @property
    def after(self) -> int:
        return min(self.count, self.number + 1)


@dataclass(frozen=True)
class Findings:
    """`attached` is all evidence of the source; `located` is for a citation with a quotation, `nearest` for others;
    `shown` is the page that the card shows as a picture.
    """

    attached: list[Evidence] = field(default_factory=list)
    located: list[Finding] = field(default_factory=list)
    nearest: list[Nearest] = field(default_factory=list)
    shown: ShownPage | None = None

    @property
    def differs(self) -> bool:
        """Whether no copy has the quotation word for word, so that *supports* needs a note."""
        return bool(self.located) and self.located[0].match.status not in ("found", "elsewhere")

    @property
    def shows_a_page(self) -> bool:
        """Whether a page of a copy kept here, or words of it, are on the card."""
        return (
            self.shown is not None
            or bool(self.nearest)
            or any(finding.words for finding in self.located)
        )


def findings(citation: DraftCitation, source: CitedSource) -> Findings:
    """Two queries; one more for each piece of evidence that is not in the cache."""
    if source.manuscript is None:
        return Findings()
    attached = copies_of(source.manuscript)
    if citation.quotation:
        located = [_locate(item, citation) for item in attached if read(item).has_text]
        located.sort(key=lambda finding: BEST_FIRST.index(finding.match.status))
        return Findings(attached, located=located, shown=_shown_page(attached, citation, located))
    nearest = _nearest(attached, citation)
    return Findings(attached, nearest=nearest, shown=_shown_page(attached, citation, []))


def _place(citation: DraftCitation) -> str:
    """Its locator, or the words that no text is read with as one ("S. 12ff.", "Т. 2. С. 5")."""
    return citation.locator or citation.suffix


def _locate(evidence: Evidence, citation: DraftCitation) -> Finding:
    reading = read(evidence)
    match = reading.library.locate(citation.quotation, _place(citation))
    if match.status == "missing":
        return Finding(evidence, match)
    first, last = reading.pages[match.position].text, reading.pages[match.last_position].text
    if match.position == match.last_position:
        words = first[match.start : match.end]
    else:
        words = f"{first[match.start :]} {last[: match.end]}"
    before = _from_a_word(first[max(0, match.start - _AROUND) : match.start])
    after = _to_a_word(last[match.end : match.end + _AROUND])
    return Finding(evidence, match, before, words, after)


def _shown_page(
    attached: list[Evidence], citation: DraftCitation, located: list[Finding]
) -> ShownPage | None:
    """Where the quotation was found best, or else the page that the locator names, of what has pictures."""
    for finding in located:
        if finding.evidence.kind in PICTURED and finding.words:
            match, pages = finding.match, read(finding.evidence).pages
            runs_on = match.position != match.last_position
            end = len(pages[match.position].text) if runs_on else match.end
            return ShownPage(
                finding.evidence,
                match.position + 1,
                len(pages),
                match.page,
                match.start,
                end,
            )
    wanted = pages_named(_place(citation))
    pictured = [evidence for evidence in attached if evidence.kind in PICTURED]
    for evidence in pictured:
        pages = read(evidence).pages
        for position, page in enumerate(pages):
            if page.label in wanted:
                return ShownPage(evidence, position + 1, len(pages), page.label)
    if pictured:
        pages = read(pictured[0]).pages
        return ShownPage(pictured[0], 1, len(pages), pages[0].label)
    return None


def _nearest(attached: list[Evidence], citation: DraftCitation) -> list[Nearest]:
    ranked = []
    for evidence in attached:
        reading = read(evidence)
        for passage in reading.passages.nearest(citation.claim, NEAREST):
            ranked.append((passage.score, Nearest(evidence, passage.page, passage.text)))
    ranked.sort(key=lambda pair: -pair[0])
    return [nearest for _score, nearest in ranked[:NEAREST]]


def _from_a_word(text: str) -> str:
    return f"…{text.partition(' ')[2]}" if len(text) == _AROUND else text


def _to_a_word(text: str) -> str:
    return f"{text.rpartition(' ')[0]}…" if len(text) == _AROUND else text
