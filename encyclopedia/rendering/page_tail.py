"""The tail of a page: tags, what links here, what cites a source, how to cite the entry, where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia.bibliography import FORMATS
from encyclopedia.bibliography.entry_citing import citing_lines
from encyclopedia.bibliography.records.identifiers import doi_address, safe_address
from encyclopedia.core.documents import Author, Provenance
from encyclopedia.core.locator_order import locator_key
from encyclopedia.core.properties import LEADING, inverse_label_of
from encyclopedia.core.standing import UNCHECKED, Summary
from encyclopedia.downloads.formats import offered_formats
from encyclopedia.markup import claim_id
from encyclopedia.models import Standing
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.entry_record import entry_address, entry_record
from encyclopedia.rendering.page_language import in_its_language
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.parts import EditionFacts, FollowedEntry, OtherLanguage
from encyclopedia.rendering.site_language import Day, class_words, day
from encyclopedia.rendering.timeline import DatedFact, timeline
from encyclopedia.rendering.trusted import trusted
from encyclopedia.screen_languages import own_name
from encyclopedia.wording import words
from encyclopedia.wording.filled_in import listed, quoted

# Fewer dates are read faster than a drawing of them.
MIN_DATED = 3
# Between what the tail says of the entry as a whole, which the frame puts above it, and the rest.
BANNER_END = '<span class="banner-end"></span>'


@dataclass(frozen=True, slots=True)
class Linking:
    """An entry that links here."""

    title: str
    path: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Citing:
    """One claim that cites the source at `place`, in the entry that makes it; `standing` is a value of `Standing`."""

    title: str
    path: str
    claim: str
    claim_digest: str
    number: int
    standing: str = UNCHECKED
    checked_at: datetime | None = None
    place: str = ""
    language: str = "en"

    @property
    def stands(self) -> str:
        """The standing in words, as at the footnote."""
        return str(Standing(self.standing).label)

    @property
    def day(self) -> Day | None:
        return day(self.checked_at) if self.checked_at else None

    @property
    def url(self) -> str:
        return f"{url_of(self.path)}#{claim_id(self.claim_digest)}"

    @property
    def checks_url(self) -> str:
        return f"/claim/{self.claim_digest}/"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is published around an entry. The sequences may hold only the first items: the counts are of all of them.

    `cites` is whether the entry cites sources itself, so that it has a bibliography. `citing` is entry by entry, and
    `citing_standings` counts how all claims of each of these entries stand, by its path, and of all entries by "".
    """

    kind: str
    path: str
    title: str
    authors: Sequence[Author]
    provenance: Sequence[Provenance]
    edition: EditionFacts
    language: str = "en"
    merged_into: Linking | None = None
    tags: Sequence[tuple[str, str]] = ()
    linking: Sequence[Linking] = ()
    linking_count: int = 0
    citing: Sequence[Citing] = ()
    citing_entries: int = 0
    citing_claims: int = 0
    citing_standings: Mapping[str, Summary] = field(default_factory=dict)
    cites: bool = False
    members: Sequence[DatedFact] = ()
    member_count: int = 0
    more_members: bool = False
    dated: Sequence[DatedFact] = ()
    more_dated: bool = False
    related: Sequence[DatedFact] = ()
    more_related: bool = False
    translations: Sequence[OtherLanguage] = ()
    follows: FollowedEntry | None = None


@in_its_language
def render_tail(around: Surroundings) -> str:
    """The tail as sanitised HTML; up to `BANNER_END`, where there is one, it stands above the entry."""
    context = {
        "around": around,
        "url": url_of(around.path),
        "timeline": timeline(around.dated, of=around.path)
        if len(around.dated) >= MIN_DATED
        else None,
        "timeline_url": f"/timeline/?of={quote(around.path, safe='/')}",
        "members": timeline(around.members, members=True) if around.members else None,
        "member_words": ngettext("%(count)s person", "%(count)s persons", around.member_count)
        % {"count": around.member_count},
        "related": _related(around.related),
        "tags": [(name, f"/tag/{slug}/") for name, slug in around.tags],
        "linking": [(entry.title, url_of(entry.path), entry.language) for entry in around.linking],
        "more_linking": around.linking_count > len(around.linking),
        "citing": list(_citing_entries(around)),
        "citing_standing": class_words(around.citing_standings.get("", Summary())),
        "more_citing": around.citing_claims > len(around.citing),
        "citing_words": _citing_words(around),
        "linking_words": ngettext("%(count)s entry", "%(count)s entries", around.linking_count)
        % {"count": around.linking_count},
        **_terms(around, url_of(around.path)),
    }
    banner = _merged(around) + _in_other_languages(around)
    return (banner and banner + BANNER_END) + furniture_sanitiser.clean(fill("tail", context))


