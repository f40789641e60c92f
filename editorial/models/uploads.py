"""The library: uploaded pictures, what is recorded of each, and where drafts show them. Files are stored by digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.among_seen import among_seen
from editorial.models.manuscripts import Manuscript
from editorial.models.restrictions import restriction_of
from encyclopedia.core.names import name_key
from encyclopedia.models import Picture

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

MIN_CODE = 8


class UploadQuerySet(models.QuerySet["Upload"]):
    def seen_by(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """All of them; for somebody with a restriction their own, and those in manuscripts that they see."""
        if restriction_of(user) is None:
            return self
        return self.filter(Q(by=user) | Exists(_uses(user)))

    def in_sight(self) -> Self:
        """Without those that were set aside."""
        return self.exclude(Exists(_records().filter(is_aside=True)))

    def set_aside(self) -> Self:
        return self.filter(Exists(_records().filter(is_aside=True)))

    def used(self) -> Self:
        """Those that a draft or a published entry shows."""
        return self.filter(_is_used())

    def unused(self) -> Self:
        return self.exclude(_is_used())

    def without_credit(self) -> Self:
        return self.exclude(Exists(_records().exclude(credit="")))

    def without_licence(self) -> Self:
        return self.exclude(Exists(_records().exclude(licence="")))

    def without_permission(self) -> Self:
        """Those of which neither words nor a file say that they may be used."""
        return self.exclude(Exists(_records().exclude(permission="", permission_digest="")))

    def named(self, words: str, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Those in whose record, file name, code, captions or entries every word stands."""
        rows = self
        for word in name_key(words).split():
            of_use = Q(search__contains=word) | Q(manuscript__name_key__contains=word)
            rows = rows.filter(
                Q(Exists(_records().filter(search__contains=word)))
                | Q(file_key__contains=word)
                | Q(digest__startswith=word)
                | Exists(_uses(user).filter(of_use))
            )
        return rows

    def called(self, words: str) -> Self:
        """Those that this code, title or file name means; a code is the beginning of a digest."""
        key = " ".join(name_key(words).split())
        meant = Q(file_key=key) | Q(Exists(_records().filter(title__iexact=words.strip())))
        if len(key) >= MIN_CODE:
            meant |= Q(digest__startswith=key)
        return self.filter(meant)

    def newest_first(self) -> Self:
        return self.order_by("-at", "digest")


class Upload(models.Model):
    """One picture of the library, whatever entries use it. `file_name` is what its file was called."""

    digest = models.CharField(primary_key=True, max_length=64)
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200, blank=True, default="")
    file_key = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    # Whether the library had it when it was uploaded just now.
    was_here = False

    objects: ClassVar = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded picture")
        verbose_name_plural = _("uploaded pictures")
        default_permissions = ()
        indexes = [models.Index(fields=["-at", "digest"], name="uploads_newest_first")]

    @property
    def code(self) -> str:
        """What a form without script may call it by."""
        return self.digest[:MIN_CODE]


class PictureRecordQuerySet(models.QuerySet["PictureRecord"]):
    def newest(self) -> Self:
        """Of each picture the record that counts."""
        later = PictureRecord.objects.filter(
            picture=OuterRef("picture"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))


class PictureRecord(models.Model):
    """What is recorded of a picture, numbered from 1; the newest counts.

    Never changed, never deleted, and none without its event: triggers enforce it. `permission` says in words who
    allowed its use; `permission_digest` is the SHA-256 (hex) of a file that proves it. `focus` is the point that no
    crop cuts off, "30 40" in per cent from the left and from the top; empty for the usual one. `digest` is that of the
    record's words (`verifying.picture_rows`), which its event has too.
    """

    picture = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    permission = models.TextField(blank=True)
    permission_digest = models.CharField(max_length=64, blank=True)
    permission_type = models.CharField(max_length=40, blank=True)
    focus = models.CharField(max_length=7, blank=True)
    words = models.CharField(max_length=300, blank=True)
    is_aside = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    search = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = PictureRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of a picture")
        verbose_name_plural = _("records of pictures")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["picture", "number"], name="picture_record_once")
        ]

    def __str__(self) -> str:
        return self.title or self.picture_id


class PictureUse(models.Model):
    """One picture of a manuscript's newest revision, as it has it. Derived, like the draft's citations."""

    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.CASCADE, related_name="picture_uses"
    )
    position = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    name = models.TextField(blank=True)
    alt = models.TextField(blank=True)
    caption = models.TextField(blank=True)
    credit = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    focus = models.TextField(blank=True)
    search = models.TextField(blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("use of a picture")
        verbose_name_plural = _("uses of pictures")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["manuscript", "position"], name="picture_use_has_one_place"
            )
        ]

    def __str__(self) -> str:
        return self.name


def _records() -> QuerySet[PictureRecord]:
    return PictureRecord.objects.newest().filter(picture=OuterRef("pk"))


def _uses(user: AbstractBaseUser | AnonymousUser) -> QuerySet[PictureUse]:
    uses: QuerySet[PictureUse] = among_seen(PictureUse.objects.all(), user)
    return uses.filter(digest=OuterRef("pk"))


def _is_used() -> Q:
    draft = PictureUse.objects.filter(digest=OuterRef("pk"))
    public = Picture.objects.filter(digest=OuterRef("pk"))
    return Q(Exists(draft)) | Q(Exists(public))
