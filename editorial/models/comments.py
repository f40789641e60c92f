"""Comments on exact words of a manuscript or on one of its citations, and changes that somebody suggests there."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial import permissions
from editorial.comments.anchors import MIN_AROUND, Anchor
from editorial.comments.parts import PARTS, SUGGESTED, TEXT
from editorial.models.among_seen import among_seen
from editorial.models.checks import Check, DraftCitation
from editorial.models.events import Event
from editorial.models.manuscripts import Manuscript, Revision
from editorial.models.restrictions import Shown, restriction_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class ThreadState(models.TextChoices):
    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Resolved")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    CHECKED = "checked", _("Closed by a check")


class ThreadQuerySet(models.QuerySet["Thread"]):
    def open(self) -> Self:
        return self.filter(state=ThreadState.OPEN)

    def on_words(self) -> Self:
        return self.filter(digest="")

    def on_citations(self) -> Self:
        return self.exclude(digest="")

    def of(self, manuscript: Manuscript) -> Self:
        return self.filter(manuscript=manuscript)

    def seen_by(self, user: User | AnonymousUser) -> Self:
        """Those of the manuscripts that this person sees, without those on citations that they may still check blind.

        Without those that were begun at words which are suppressed now, whoever asks.
        Whoever may make the second check of a citation learns nothing of the first one. A guest at the citations
        sees only what is on these.
        """
        rows: Self = among_seen(self.exclude(Exists(_suppressed_revision())), user)
        if getattr(restriction_of(user), "shown", "") == Shown.CITATIONS:
            rows = rows.on_citations()
        if user.pk is None or not user.has_perm(permissions.CHECK_CITATION):
            return rows
        blind = DraftCitation.objects.blind_to(user.pk).filter(
            manuscript=OuterRef("manuscript"), digest=OuterRef("digest")
        )
        # Of a citation that is not in the draft now, but may come back, they did not make the first check either.
        there = DraftCitation.objects.filter(
            manuscript=OuterRef("manuscript"), digest=OuterRef("digest")
        )
        checks = Check.objects.filter(manuscript=OuterRef("manuscript"), digest=OuterRef("digest"))
        gone = ~Exists(there) & Exists(checks) & ~Exists(checks.filter(by=user))
        hidden = Exists(blind) | (Q(state=ThreadState.OPEN) & gone)
        return rows.filter(Q(digest="") | Q(by=user) | ~hidden)

    def awaiting(self, user: User) -> Self:
        """Those in which another wrote last, and this person wrote before or is responsible for the manuscript."""
        written = Comment.objects.filter(thread=OuterRef("pk")).order_by("-at", "-pk")
        responsible = Q(manuscript__responsible=user) | Q(
            manuscript__responsible__isnull=True, manuscript__author=user
        )
        rows = self.annotate(
            last_by=Coalesce(
                Subquery(written.values("by")[:1]), "by", output_field=models.BigIntegerField()
            )
        )
        mine = Q(by=user) | Exists(written.order_by().filter(by=user)) | responsible
        return rows.filter(mine).exclude(last_by=user.pk)

    def in_order(self) -> Self:
        return self.order_by("at", "id")


def _suppressed_revision() -> models.QuerySet[Revision]:
    """The revision that the outer thread was begun at, if its words were suppressed."""
    # As text: PostgreSQL compares no JSON with a column of characters.
    gone = Event.objects.annotate(digest=KT("data__digest")).filter(
        action="suppress", manuscript=OuterRef("manuscript"), digest=OuterRef("digest")
    )
    return Revision.objects.filter(
        Exists(gone), manuscript=OuterRef("manuscript"), number=OuterRef("revision")
    )


class Thread(models.Model):
    """Comments on the same words. With `replacement` it suggests to write that instead of `exact`.

    Of a citation `digest` says which one, `exact` holds the words that it is to bear out, and `after` its source and
    place; else `before`, `after` and `around` say where `exact` stood in its `part` (`editorial/comments/parts.py`).
    `revision` is the one that it was begun at, `made` the one that accepted it. `since` is the time of the event that
    put it into its state, by `moved_by`. Never deleted, and nothing but its state changes: triggers enforce it in both
    databases.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="threads")
    revision = models.PositiveIntegerField()
    part = models.CharField(max_length=7, default=TEXT)
    exact = models.TextField()
    before = models.TextField(blank=True, default="")
    after = models.TextField(blank=True, default="")
    around = models.PositiveSmallIntegerField(default=MIN_AROUND)
    digest = models.CharField(max_length=64, blank=True, default="")
    replacement = models.TextField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=ThreadState.choices, default=ThreadState.OPEN)
    since = models.DateTimeField(default=timezone.now)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made = models.PositiveIntegerField(null=True)

    objects: ClassVar = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(exact=""), name="thread_is_on_words"),
            models.CheckConstraint(
                condition=Q(state__in=ThreadState.values), name="thread_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(part__in=PARTS) & (Q(digest="") | Q(part=TEXT)),
                name="thread_part_is_known",
            ),
            models.CheckConstraint(
                condition=Q(replacement__isnull=True) | Q(digest="", part__in=SUGGESTED),
                name="thread_suggests_words_of_the_text",
            ),
            models.CheckConstraint(
                condition=Q(replacement__isnull=False) | ~Q(state__in=["accepted", "refused"]),
                name="thread_is_accepted_only_as_a_suggestion",
            ),
            models.CheckConstraint(
                condition=~Q(digest="") | ~Q(state="checked"),
                name="thread_is_checked_only_on_a_citation",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", made__isnull=False)
                | (~Q(state="accepted") & Q(made__isnull=True)),
                name="thread_accepted_made_a_revision",
            ),
        ]
        indexes = [
            models.Index(fields=["manuscript", "state", "at"], name="threads_of_a_manuscript"),
            models.Index(fields=["digest"], name="threads_on_a_citation", condition=~Q(digest="")),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.exact, self.before, self.after, self.around)

    @property
    def is_open(self) -> bool:
        return self.state == ThreadState.OPEN

    @property
    def is_suggestion(self) -> bool:
        return self.replacement is not None


class Comment(models.Model):
    """What one person wrote in a thread. Never deleted; its writer may take the words back, and it says so then."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=(Q(withdrawn_at__isnull=True) & ~Q(words=""))
                | (Q(withdrawn_at__isnull=False) & Q(words="")),
                name="comment_has_words_until_withdrawn",
            ),
        ]
        indexes = [models.Index(fields=["thread", "at"], name="comments_of_a_thread")]

    def __str__(self) -> str:
        return self.words
