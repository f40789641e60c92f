"""Entries: one base table for everything with a public page, and a table for each kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self
from urllib.parse import quote
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from encyclopedia.core.names import name_key
from encyclopedia.core.properties import FIRST_AND_LAST
from encyclopedia.models.bytewise import LAST, Bytewise
from encyclopedia.models.subjects import Tag, TaggedEntry


class Kind(models.TextChoices):
    ARTICLE = "article", _("Article")
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    SOURCE = "source", _("Source")
    PAGE = "page", _("About this site")


# What is no entry of the work itself: sources have an index of their own, pages about the site a list.
APART = (Kind.SOURCE, Kind.PAGE)
# The index of the newest holds it in these words: SQLite does without the index where they are others, as "IN".
READABLE = ~Q(kind=Kind.SOURCE) & ~Q(kind=Kind.PAGE)


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def readable(self) -> Self:
        """Entries of the work itself, as A–Z lists them."""
        return self.filter(READABLE)

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def of_subject(self, tag: Tag, after: Entry | None = None, language: str = "") -> Self:
        """Those of one tag, in this language or in all, in order of the alphabet, after this one."""
        later, key = Q(), after.sort_key if after else ""
        if after:
            later = Q(tagged__sort_key__gt=key) | Q(tagged__content_object__gt=after.pk)
        tongue = Q(tagged__language=language) if language else Q()
        tagged = self.filter(later, tongue, tagged__tag=tag, tagged__sort_key__gte=key)
        return tagged.order_by("tagged__sort_key", "tagged__content_object_id")

    def answering(self, slug: str) -> Self:
        """Entries that have this slug, or an alias of it. A union: for an "or" the whole table would be read."""
        by_slug = self.model._default_manager.filter(slug=slug)
        by_alias = Alias.objects.filter(slug=slug)
        return self.filter(pk__in=by_slug.values("pk").union(by_alias.values("entry")))

    def beginning_with(self, initial: str) -> Self:
        return self.filter(initial=initial)

    def alphabetical(self) -> Self:
        return self.order_by("sort_key", "id")

    def following(self, entry: Entry) -> Self:
        """Those after this one in the alphabet."""
        later = Q(sort_key__gt=entry.sort_key) | Q(pk__gt=entry.pk)
        return self.filter(later, sort_key__gte=entry.sort_key)

    def linking_to(self, entry: Entry) -> Self:
        """Entries whose text or facts link to this one."""
        by_fact = self.model._default_manager.filter(facts__target=entry)
        return self.filter(Q(pk__in=entry.linked.values("entry")) | Q(pk__in=by_fact.values("pk")))

    def newest(self) -> Self:
        return self.order_by("-changed_at", "id")

    def previewed(self) -> models.QuerySet[Entry, tuple[Any, ...]]:
        """What is shown beside a link to them (`rendering.link_preview.Previewed`)."""
        entry = self.model._default_manager.filter(pk=OuterRef("pk"))
        began, ended = (
            Subquery(
                entry.filter(facts__property__in=names)
                .order_by("facts__position")
                .values("facts__date")[:1]
            )
            for names in zip(*FIRST_AND_LAST, strict=True)
        )
        stored = ("page__facts", "source__record", "source__reliability")
        return self.values_list("kind", "title", "summary", "language", *stored, began, ended)

    def from_id(self, pk: UUID) -> Self:
        """Those with this id and with greater ones, in their order."""
        return self.filter(pk__gte=pk).order_by("pk")

    def by_name(self, after: tuple[str, UUID] | None = None, beginning: str = "") -> Self:
        """By title, in the order of bytes, those that begin with `beginning` (in upper or lower case).

        `after` is the name key and id of the last one seen. There is one lower bound: SQLite starts from the first
        bound in the statement, and would read again every row already seen.
        """
        key = name_key(beginning)
        entries = self.alias(bytewise=Bytewise("name_key"))
        if key:
            entries = entries.filter(bytewise__lt=key + LAST)
        if after:
            entries = entries.filter(Q(bytewise__gt=after[0]) | Q(pk__gt=after[1]))
            key = max(key, after[0])
        return entries.filter(bytewise__gte=key).order_by("bytewise", "id")

    def by_change(self, since: datetime, after: tuple[datetime, UUID] | None = None) -> Self:
        """Changed since then, the oldest change first: entries that change meanwhile come at the end."""
        later = Q(changed_at__gt=after[0]) | Q(pk__lt=after[1]) if after else Q()
        lowest = max(since, after[0]) if after else since
        return self.filter(later, changed_at__gte=lowest).order_by("changed_at", "-id")

    def by_language(self, language: str, after: tuple[str, UUID] | None = None) -> Self:
        """Those in one language, in order of the alphabet, after the one with this sort key and id."""
        entries = self.in_language(language).alphabetical()
        if after is None:
            return entries
        later = Q(sort_key__gt=after[0]) | Q(pk__gt=after[1])
        return entries.filter(later, sort_key__gte=after[0])

    def with_tag(self, tag: Tag, after: UUID | None = None) -> Self:
        """Those of one tag, in the order in which its index holds them."""
        later = Q(tagged__content_object__gt=after) if after else Q()
        return self.filter(later, tagged__tag=tag).order_by("tagged__content_object_id")


class Entry(models.Model):
    """A published entry. The row exists only while the entry is published; its id is the document's."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    sort_key = models.CharField(max_length=300)
    initial = models.CharField(max_length=4)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en")
    edition = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    tags = TaggableManager(through=TaggedEntry, blank=True)  # type: ignore[no-untyped-call]
    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entry_address_is_unique"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entry_kind_is_known"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="entry_edition_from_one"),
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(title=""), name="entry_has_slug_and_title"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "initial", "sort_key", "id"], name="entry_by_letter"),
            models.Index(fields=["kind", "sort_key", "id"], name="entry_by_title"),
            models.Index(fields=["initial", "sort_key", "id"], name="entry_all_by_letter"),
            models.Index(fields=["sort_key", "id"], name="entry_all_by_title"),
            models.Index(fields=["language", "sort_key", "id"], name="entry_by_language"),
            models.Index(fields=["language", "kind", "sort_key", "id"], name="entry_language_kind"),
            models.Index(
                fields=["language", "initial", "sort_key", "id"], name="entry_language_letter"
            ),
            models.Index(
                fields=["language", "kind", "initial", "sort_key", "id"],
                name="entry_language_kind_letter",
            ),
            models.Index(fields=["-changed_at", "id"], name="entry_by_change"),
            # Sources are looked up by their keys alone.
            models.Index(fields=["slug"], name="entry_by_slug"),
            models.Index(
                fields=["-published_at", "id"],
                condition=READABLE,
                name="entry_newest_first",
            ),
            # What programs page through (`encyclopedia.api`): the same under every locale of a database.
            models.Index(Bytewise("name_key"), "id", name="entry_all_by_name"),
            models.Index("kind", Bytewise("name_key"), "id", name="entry_by_name"),
            models.Index(fields=["kind", "-changed_at", "id"], name="entry_kind_by_change"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{quote(self.path, safe='/:@')}/"

    @property
    def path(self) -> str:
        """The address within the site, without slashes at the ends: `person/leon-trotsky`."""
        return f"{self.kind}/{self.slug}"


class Article(Entry):
    words = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class Lifetime(models.Model):
    """From when to when, as the integer sort keys of `encyclopedia.dates`; empty when not known."""

    began = models.BigIntegerField(null=True, db_index=True)
    ended = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        abstract = True


class Person(Entry, Lifetime):
    sort_name = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")


class Organisation(Entry, Lifetime):
    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class SitePage(Entry):
    """A page about the site: what it is, who is responsible for it, what it keeps of its readers."""

    class Meta:
        verbose_name = _("page about the site")
        verbose_name_plural = _("pages about the site")


class Alias(models.Model):
    """Another name of an entry; two entries may share one, which makes links by it ambiguous."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    slug = models.CharField(max_length=200, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=["entry", "name_key"], name="alias_once_per_entry")
        ]

    def __str__(self) -> str:
        return self.name
