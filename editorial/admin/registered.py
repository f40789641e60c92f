"""What the office shows of Django's admin: manuscripts by kind, groups and tags."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from editorial import permissions
from editorial.admin import entry_views, manuscript_lists
from editorial.models import PROXIES, Manuscript
from encyclopedia.core.documents import Kind
from encyclopedia.models import Tag


class ManuscriptAdmin(admin.ModelAdmin[Manuscript]):
    """All kinds by state. The permissions asked are those of manuscripts, whatever the kind."""

    kind: str = ""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(permissions.VIEW_MANUSCRIPT))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm(permissions.VIEW_MANUSCRIPT))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.kind and request.user.has_perm(permissions.SAVE_MANUSCRIPT))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.kind and request.user.has_perm(permissions.SAVE_MANUSCRIPT))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        urls = [path("", wrap(self.listed), name=f"{name}_changelist")]
        if self.kind:
            arguments = {"kind": self.kind}
            urls += [
                path("add/", wrap(entry_views.add), arguments, name=f"{name}_add"),
                path(
                    "<uuid:pk>/change/", wrap(entry_views.change), arguments, name=f"{name}_change"
                ),
            ]
        return urls

    def listed(self, request: HttpRequest) -> HttpResponseBase:
        return manuscript_lists.manuscripts(request, self.kind)


def _register(kind: Kind, proxy: type[Manuscript]) -> None:
    admin.site.register(proxy, type(f"{proxy.__name__}Admin", (ManuscriptAdmin,), {"kind": kind}))


admin.site.register(Manuscript, ManuscriptAdmin)
for _kind, _proxy in PROXIES.items():
    _register(_kind, _proxy)  # type: ignore[arg-type]


# Ticking boxes works without script, by keyboard and with screen readers; there are few of each.
BOXES: dict[Any, Any] = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}


class UndeletableAdmin(admin.ModelAdmin[Any]):
    """Delete is not offered: what somebody did stays under their name."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SuperusersOnly:
    """Groups decide who may do what: only superusers see or change what a group may do."""

    def _is_superuser(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_superuser(request)


# Django registers both. Accounts have pages of their own: `editorial/accounts/people_views.py`.
for _model in (User, Group):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)


@admin.register(Group)
class RoleAdmin(SuperusersOnly, UndeletableAdmin, GroupAdmin):
    filter_horizontal = ()
    formfield_overrides = BOXES

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **options: Any
    ) -> Any:
        if db_field.name == "permissions":
            options["queryset"] = Permission.objects.filter(
                content_type__app_label="editorial"
            ).order_by("content_type__model", "codename")
        return super().formfield_for_manytomany(db_field, request, **options)


@admin.register(Tag)
class TagAdmin(UndeletableAdmin):
    """Tags come from the documents: change them there."""

    list_display = ("name", "slug")
    search_fields = ("name",)
    ordering = ("name",)
    list_per_page = 100
    show_full_result_count = False
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(permissions.VIEW_MANUSCRIPT))

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.has_perm(permissions.VIEW_MANUSCRIPT))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
