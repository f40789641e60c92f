"""The page of an entry's form: its fields, what is said beside them, and what stands in the way of submitting it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial.admin.obstacle_links import grouped, points_of
from editorial.admin.office_view import show
from editorial.forms.whole import WholeForm
from editorial.gate.gate_input import obstacles
from editorial.models import PROXIES, Manuscript
from encyclopedia.core import properties
from encyclopedia.core.documents import Kind


@dataclass
class FormPage:
    """What one showing of the form has beside its fields."""

    kind: Kind
    whole: WholeForm
    manuscript: Manuscript | None = None
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


def show_form(request: HttpRequest, page: FormPage) -> HttpResponseBase:
    whole, manuscript = page.whole, page.manuscript
    name = PROXIES[page.kind]._meta.verbose_name
    title = (
        _("Edit “%(title)s”") % {"title": manuscript.title}
        if manuscript
        else _("New %(kind)s") % {"kind": name}
    )
    return show(
        request,
        "editorial/entry_form.html",
        {
            "title": title,
            "kind": page.kind,
            "kind_name": name,
            "whole": whole,
            "manuscript": manuscript,
            "errors": whole.errors() if whole.form.is_bound and page.status != 200 else [],
            "groups": _open_points(page) if not whole.form.is_bound else [],
            "takes": {
                each.name: [*each.main, *each.also] for each in properties.for_kind(page.kind)
            },
            "fixed_slug": bool(manuscript and manuscript.edition),
            **page.context,
        },
        status=page.status,
    )


def _open_points(page: FormPage) -> Any:
    """What stands in the way of submitting the saved revision, with the places that fix it."""
    if page.manuscript is None or page.whole.base is None:
        return []
    in_the_way = obstacles(page.manuscript, page.whole.base, "submit")
    points = points_of(page.manuscript, in_the_way, linked=True)
    return grouped(in_the_way, points)
