"""What readers receive: stored pages, editions, and addresses that are no longer an entry's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Self
from urllib.parse import quote
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.entries import Entry, Kind
from encyclopedia.models.kept_documents import LanguageOf
from encyclopedia.models.quick_queries import quick_row


class PageParts(models.Model):
    """The rendered parts of an entry's page, sanitised HTML; `encyclopedia.rendering` alone writes them."""

    head = models.TextField()
    top = models.TextField()
    facts = models.TextField(blank=True)
    contents = models.TextField(blank=True)
    body = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        abstract = True


PARTS = ("head", "top", "facts", "contents", "body", "notes")
PAGE_PARTS = (*PARTS, "tail")
_STORED = (
    " FROM encyclopedia_page AS page LEFT JOIN encyclopedia_duepage AS due"
    " ON due.entry_id = page.entry_id WHERE page.path = %s"
)
# By the kind of database; no part of it comes from a request. The state is text, however it is asked for.
_STATE = {
    "sqlite": "page.etag, page.modified_at, due.stamp",
    "postgresql": "page.etag, page.modified_at::text, due.stamp::text",
}
STATE = {vendor: f"SELECT {columns}{_STORED}" for vendor, columns in _STATE.items()}
STORED = {
    vendor: f"SELECT {_STATE[vendor]}, modified_at, language, {', '.join(map(column.format, PAGE_PARTS))}{_STORED}"
    for vendor, column in (("sqlite", "CAST({} AS BLOB)"), ("postgresql", "{}"))
}


@dataclass(frozen=True, slots=True)
class PageState:
    """The state of a page: the `etag` of its stored parts, different for any other byte, and since when they hold.

    `due` is the stamp of its mark where they are no longer what a reader is to see.
    """

    etag: str
    modified_at: object
    due: str | int | None = None


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as the reader's fast path needs it: the parts by name in UTF-8, their tag, and since when they hold.

    `language` is the entry's, "" where it is not known yet. `state` is what the database
    said when they were read or made: while it says the same, they are what readers see.
    """

    parts: Mapping[str, bytes]
    etag: str
    modified_at: datetime
    state: PageState
    language: str


class Page(PageParts):
    """The stored page of an entry: what a reader's request is answered from, by one look-up of `path`.

    While a `DuePage` stands beside it, readers are shown what its rows say instead.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="page")
    path = models.CharField(max_length=220, unique=True)
    # The entry's: which frame is around the parts.
    language = models.CharField(max_length=20, default="", blank=True)
    tail = models.TextField(blank=True)
    etag = models.CharField(max_length=64)
    modified_at = models.DateTimeField()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        # All that the sitemap shows of a page: it is not read for it.
        indexes = [models.Index(fields=["entry", "path", "modified_at"], name="page_in_sitemap")]

    @staticmethod
    def stored(path: str) -> StoredPage | None:
        """The page of this path (`kind/slug`), by one statement.

        Every reader's request makes this query. Django would take several times as long to build it as the
        database to answer it, and as long again to turn text into strings and back.
        """
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.execute(STORED[database.vendor], (path,))
            row = cursor.fetchone()
        if row is None:
            return None
        state, modified_at, language, texts = PageState(*row[:3]), row[3], row[4], row[5:]
        if modified_at.tzinfo is None:  # SQLite's times are UTC, without a time zone
            modified_at = modified_at.replace(tzinfo=UTC)
        parts = [text if isinstance(text, bytes) else text.encode() for text in texts]
        by_name = dict(zip(PAGE_PARTS, parts, strict=True))
        return StoredPage(by_name, state.etag, modified_at, state, language)

    @staticmethod
    def state(path: str) -> PageState | None:
        """The present state of the page of this path: for a caller that already has its parts."""
        row = quick_row(STATE[connections[DEFAULT_DB_ALIAS].vendor], path)
        return PageState(*row) if row else None


class Change(models.TextChoices):
    """What a publication changes, as readers are told."""

    NEW = "new", _("first publication")
    ADDITION = "addition", _("addition")
    CORRECTION = "correction", _("correction")
    WORDING = "wording", _("wording")
    LAYOUT = "layout", _("layout")


class EditionState(models.TextChoices):
    CURRENT = "current", _("current")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What may be shown whole. The indexes of the lists hold it: a condition that is asked otherwise does without them.
READABLE = ~Q(state=EditionState.WITHDRAWN)


