"""What the evidence attached to a source says about one citation: its quotation, or the nearest passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from editorial.desk.source_card import CitedSource
from editorial.evidence.book_words import BookPage
from editorial.evidence.passages import Passages
from editorial.evidence.quotations import EvidenceText, Match
from editorial.models import DraftCitation, Evidence, EvidencePage

# How many of the newest pieces of evidence are searched for one card.
MAX_COUNT = 12
NEAREST = 3
# Characters of the page shown before and after the quotation.
_AROUND = 300
_ORDER = ("found", "elsewhere", "changed", "near", "missing")


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


def findings(citation: DraftCitation, source: CitedSource) -> Findings:
    """Two queries; one more for each piece of evidence that is not in the cache."""
    if source.manuscript is None:
        return Findings()
    evidence = Evidence.objects.readable().filter(source=source.manuscript).newest()
    attached = list(evidence.select_related("by")[:MAX_COUNT])
    if citation.quotation:
        located = [_locate(item, citation) for item in attached]
        located.sort(key=lambda finding: _ORDER.index(finding.match.status))
        return Findings(attached, located=located)
    return Findings(attached, nearest=_nearest(attached, citation))


class EvidenceReading:
    """The pages of one piece of evidence, parsed once for any number of citations."""

    def __init__(self, pages: tuple[BookPage, ...]) -> None:
        self.pages = pages

    @cached_property
    def library(self) -> EvidenceText:
        return EvidenceText(self.pages)

    @cached_property
    def passages(self) -> Passages:
        return Passages(self.pages)

    def text(self, label: str) -> str:
        return next((page.text for page in self.pages if page.label == label), "")


def _locate(evidence: Evidence, citation: DraftCitation) -> Finding:
    reading = _read(evidence.pk, evidence.digest, evidence.at.isoformat())
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
        reading = _read(evidence.pk, evidence.digest, evidence.at.isoformat())
        for passage in reading.passages.nearest(citation.claim, NEAREST):
            ranked.append((passage.score, Nearest(evidence, passage.page, passage.text)))
    ranked.sort(key=lambda pair: -pair[0])
    return [nearest for _score, nearest in ranked[:NEAREST]]


@lru_cache(maxsize=6)
def _read(evidence: int, digest: str, at: str) -> EvidenceReading:
    """Pages never change, so they are cached for the next card.

    `digest` and `at` are there because another row may have had the same id.
    """
    rows = EvidencePage.objects.filter(evidence=evidence).order_by("position")
    return EvidenceReading(
        tuple(BookPage(label, text) for label, text in rows.values_list("label", "text"))
    )


def _from_a_word(text: str) -> str:
    return f"…{text.partition(' ')[2]}" if len(text) == _AROUND else text


def _to_a_word(text: str) -> str:
    return f"{text.rpartition(' ')[0]}…" if len(text) == _AROUND else text
