"""Collects the input of the gate: one manuscript's document, with what the database knows about it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from html import unescape

from django.db.models import Q
from django.utils.html import strip_tags

from editorial.gate.author_agreements import unagreed
from editorial.gate.cited_works import cited_works
from editorial.gate.citing import published_citing
from editorial.gate.going_with import going_with
from editorial.gate.judging import GateInput, GateProblem, Obstacle, SourceState, Stage, judge
from editorial.gate.policy import policy_for
from editorial.gate.second_checks import Agreement, agreements
from editorial.gate.translated import translation_states
from editorial.gate.verdicts import checked_any, current_standings
from editorial.gate.waivers import waived_keys
from editorial.models import Approval, Manuscript, Merge, Revision, Status
from encyclopedia import bibliography, dates
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.analysis.faults import faults, long_citations
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.documents import Document, DocumentFact, SourceDocument
from encyclopedia.core.names import name_key
from encyclopedia.core.standing import STALE
from encyclopedia.models import Alias, Entry, Kind, Reliability
from encyclopedia.models import Source as PublishedSource
from encyclopedia.rendering.site_citation_style import site_citation_style

# In years: the longest life on record.
MAX_LIFESPAN = 122
# The one style in which an author and a year are all that a note says.
AUTHOR_DATE = "author-date"

_STATES: dict[str, SourceState] = {
    Status.SUBMITTED: "submitted",
    Status.APPROVED: "approved",
    Status.SCHEDULED: "approved",
}


def obstacles(
    manuscript: Manuscript,
    document: Document,
    stage: Stage,
    *,
    analysis: Analysis | None = None,
    approver: int | None = None,
) -> list[Obstacle]:
    """What stops this document of the manuscript from passing `stage`."""
    inputs = gate_input(manuscript, document, analysis=analysis, approver=approver)
    return judge(inputs, policy_for(document), stage)


def gate_input(
    manuscript: Manuscript,
    document: Document,
    *,
    analysis: Analysis | None = None,
    approver: int | None = None,
) -> GateInput:
    """All that the gate looks at, in a fixed number of queries whatever the document's length."""
    analysis = analysis or analyse(document)
    citations = tuple(analysis.citations)
    keys = {citation.key for citation in citations}
    standings = current_standings(manuscript.pk, citations)
    seconds = _seconds(document, citations)
    published_key, citing = _citing_by_old_key(manuscript, document)
    works = cited_works(keys)
    published = {key: work for key, work in works.items() if work.is_published}
    published_states: dict[str, SourceState] = dict.fromkeys(published, "published")
    waiting_states = source_states(keys - published.keys())
    drafts = {key for key, state in waiting_states.items() if state == "draft"}
    return GateInput(
        document=document,
        citations=citations,
        sentences=analysis.parsed.claims,
        cited=analysis.parsed.cited_claims,
        problems=tuple(document_problems(document, analysis)),
        sources=published_states | waiting_states,
        ambiguous=ambiguous(names_typed(document, analysis)),
        verdicts={
            use: str(citation_standing.standing) for use, citation_standing in standings.items()
        },
        living=is_living(document),
        approver_wrote=approver is not None and _wrote(approver, manuscript),
        approver_checked=approver is not None
        and checked_any(approver, [citation.digest for citation in citations]),
        seconds={digest: agreement.state for digest, agreement in seconds.items()},
        standings=standings,
        works={key: work.seen for key, work in works.items()},
        checks={
            use: f"{standing.checked_at} {seconds[use.digest].at if use.digest in seconds else ''}"
            for use, standing in standings.items()
        },
        not_borne_out={
            use: standing.telling.not_borne_out
            for use, standing in standings.items()
            if standing.standing == STALE and standing.telling
        },
        address_taken=_address_taken(manuscript, document),
        doubted={
            key: work.mark for key, work in published.items() if work.mark != Reliability.SOUND
        },
        waivers=waived_keys(manuscript),
        merged=merged_into(keys),
        alike=alike(keys),
        published_key=published_key,
        citing=citing,
        unagreed=unagreed(manuscript, document),
        going_with=frozenset(going_with(manuscript, drafts)) if drafts else frozenset(),
        translated=translation_states(manuscript.pk, document),
    )


def _wrote(person: int, manuscript: Manuscript) -> bool:
    """Whether this person wrote any part of what is not published yet.

    Who never saved it, nor anything that was merged into it, wrote nothing: asked first, since all of the rule is long.
    """
    saved = Revision.objects.filter(Q(author=person) | Q(suggested_by=person))
    merged = Merge.objects.filter(into=manuscript.pk).values("merged")
    if not saved.filter(Q(manuscript=manuscript.pk) | Q(manuscript__in=merged)).exists():
        return False
    return Manuscript.objects.written_by(person).filter(pk=manuscript.pk).exists()


def _seconds(document: Document, citations: tuple[DocumentCitation, ...]) -> dict[str, Agreement]:
    if policy_for(document).blind_second_check == "none":
        return {}
    return agreements(citation.digest for citation in citations)


def _says_when(fact: DocumentFact) -> bool:
    """Whether a fact gives a date of death, or a source for a death without one."""
    return fact.property == "died" and bool(fact.date or fact.citations)


