"""What the published documents say, row by row: citations, needs, links and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q, Window
from django.db.models.functions import DenseRank
from django.utils.translation import gettext_lazy as _

from encyclopedia.core.citations import Reference
from encyclopedia.core.facts import words_as_read
from encyclopedia.core.standing import is_marked_since
from encyclopedia.models.entries import Entry
from encyclopedia.models.sources import Source
from encyclopedia.models.tallies import WANTED, Tally, TallyQuerySet
from encyclopedia.models.told import Told


class Standing(models.TextChoices):
    """How a citation stands with readers."""

    UNCHECKED = "unchecked", _("not yet checked")
    SUPPORTS = "supports", _("checked: the source supports this")
    PARTLY = "partly", _("checked: the source supports this in part")
    DOES_NOT_SUPPORT = "does_not_support", _("disputed: the source does not support this")
    CONTRADICTS = "contradicts", _("disputed: the source contradicts this")
    COULD_NOT_ACCESS = "could_not_access", _("the source could not be accessed")
    STALE = "stale", _("changed since its last check")
    CONTEXT_CHANGED = "context_changed", _("checked, but what stands around it changed since")


class CitationQuerySet(models.QuerySet["Citation"]):
    def of_source(self, source: Source) -> Self:
        return self.filter(source=source)

    def in_order(self) -> Self:
        return self.order_by("number", "occurrence")

    def by_entry(self) -> Self:
        """Entry by entry in order of the alphabet, and in each in order of its places."""
        return self.order_by("entry__sort_key", "entry_id", "position")

    def following(self, citation: Citation) -> Self:
        """Those after this one, `by_entry`."""
        key, entry = citation.entry.sort_key, citation.entry_id
        return self.filter(
            Q(entry__sort_key__gt=key)
            | Q(entry__sort_key=key, entry_id__gt=entry)
            | Q(entry_id=entry, position__gt=citation.position)
        )

    def first_citing(self, sources: Iterable[UUID], number: int) -> Self:
        """Those of the first entries of the alphabet that cite each source; `rank` is their entry's place, from 1."""
        ranked = self.filter(source__in=list(sources)).annotate(
            rank=Window(
                DenseRank(), partition_by="source", order_by=["entry__sort_key", "entry_id"]
            )
        )
        return ranked.filter(rank__lte=number)

    def citing_entries(self, sources: Iterable[UUID]) -> dict[UUID, int]:
        """How many entries cite each of these sources; those that none cites are left out."""
        citations = self.filter(source__in=list(sources)).order_by().values_list("source_id")
        return dict(citations.annotate(models.Count("entry", distinct=True)))

    def last_checked_at(self) -> datetime | None:
        """When the newest of their checks was made; read from the end of an index."""
        checked = self.filter(checked_at__isnull=False).order_by("-checked_at")
        return checked.values_list("checked_at", flat=True).first()

    def shown(self) -> Self:
        """With entry and source, without their long fields that are not shown beside a citation.

        By queries of their own: of a join the database may read the other table first, and sort all citations.
        """
        entries, sources = Entry.objects.defer("summary"), Source.objects.defer("summary", "record")
        return self.prefetch_related(
            models.Prefetch("entry", entries), models.Prefetch("source", sources)
        )

    def by_place(self, after: tuple[UUID, int] | None = None) -> Self:
        """Entry by entry in the order of ids; `after` is the entry and position of the last one seen."""
        if not after:
            return self.order_by("entry_id", "position")
        later = Q(entry_id__gt=after[0]) | Q(position__gt=after[1])
        return self.filter(later, entry_id__gte=after[0]).order_by("entry_id", "position")

    def by_check(self, since: datetime, after: tuple[datetime, UUID, int] | None = None) -> Self:
        """Checked since then, the oldest check first; then as `by_place`. One lower bound, as in `by_name`."""
        later = Q()
        if after:
            checked_at, entry, position = after
            later = Q(checked_at__gt=checked_at) | Q(entry_id__gt=entry)
            later |= Q(entry_id=entry, position__gt=position)
            since = max(since, checked_at)
        checked = self.filter(later, checked_at__gte=since)
        return checked.order_by("checked_at", "entry_id", "position")


