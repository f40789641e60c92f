"""The source of a citation for a moderator: its full record, links to it, and doubts about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from editorial.models import Manuscript, Revision
from editorial.workflow import sources_seen_by
from encyclopedia import bibliography
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import SourceDocument
from encyclopedia.models import Kind
from encyclopedia.models import Source as PublishedSource
from encyclopedia.rendering.site_citation_style import site_citation_style
from encyclopedia.rendering.trusted import trusted
from encyclopedia.wording.record_labels import RecordLine, RecordLink, record_lines, record_links

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class CitedSource:
    """A source looked up by its key. `manuscript` is None, and the record empty, when no source has the key.

    `draft` is set for one that is not published yet: its newest revision is shown then.
    """

    key: str
    record: dict[str, Any]
    manuscript: Manuscript | None = None
    draft: bool = False
    reliability: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        return bibliography.plain_label(self.record) if self.record else self.key

    @property
    def fields(self) -> list[RecordLine]:
        return record_lines(self.record)

    @property
    def links(self) -> list[RecordLink]:
        return record_links(self.record)

    def note(self, reference: Reference) -> SafeString:
        """The footnote's words, as the bibliography escapes them."""
        words = site_citation_style().full_note(
            self.record,
            locator=reference.locator,
            prefix=reference.prefix,
            suffix=reference.suffix,
        )
        return trusted(words)


def work(key: str, by: User) -> CitedSource:
    """The published record of a source, or that of its newest revision, if this person sees it."""
    manuscript = sources_seen_by(by).of_kind(Kind.SOURCE).filter(slug=key).first()
    published = PublishedSource.objects.filter(slug=key).first()
    if published is not None:
        doubted = published.reliability != "sound"
        return CitedSource(
            key,
            published.record,
            manuscript,
            reliability=str(published.get_reliability_display()) if doubted else "",
            reason=published.reliability_reason,
        )
    if manuscript is None:
        return CitedSource(key, {})
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    record = document.record if isinstance(document, SourceDocument) else {}
    return CitedSource(key, record, manuscript, draft=True)