def is_living(document: Document) -> bool:
    """Whether it is about a person without a date of death, unless born so long ago that they must have died."""
    if document.kind != "person" or any(_says_when(fact) for fact in document.facts):
        return False
    for fact in document.facts:
        if fact.property == "born" and fact.date:
            try:
                born = dates.parse(fact.date)
            except dates.DateError:
                return True
            oldest = (date.today().year - MAX_LIFESPAN) * 10_000
            return born.latest > oldest
    return True


def document_problems(document: Document, analysis: Analysis) -> list[GateProblem]:
    problems = [
        GateProblem("text", problem.message, problem.line) for problem in analysis.parsed.problems
    ]
    problems += [
        GateProblem("text", message, line, "text") for line, message in long_citations(analysis)
    ]
    problems += [
        GateProblem(fault.field, fault.message, place=fault.place) for fault in faults(document)
    ]
    if isinstance(document, SourceDocument):
        problems += [
            GateProblem("record", problem.message, place=f"record.{problem.field}")
            for problem in bibliography.validate(document.record)
        ]
    return problems


def source_states(keys: Collection[str]) -> dict[str, SourceState]:
    """How far the sources under these keys are, published or not; two queries."""
    states: dict[str, SourceState] = {}
    for slug, status in Manuscript.objects.filter(kind=Kind.SOURCE, slug__in=keys).values_list(
        "slug", "status"
    ):
        states[slug] = _STATES.get(status, "draft")
    for slug in PublishedSource.objects.filter(slug__in=keys).values_list("slug", flat=True):
        states[slug] = "published"
    return states


def doubted(keys: Collection[str]) -> dict[str, str]:
    """Key → reliability, for those of these published sources that are not sound."""
    sources = PublishedSource.objects.filter(slug__in=keys).exclude(reliability=Reliability.SOUND)
    return dict(sources.values_list("slug", "reliability"))


def merged_into(keys: Collection[str]) -> dict[str, str]:
    """Key of a merged source → the key to cite instead, for those of these keys that were merged."""
    if not keys:
        return {}
    merges = Merge.objects.filter(merged__kind=Kind.SOURCE, merged__slug__in=keys)
    return dict(merges.values_list("merged__slug", "into__slug"))


def alike(keys: Collection[str]) -> dict[str, tuple[str, str]]:
    """Under the author-date style: key → an earlier key and the note, for published sources noted alike."""
    style = site_citation_style()
    if style.name != AUTHOR_DATE:
        return {}
    first_by_note: dict[str, str] = {}
    pairs: dict[str, tuple[str, str]] = {}
    records = PublishedSource.objects.filter(slug__in=keys).order_by("slug")
    for key, record in records.values_list("slug", "record"):
        note = style.full_note(record)
        other = first_by_note.setdefault(note, key)
        if other != key:
            pairs[key] = other, unescape(strip_tags(note)).rstrip(".")
    return pairs


def names_typed(document: Document, analysis: Analysis) -> dict[str, str]:
    """The names of links and of the targets of facts as they are typed, by the keys of names."""
    typed = {link.target for link in analysis.parsed.links}
    typed |= {fact.target for fact in document.facts if fact.target}
    return {name_key(name): name for name in typed}


def ambiguous(names: Mapping[str, str]) -> dict[str, int]:
    """Those of these names, by their keys, that belong to more than one published entry: name → number of entries.

    Sources are not counted: a link in words leads to another entry of that name first, and several editions of a
    book are no reason to stop.
    """
    entries: dict[str, set[uuid.UUID]] = defaultdict(set)
    subjects = Entry.objects.exclude(kind=Kind.SOURCE)
    for key, pk in subjects.filter(name_key__in=names).values_list("name_key", "pk"):
        entries[key].add(pk)
    # A title is preferred to an alias, as on a page; only names of the same rank are ambiguous.
    of_subjects = Alias.objects.exclude(entry__kind=Kind.SOURCE)
    for key, pk in of_subjects.filter(name_key__in=set(names) - set(entries)).values_list(
        "name_key", "entry"
    ):
        entries[key].add(pk)
    return {names[key]: len(ids) for key, ids in entries.items() if len(ids) > 1}


def _address_taken(manuscript: Manuscript, document: Document) -> bool:
    return (
        Entry.objects.filter(kind=document.kind, slug=document.slug)
        .exclude(pk=manuscript.pk)
        .exists()
    )


def _citing_by_old_key(manuscript: Manuscript, document: Document) -> tuple[str, tuple[str, ...]]:
    """For a renamed source: its published key, and titles of the published entries that cite it by that key."""
    if manuscript.kind != Kind.SOURCE:
        return "", ()
    renamed = PublishedSource.objects.filter(pk=manuscript.pk).exclude(slug=document.slug).first()
    if renamed is None:
        return "", ()
    return renamed.slug, published_citing(manuscript)


def approval_of(manuscript: Manuscript) -> Approval | None:
    """The approval in force, with its revision."""
    if manuscript.approval_id is None:
        return None
    return Approval.objects.select_related("revision", "by").get(pk=manuscript.approval_id)