class Citation(Told):
    """One use of a source for one claim of a published entry, with its standing."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    occurrence = models.PositiveIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="cited")
    locator = models.CharField(max_length=300, blank=True)
    quotation = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    claim = models.TextField()
    sentence = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    # What surrounds the claim, by its digest; empty for nothing.
    context = models.CharField(max_length=64, blank=True)
    # The same in words: a list for each kind of thing, its kind first (`core.surroundings.lines_read_with`).
    read_with = models.JSONField(default=list, blank=True)
    claim_digest = models.CharField(max_length=64, db_index=True)
    note = models.CharField(max_length=8, blank=True)
    fact = models.PositiveIntegerField(null=True)
    standing = models.CharField(max_length=20, choices=Standing.choices, default=Standing.UNCHECKED)
    checked_at = models.DateTimeField(null=True)
    # The role in which that check was made, as shown to readers; never the person.
    role = models.CharField(max_length=40, blank=True)

    objects: ClassVar = CitationQuerySet.as_manager()

    @property
    def claim_as_read(self) -> str:
        return self.claim if self.fact is None else words_as_read(self.claim)

    @property
    def sentence_as_read(self) -> str:
        return self.sentence.replace(self.claim, self.claim_as_read)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="citation_has_one_place"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="citation_standing_is_known"
            ),
            models.CheckConstraint(
                condition=Q(standing="unchecked") | Q(checked_at__isnull=False),
                name="citation_checked_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "entry", "position"], name="citation_by_source"),
            models.Index(fields=["standing", "entry", "position"], name="citation_by_standing"),
            models.Index(fields=["checked_at", "entry", "position"], name="citation_by_check"),
            models.Index(
                fields=["standing", "checked_at", "entry", "position"],
                name="citation_standing_by_check",
            ),
        ]

    @property
    def place(self) -> str:
        """Where in the source: everything typed behind the key that is not the quotation."""
        return Reference("", self.locator, suffix=self.suffix).place

    @property
    def marked_since(self) -> bool:
        return is_marked_since(self.checked_at, self.source.marked_at)


class PublishedCheck(Told):
    """What readers may know of one check: claim, verdict, day and role; never who or the private note.

    One row a check of a citation that has been published; the rows of a claim show its checks over time.
    """

    entry_id = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64, db_index=True)
    claim_digest = models.CharField(max_length=64, db_index=True)
    claim = models.TextField()
    source_key = models.CharField(max_length=200)
    source_edition = models.PositiveIntegerField()
    prefix = models.TextField(blank=True)
    locator = models.CharField(max_length=300, blank=True)
    suffix = models.TextField(blank=True)
    verdict = models.CharField(max_length=20, choices=Standing.choices)
    role = models.CharField(max_length=40)
    # What the moderator wrote for readers; never the note for the office.
    public_note = models.TextField(blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("published check")
        verbose_name_plural = _("published checks")
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "checked_at"], name="published_check_once_a_moment"
            )
        ]

    @property
    def place(self) -> str:
        """Where in the source: everything that was typed behind the key and is not the quotation."""
        return Reference("", self.locator, suffix=self.suffix).place


class ClaimUpgrade(models.Model):
    """What a claim's digest, and so its address, became when digests got another version."""

    old = models.CharField(max_length=64, primary_key=True)
    new = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("upgraded claim")
        verbose_name_plural = _("upgraded claims")
        default_permissions = ()


class Need(models.Model):
    """A place where a citation is needed."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="needs")
    position = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    claim = models.TextField()
    claim_digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("citation needed")
        verbose_name_plural = _("citations needed")
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="need_has_one_place")
        ]


class LinkQuerySet(models.QuerySet["Link"]):
    def wanted(self) -> TallyQuerySet:
        """Names that no entry has: how many entries link to each by `key`, and its first spelling as `name`."""
        spelt = self.filter(target=None, name_key=models.OuterRef("key")).order_by("name")
        tallies: TallyQuerySet = Tally.objects.of(WANTED)
        return tallies.annotate(name=models.Subquery(spelt.values("name")[:1]))


class Link(models.Model):
    """A link from one entry to another, or to a name no entry has yet (wanted)."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    # Its index holds the spellings of a name too.
    target = models.ForeignKey(
        Entry, null=True, on_delete=models.SET_NULL, related_name="linked", db_index=False
    )

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="link_once_per_entry")
        ]
        indexes = [
            models.Index(fields=["target", "name_key", "name"], name="link_by_target"),
            # PostgreSQL takes no order from an index for rows of which a column is null.
            models.Index(
                fields=["name_key", "name"], condition=Q(target=None), name="link_wanted_spellings"
            ),
        ]


class Picture(models.Model):
    """A picture of a published entry; its file is stored by digest."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="picture_name_once_per_entry")
        ]