def _merged(around: Surroundings) -> str:
    """The banner of an entry that was merged; "" for any other."""
    kept = around.merged_into
    if kept is None:
        return ""
    context = {
        "kind": around.kind,
        "title": kept.title,
        "url": url_of(kept.path),
        "language": kept.language,
    }
    return furniture_sanitiser.clean(fill("merged", context))


def _in_other_languages(around: Surroundings) -> str:
    """The ways to the same entry in other languages, and that it is behind its original; "" without any."""
    if not around.translations:
        return ""
    follows = around.follows
    since = follows.behind_since if follows else None
    context = {
        "others": [
            (own_name(other.language), url_of(other.path), other.title, other.language)
            for other in around.translations
        ],
        "original": own_name(follows.language) if follows else "",
        "behind": day(since) if since else None,
    }
    return furniture_sanitiser.clean(fill("translations", context))


@in_its_language
def render_edition_tail(around: Surroundings) -> str:
    """What its licence asks whoever uses an edition to name, as sanitised HTML; nothing that is around it now."""
    return furniture_sanitiser.clean(fill("edition_tail", _terms(around, _edition_url(around))))


def _edition_url(around: Surroundings) -> str:
    return f"{url_of(around.path)}@{around.edition.number}/"


def _terms(around: Surroundings, page_url: str) -> dict[str, Any]:
    """How to cite an edition, under which licence its text may be used, and whose it was before.

    `page_url` is the page that says so: files for reference managers are beside it.
    """
    return {
        "page_url": page_url,
        "kind": around.kind,
        "citing_lines": _lines(around),
        "files": [(form.name, form.ending) for form in FORMATS.values()],
        "downloads": [(form.name, form.ending) for form in offered_formats()],
        "permanent": entry_address(around.path, around.edition.number),
        "permanent_url": _edition_url(around),
        "doi": around.edition.doi,
        "doi_url": doi_address(around.edition.doi) if around.edition.doi else "",
        "licence": settings.SITE_LICENCE,
        "licence_url": settings.SITE_LICENCE_URL,
        "provenance": [
            (origin_words(provenance), safe_address(provenance.url))
            for provenance in around.provenance
        ],
    }


def _related(facts: Sequence[DatedFact]) -> list[tuple[str, list[DatedFact]]]:
    """What other entries say of this one, by what it is to them, in order of the register."""
    by_label: dict[str, list[DatedFact]] = {}
    for name in LEADING:
        for fact in facts:
            if fact.name == name:
                by_label.setdefault(words(inverse_label_of(name)), []).append(fact)
    return list(by_label.items())


@dataclass(frozen=True, slots=True)
class CitingEntry:
    """An entry as the page of a source lists it: how its claims stand, and the first of them in the work's order."""

    title: str
    url: str
    path: str
    language: str
    standing: list[str]
    claims: Sequence[Citing]
    number: int

    @property
    def claim_words(self) -> str:
        return ngettext("%(count)s claim", "%(count)s claims", self.number) % {"count": self.number}

    @property
    def more(self) -> bool:
        return self.number > len(self.claims)


def _citing_entries(around: Surroundings) -> Iterator[CitingEntry]:
    by_entry = groupby(around.citing, lambda claim: (claim.title, claim.path, claim.language))
    for (title, path, language), together in by_entry:
        claims = sorted(together, key=lambda claim: locator_key(claim.place))
        counts = around.citing_standings.get(path, Summary())
        number = counts.claims or len(claims)
        yield CitingEntry(title, url_of(path), path, language, class_words(counts), claims, number)


def _citing_words(around: Surroundings) -> str:
    if not around.citing_claims:
        return _("No published entry cites this source.")
    claims = ngettext("%(count)s claim", "%(count)s claims", around.citing_claims)
    entries = ngettext("%(count)s entry", "%(count)s entries", around.citing_entries)
    return _("%(claims)s in %(entries)s") % {
        "claims": claims % {"count": around.citing_claims},
        "entries": entries % {"count": around.citing_entries},
    }


def _lines(around: Surroundings) -> list[tuple[str, str]]:
    """Each style's name with its line for this edition; a source is cited as itself, and its line stands on top."""
    if around.kind == "source":
        return []
    record = entry_record(
        around.path,
        around.title,
        around.authors,
        number=around.edition.number,
        published_at=around.edition.published_at,
        language=around.language,
        doi=around.edition.doi,
    )
    return [(style, trusted(line)) for style, line in citing_lines(record)]


def origin_words(provenance: Provenance) -> str:
    """Where imported material came from, in the order that its licence requires."""
    words = [
        _("Contains material from %(origin)s") % {"origin": provenance.origin},
        _page(provenance.page),
        provenance.contributor,
        _("revision %(number)s") % {"number": provenance.revision} if provenance.revision else "",
        provenance.date,
        provenance.licence,
    ]
    return listed(words)


def _page(page: str) -> str:
    """A page by its title, or by the number that its wiki gives it."""
    if page.isdecimal():
        return _("page %(number)s") % {"number": page}
    return quoted(page) if page else ""