class EditionQuerySet(models.QuerySet["Edition"]):
    def readable(self) -> Self:
        """What may be shown whole: a withdrawn edition keeps its number, digest and day, not its words."""
        return self.filter(READABLE)

    def of(self, kind: str, slug: str) -> Self:
        """The editions of the entry that has, or had before it was withdrawn, this address."""
        return self.filter(kind=kind, slug=slug)

    def with_doi(self) -> Self:
        """With what `doi` and `changed_at` read."""
        return self.select_related("given")

    def newest(self) -> Self:
        return self.order_by("-number")

    def current_of(self, entries: Iterable[UUID]) -> Self:
        """The current edition of each of these entries."""
        return self.filter(entry_id__in=list(entries), state=EditionState.CURRENT)

    def listed(self) -> Self:
        """Without what a list does not show: the document and the parts."""
        return self.defer("document", *PARTS)

    def with_language(self) -> Self:
        return self.annotate(language=LanguageOf("document"))  # reads every document: for a few

    def latest_first(self) -> Self:
        """Of all entries, the last published first."""
        return self.order_by("-published_at", "-id")

    def before(self, edition: Edition) -> Self:
        """Those that follow this one in `latest_first`."""
        earlier = Q(published_at__lt=edition.published_at) | Q(pk__lt=edition.pk)
        return self.filter(earlier, published_at__lte=edition.published_at)

    def changes(self) -> Self:
        return self.exclude(change=Change.NEW)

    def corrections(self) -> Self:
        return self.readable().filter(change=Change.CORRECTION)


class Edition(PageParts):
    """One publication of an entry. Everything but `state` and the address is immutable (a trigger enforces it)."""

    entry_id = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    document = models.TextField()
    change = models.CharField(max_length=12, choices=Change.choices)
    summary = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=EditionState.choices, default=EditionState.CURRENT
    )
    published_at = models.DateTimeField()
    # What readers are told besides the text (waivers), as `encyclopedia.rendering.PageNotice` writes it.
    notices = models.JSONField(default=list, blank=True)
    # The head of the chain of events when this was published: evidence outside the editorial tables.
    event_hash = models.CharField(max_length=64, blank=True)

    objects: ClassVar = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["entry_id"], condition=Q(state="current"), name="one_current_edition"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EditionState.values), name="edition_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(change__in=Change.values), name="edition_change_is_known"
            ),
            models.CheckConstraint(
                condition=Q(number=1, change="new") | (Q(number__gt=1) & ~Q(change="new")),
                name="edition_first_is_new",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "slug", "-number"], name="edition_by_address"),
            models.Index(
                fields=["-published_at", "-id"], condition=READABLE, name="edition_by_day"
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=READABLE & ~Q(change=Change.NEW),
                name="edition_change_by_day",
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=READABLE & Q(change=Change.CORRECTION),
                name="edition_correction_by_day",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/{self.kind}/{quote(self.slug, safe=':@')}/@{self.number}/"

    @property
    def doi(self) -> str:
        """The DOI that this edition was given, "" without one; a query of its own, unless it was read `with_doi`."""
        given = getattr(self, "given", None)
        return (given and given.doi) or ""

    @property
    def changed_at(self) -> datetime:
        """When it was published or, later, its DOI recorded."""
        given = getattr(self, "given", None)
        return max(self.published_at, given.changed_at) if given else self.published_at


class AddressQuerySet(models.QuerySet["Address"]):
    def at(self, kind: str, *slugs: str) -> Self:
        """What is known of these former addresses of one kind."""
        return self.filter(kind=kind, slug__in=slugs)

    def withdrawn(self) -> Self:
        return self.filter(status=Address.Status.WITHDRAWN)


class Address(models.Model):
    """An address that once was an entry's: moved (answers 301) or withdrawn (answers 410 with the reason)."""

    class Status(models.TextChoices):
        MOVED = "moved", _("moved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.CharField(max_length=200)
    entry_id = models.UUIDField(db_index=True)
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=12, choices=Status.choices)
    reason = models.TextField(blank=True)
    since = models.DateTimeField()

    objects: ClassVar = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_address_is_unique"),
            models.CheckConstraint(
                condition=Q(status="moved") | (Q(status="withdrawn") & ~Q(reason="")),
                name="withdrawn_address_has_a_reason",
            ),
        ]
