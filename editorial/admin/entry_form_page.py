"""The page of an entry's form: its fields, its messages, and what stands in the way of submitting it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.obstacle_links import faults_told, grouped, links_of
from editorial.admin.office_view import person, show
from editorial.admin.reserved_topics import reserved_words
from editorial.admin.source_sets import going_titles
from editorial.admin.writing_words import writing_keys, writing_words
from editorial.catalogues.configured import switched_on
from editorial.comments.returned import last_return, still_open
from editorial.comments.shown import Talk, talk_of
from editorial.forms.whole import WholeForm
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.gate_input import obstacles
from editorial.models import PROXIES, Manuscript, OpenForm
from encyclopedia.core import properties
from encyclopedia.core.documents import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User


MAX_KEPT_SHOWN = 5


@dataclass
class FormPage:
    """What the page shows besides the form's fields."""

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
            "whole": whole,
            "manuscript": manuscript,
            "errors": whole.errors() if whole.form.is_bound and page.status != 200 else [],
            "groups": _open_obstacles(page, person(request)) if not whole.form.is_bound else [],
            "takes": json.dumps(
                {
                    definition.name: [*definition.main, *definition.also]
                    for definition in properties.for_kind(page.kind)
                }
            ),
            "fixed_slug": bool(manuscript and manuscript.edition),
            "reserved": _reserved(page, person(request)),
            "kept_forms": _kept_forms(page, person(request)),
            "may_submit": person(request).has_perm(permissions.SUBMIT_MANUSCRIPT),
            "going": going_titles(manuscript, person(request)) if manuscript else (),
            "catalogues": [catalogue.name for catalogue in switched_on()],
            "writing_words": writing_words(),
            "writing_keys": writing_keys(),
            "talk": _talk(page, person(request)),
            "returned": (returned := last_return(manuscript) if manuscript else None),
            "returned_open": still_open(returned, person(request)),
            **page.context,
        },
        status=page.status,
    )


def _reserved(page: FormPage, by: User) -> list[str]:
    """What of it is reserved for somebody else, by the names in the fields as they are now."""
    form = page.whole.form
    typed = {
        name: str(form[name].value() or "")
        for name in ("title", "slug", "aliases")
        if name in form.fields
    }
    names = [typed["title"], *typed.get("aliases", "").splitlines()]
    return reserved_words(by, page.kind, names, typed["slug"])


def _kept_forms(page: FormPage, by: User) -> list[OpenForm]:
    """What this person typed and never saved: of this entry; at a new one, of every new one of its kind."""
    rows = OpenForm.objects.kept().filter(person=by, kind=page.kind)
    if page.manuscript is not None:
        rows = rows.filter(document=page.manuscript.pk)
    elif page.whole.form.is_bound:
        return []
    else:
        rows = rows.filter(based_on=0)
    if tab := page.context.get("tab"):
        rows = rows.exclude(tab=tab)
    return list(rows.newest_first()[:MAX_KEPT_SHOWN])


def _talk(page: FormPage, by: User) -> Talk | None:
    """The comments on what is saved, at their lines there."""
    if page.manuscript is None or page.whole.base is None:
        return None
    return talk_of(page.manuscript, page.whole.base, by)


def _open_obstacles(page: FormPage, by: User) -> Any:
    """What stands in the way of submitting the saved revision, with links to where it is fixed."""
    if page.manuscript is None or page.whole.base is None:
        return []
    met = obstacles(page.manuscript, page.whole.base, "submit")
    obstacle_list = obstacles_seen_by(by, page.manuscript.pk, met)
    page.whole.tell(faults_told(obstacle_list))
    links = links_of(page.manuscript, obstacle_list, by, linked=True)
    return grouped(obstacle_list, links)
