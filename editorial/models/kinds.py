"""One proxy model for each kind, so that the office lists every kind at its own address. No tables, no permissions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript


class ArticleManuscript(Manuscript):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class PersonManuscript(Manuscript):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("person")
        verbose_name_plural = _("persons")


class OrganisationManuscript(Manuscript):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class SourceManuscript(Manuscript):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("source")
        verbose_name_plural = _("sources")


class PageManuscript(Manuscript):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("page about the site")
        verbose_name_plural = _("pages about the site")


PROXIES: dict[str, type[Manuscript]] = {
    "article": ArticleManuscript,
    "person": PersonManuscript,
    "organisation": OrganisationManuscript,
    "source": SourceManuscript,
    "page": PageManuscript,
}
