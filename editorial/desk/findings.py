"""What the evidence attached to a source says about one citation: its quotation, or the nearest passages."""

from __future__ import annotations

from dataclasses import dataclass, field

from editorial.actions.kept_copies import BEST_FIRST, copies_of, read
from editorial.desk.source_card import CitedSource
from editorial.evidence.quotations import Match
from editorial.models import DraftCitation, Evidence

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
class Findings:
    """`attached` is all evidence of the source; `located` is for a citation with a quotation, `nearest` for others."""

    attached: list[Evidence] = field(default_factory=list)
    located: list[Finding] = field(default_factory=list)
    nearest: list[Nearest] = field(default_factory=list)

    @property
    def shows_a_page(self) -> bool:
        """Whether words of a copy kept here are on the card."""
        return bool(self.nearest) or any(finding.words for finding in self.located)


def findings(citation: DraftCitation, source: CitedSource) -> Findings:
    """Two queries; one more for each piece of evidence that is not in the cache."""
    if source.manuscript is None:
        return Findings()
    attached = copies_of(source.manuscript)
    if citation.quotation:
        located = [_locate(item, citation) for item in attached]
        located.sort(key=lambda finding: BEST_FIRST.index(finding.match.status))
        return Findings(attached, located=located)
    return Findings(attached, nearest=_nearest(attached, citation))


def _locate(evidence: Evidence, citation: DraftCitation) -> Finding:
    reading = read(evidence)
    match = reading.library.locate(citation.quotation, citation.locator)
    if match.status == "missing":
        return Finding(evidence, match)
    first, last = reading.text(match.page), reading.text(match.last_page)
    if match.page == match.last_page:
        words = first[match.start : match.end]
    else:
        words = f"{first[match.start :]} {last[: match.end]}"
    before = _from_a_word(first[max(0, match.start - _AROUND) : match.start])
    after = _to_a_word(last[match.end : match.end + _AROUND])
    return Finding(evidence, match, before, words, after)


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
