"""The top of a page: title, summary, standing of the claims, notices, authors, edition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from encyclopedia.core.documents import Author
from encyclopedia.models import Change, Kind, Reliability
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.page_language import in_its_language, language_attributes
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.parts import EditionFacts, PageNotice
from encyclopedia.rendering.site_language import claim_words, day, last_check_words
from encyclopedia.rendering.standing_line import (
    Stands,
    line_parts,
    marked_sources,
    more_marked_words,
)
from encyclopedia.wording.filled_in import in_sentence

_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class PageHeading:
    """What the top of an entry's page shows. `path` is `kind/slug`.

    `reliability`, `reason` and `marked_at` (aware) are those of a source, and "sound" for every other kind.
    """

    kind: str
    path: str
    title: str
    summary: str
    language: str = "en"
    authors: Sequence[Author] = ()
    edition: EditionFacts | None = None
    notices: Sequence[PageNotice] = ()
    reliability: str = Reliability.SOUND
    reason: str = ""
    marked_at: datetime | None = None


@in_its_language
def render_top(heading: PageHeading, stands: Stands) -> str:
    """The top as sanitised HTML."""
    edition, summary = heading.edition, stands.summary
    context = {
        "heading": heading,
        "attributes": language_attributes(heading.language),
        "url": url_of(heading.path),
        "kind": Kind(heading.kind).label,
        "claims": claim_words(summary.claims) if summary.claims else "",
        "line": line_parts(stands),
        "last_check": last_check_words(summary.last) if summary.last else "",
        "marked": marked_sources(stands),
        "more_marked": more_marked_words(stands),
        "doubt": _doubt(heading),
        "notices": [
            (notice, day(notice.until) if notice.until else None) for notice in heading.notices
        ],
        "authors": [
            (author_words(author), author.name, orcid(author.orcid)) for author in heading.authors
        ],
        "edition": edition,
        "published": day(edition.published_at) if edition else None,
        # Printed only: whoever holds the paper finds these very words again.
        "permanent": f"{settings.SITE_URL}{url_of(heading.path)}@{edition.number}/"
        if edition
        else "",
        "change": Change(edition.change).label if edition else "",
    }
    return furniture_sanitiser.clean(fill("top", context))


def orcid(value: str) -> str:
    """The ORCID's address, or an empty string where the value is not one."""
    identifier = value.strip().removeprefix("https://orcid.org/")
    return f"https://orcid.org/{identifier}" if _ORCID.match(identifier) else ""


def _doubt(heading: PageHeading) -> str:
    if heading.reliability == Reliability.SOUND:
        return ""
    label = in_sentence(str(Reliability(heading.reliability).label))
    if heading.marked_at is None:
        return _("This source is marked as %(label)s.") % {"label": label}
    since = day(heading.marked_at).words
    return _("This source has been marked as %(label)s since %(day)s.") % {
        "label": label,
        "day": since,
    }


def author_words(author: Author) -> str:
    """ "Ann Author (University of X), translator"; the role is left out where it is author."""
    words = f"{author.name} ({author.affiliation})" if author.affiliation else author.name
    return words if author.role in ("", "author") else f"{words}, {author.role}"
