"""Books: a subject, a selection or the whole encyclopedia in one file, entry by entry in order of the alphabet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia.core.collation import sort_key
from encyclopedia.core.language_tags import direction_of
from encyclopedia.downloads import epub, pdf
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.formats import FORMATS
from encyclopedia.downloads.printing import EntryPrinter, language_and_region, text
from encyclopedia.downloads.tree import EditionTree, walk
from encyclopedia.downloads.writers import WRITERS
from encyclopedia.models import Edition, Entry, Kind, Person, Tag
from encyclopedia.rendering.entry_record import entry_address
from encyclopedia.rendering.page_language import in_site_language
from encyclopedia.rendering.site_language import day

# Sources are in the bibliographies, pages about the site are no part of the work.
KINDS: Final = (Kind.ARTICLE, Kind.PERSON, Kind.ORGANISATION)
MIN_ENTRIES: Final = 2
# A book is set as one piece: 1,000 long entries take minutes and gigabytes.
MAX_ENTRIES: Final = 1_000
ENDINGS: Final = ("pdf", "epub")

# Called with how many entries are read, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a book is of: a subject by its slug, or "" for the whole; `title` is on its cover.

    A selection has the `paths` of its entries (`article/basel`), in the order of the book, and no slug.
    """

    slug: str
    title: str
    paths: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What names a selection (SHA-256, hex); empty for the others."""
        made_of = json.dumps([self.title, self.paths])
        return hashlib.sha256(made_of.encode()).hexdigest() if self.paths else ""

    @property
    def path(self) -> str:
        """Its page's address on this site; with an ending in place of the last slash, its files'."""
        if self.paths:
            return f"/book/{self.key}/"
        return f"/tag/{self.slug}/book/" if self.slug else "/book/"

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}{self.path}"

    def editions(self) -> list[tuple[str, int]]:
        """Entry and number of each edition that is in it now, in order."""
        entries = Entry.objects.filter(kind__in=KINDS)
        if self.paths:
            present = {entry.path: entry for entry in at_paths(self.paths)}
            chosen = [present[path] for path in self.paths if path in present]
            return [(str(entry.pk), entry.edition) for entry in chosen]
        if self.slug:
            entries = entries.filter(tagged__tag__slug=self.slug)
        rows = entries.alphabetical().values_list("pk", "edition")[: MAX_ENTRIES + 1]
        return [(str(pk), number) for pk, number in rows]


def at_paths(paths: Iterable[str]) -> Iterable[Entry]:
    """The entries at these addresses that may be in a book, in order of the alphabet."""
    by_kind: dict[str, list[str]] = {}
    for path in paths:
        kind, _slash, slug = path.partition("/")
        by_kind.setdefault(kind, []).append(slug)
    chosen = Q(pk__in=())
    for kind in KINDS:
        chosen |= Q(kind=kind, slug__in=by_kind.get(kind, ()))
    return Entry.objects.filter(chosen).alphabetical()


def scope_of(tag: Tag | None) -> Scope:
    return Scope(tag.slug, tag.name) if tag else Scope("", settings.SITE_NAME)


def is_bookable(editions: Iterable[Any]) -> bool:
    """Whether these are neither too few nor too many for a book."""
    return MIN_ENTRIES <= len(list(editions)) <= MAX_ENTRIES


def offered_endings() -> list[str]:
    return [ending for ending in ENDINGS if FORMATS[ending].is_offered]


def fingerprint(scope: Scope, editions: list[tuple[str, int]]) -> str:
    """What a book is made of, as SHA-256 (hex): another one is made only for another of these."""
    versions = [WRITERS[ending][1] for ending in offered_endings()]
    made_of = [
        versions,
        scope.slug,
        scope.title,
        editions,
        settings.SITE_URL,
        settings.LANGUAGE_CODE,
        *scope.paths,
    ]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def trees_of(editions: list[tuple[str, int]], progress: Progress) -> list[EditionTree]:
    """The trees of these editions; one that was withdrawn meanwhile is left out."""
    trees = []
    for done, (entry_id, number) in enumerate(editions, 1):
        edition = Edition.objects.readable().filter(entry_id=entry_id, number=number).with_doi()
        trees += [edition_tree(row) for row in edition]
        progress(done, len(editions))
    return trees


@in_site_language
def written(scope: Scope, trees: list[EditionTree], ending: str) -> bytes:
    """The book in this format, the same bytes from the same editions. Raises Unprintable."""
    at = max(tree.colophon.published_at for tree in trees)
    if ending == "epub":
        authors = list(dict.fromkeys(name for tree in trees for name in tree.author_names))
        language = settings.LANGUAGE_CODE
        book = epub.Book(scope.title, scope.address, authors, language, _summary(trees, at), at)
        return epub.book_epub(book, trees)
    return _pdf(scope, trees, at)


def _summary(trees: list[EditionTree], at: datetime) -> str:
    number = ngettext("%(count)s entry", "%(count)s entries", len(trees)) % {"count": len(trees)}
    return _("%(entries)s, as published on %(day)s") % {"entries": number, "day": day(at).words}


def _pdf(scope: Scope, trees: list[EditionTree], at: datetime) -> bytes:
    pictures = pdf.Pictures(trees)
    persons = _persons(trees)
    entries = [EntryPrinter(tree, pictures.names, persons, in_book=True).data() for tree in trees]
    data = pdf.document(scope.title, entries, at)
    names = [*persons.values(), *(place for tree in trees for place in tree.places)]
    language, region = language_and_region(settings.LANGUAGE_CODE)
    licence = _("The texts may be used under %(licence)s.") % {"licence": settings.SITE_LICENCE}
    data |= {
        "description": _summary(trees, at),
        "keywords": [],
        "authors": list(dict.fromkeys(name for tree in trees for name in tree.author_names)),
        "foot": scope.address,
        "lang": language,
        "region": region,
        "rtl": direction_of(settings.LANGUAGE_CODE) == "rtl",
        "book": True,
        "first-level": 2,
        "outlined": 1,
        "order": {name: sort_key(name, "", settings.LANGUAGE_CODE) for name in names},
        "front": [
            [{"k": node.kind, "t": node.text} for node in text(words)]
            for words in (_summary(trees, at), scope.address, licence)
        ],
    }
    return pdf.compiled(data, pictures.files, at)


def _persons(trees: list[EditionTree]) -> dict[str, str]:
    """The names of persons for the index, by the addresses of their entries."""
    linked = {
        node.target
        for tree in trees
        for nodes in (tree.blocks, *(value for fact in tree.facts for value in fact.values))
        for node in walk(nodes)
        if node.kind == "link"
    }
    ids = [tree.id for tree in trees if tree.kind == Kind.PERSON]
    rows = Person.objects.values_list("pk", "slug", "title", "sort_name")
    names = {
        entry_address(f"person/{slug}"): (str(pk), sort_name or title)
        for pk, slug, title, sort_name in rows.iterator(chunk_size=2000)
    }
    return {
        address: name
        for address, (pk, name) in sorted(names.items())
        if address in linked or pk in ids
    }
