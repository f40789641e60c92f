"""The templates of a wiki that an import did not know, by count, and what a person says of each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.import_templates import (
    ENTRY_KINDS,
    WORK_TYPES,
    map_template,
    remembered_templates,
)
from editorial.admin.office_view import office_view, person, show
from editorial.importers.mediawiki.citing.cite_templates import usual_field
from editorial.importers.mediawiki.infoboxes.infobox import fields_of, usual_fact
from editorial.importers.mediawiki.templates.mappings import (
    MAX_FIELDS,
    MAX_NAME,
    PARAMETERS_OF_WORKS,
)
from editorial.models import Import, ImportKind, ImportStatus
from editorial.storage import import_files
from editorial.wording.template_words import MEANINGS, SAID, field_words
from editorial.workflow import Refused
from encyclopedia.models import Kind
from encyclopedia.wording.record_labels import TYPES

MAX_ON_PAGE = 50
_BY_CLICK = ("words", "first", "drop")


@dataclass(frozen=True)
class TemplateRow:
    """A template: how often it was met, how it is written there, and what was said of it last."""

    name: str
    count: int
    page: str
    line: int
    example: str
    parameters: list[str]
    said: str
    details: list[tuple[str, str]]
    seen: str
    by: str
    when: datetime | None

    @property
    def place(self) -> str:
        """The id of its row on the page."""
        return _place(self.name)


@office_view(permissions.IMPORT_CONTENT)
def templates(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The unknown templates of an import, the commonest first, and what the site remembers of others."""
    job = _wiki_or_404(pk)
    remembered = remembered_templates()
    rows = sorted(_rows(job, remembered), key=lambda row: (-row.count, row.name))
    first = _first(request.GET.get("from", ""))
    shown = rows[first : first + MAX_ON_PAGE]
    last = first + len(shown)
    others = {name: said for name, said in remembered.items() if name not in job.unknown_templates}
    return show(
        request,
        "editorial/imports/templates.html",
        {
            "title": _("Unknown templates of “%(name)s”") % {"name": job.name},
            "job": job,
            "rows": shown,
            "row_count": len(rows),
            "call_count": sum(row.count for row in rows),
            "others": [_row(name, {}, said) for name, said in sorted(others.items()) if said["as"]],
            "by_click": [(what, MEANINGS[what]) for what in _BY_CLICK],
            "first": first,
            "next": last if last < len(rows) else 0,
            "may_read_again": job.dry_run
            and job.status == ImportStatus.FINISHED
            and import_files.exists(job),
        },
    )


@office_view(permissions.IMPORT_CONTENT)
def template(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """One template as a citation or as a box of facts: which of its parameters holds what."""
    job = _wiki_or_404(pk)
    name, what = request.GET.get("name", ""), request.GET.get("as", "")
    kind = request.GET.get("kind", "")
    remembered = remembered_templates()
    if what not in {"cite", "infobox"} or not _is_met(job, name, remembered):
        return HttpResponseRedirect(reverse("admin:import_templates", args=[pk]))
    if what == "infobox" and kind not in ENTRY_KINDS:
        kind = ENTRY_KINDS[0]
    row = _row(name, job.unknown_templates.get(name, {}), remembered.get(name, {}))
    return show(
        request,
        "editorial/imports/template.html",
        {
            "title": _("Template “%(name)s”") % {"name": name},
            "job": job,
            "row": row,
            "what": what,
            "meaning": MEANINGS[what],
            "kind": kind or str(remembered.get(name, {}).get("kind", "")),
            "kinds": _kinds(what, name, job),
            "parameters": list(_parameters(row, what, kind, remembered.get(name, {}))),
        },
    )


@office_view(permissions.IMPORT_CONTENT, post=True)
def map_one(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """What a person says of one template; back to it in the list."""
    job = _wiki_or_404(pk)
    sent = request.POST
    name = sent.get("name", "")
    try:
        map_template(
            job=job.pk,
            name=name,
            what=sent.get("as", "-"),
            by=person(request),
            kind=sent.get("kind", ""),
            fields=_sent_fields(sent),
            seen=sent.get("seen", ""),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        if sent.get("as") in {"cite", "infobox"} and _is_met(job, name, remembered_templates()):
            query = {"name": name, "as": sent["as"], "kind": sent.get("kind", "")}
            return HttpResponseRedirect(
                f"{reverse('admin:import_template', args=[pk])}?{urlencode(query)}"
            )
    first = _first(sent.get("from", ""))
    query_string = f"?from={first}" if first else ""
    place = f"#t-{_place(name)}"
    return HttpResponseRedirect(
        f"{reverse('admin:import_templates', args=[pk])}{query_string}{place}"
    )


def _wiki_or_404(pk: uuid.UUID) -> Import:
    return get_object_or_404(Import.objects.filter(kind=ImportKind.MEDIAWIKI), pk=pk)


def _first(number: str) -> int:
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0


def _is_met(job: Import, name: str, remembered: Mapping[str, Any]) -> bool:
    return 0 < len(name) <= MAX_NAME and (name in job.unknown_templates or name in remembered)


def _place(name: str) -> str:
    """The id of the template's row."""
    return uuid.uuid5(uuid.NAMESPACE_OID, name).hex[:12]


def _rows(job: Import, remembered: Mapping[str, Any]) -> Iterator[TemplateRow]:
    for name, met in job.unknown_templates.items():
        yield _row(name, met, remembered.get(name, {}))


def _row(name: str, met: Mapping[str, Any], said: Mapping[str, Any]) -> TemplateRow:
    what = str(said.get("as", ""))
    fields: Mapping[str, str] = said.get("fields", {})
    return TemplateRow(
        name=name,
        count=int(met.get("count", 0)),
        page=str(met.get("page", "")),
        line=int(met.get("line", 0)),
        example=str(met.get("example", "")),
        parameters=list(met.get("parameters", [])),
        said=str(SAID[what]) if what in SAID else "",
        details=[(one, field_words(what, into)) for one, into in fields.items()],
        seen=str(said.get("at", "")),
        by=str(said.get("by", "")),
        when=datetime.fromisoformat(said["at"]) if said else None,
    )


def _kinds(what: str, name: str, job: Import) -> list[tuple[str, str, str]]:
    """The kinds that may be chosen, with what they are called and, of entries, the page with their fields."""
    if what == "cite":
        return [
            (kind, str(TYPES.get(kind, kind)) if kind else _("As its fields suggest"), "")
            for kind in WORK_TYPES
        ]
    page = reverse("admin:import_template", args=[job.pk])
    return [
        (
            kind,
            str(Kind(kind).label),
            f"{page}?{urlencode({'name': name, 'as': what, 'kind': kind})}",
        )
        for kind in ENTRY_KINDS
    ]


def _parameters(
    row: TemplateRow, what: str, kind: str, said: Mapping[str, Any]
) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """Each parameter with the fields that it may be: name, words, and whether it is chosen or likely."""
    fields = PARAMETERS_OF_WORKS if what == "cite" else fields_of(kind)
    same = said.get("as") == what and (what == "cite" or said.get("kind") == kind)
    before: Mapping[str, str] = said.get("fields", {}) if same else {}
    for parameter in dict.fromkeys([*row.parameters, *before]):
        likely = usual_field(parameter) if what == "cite" else usual_fact(parameter, kind)
        chosen = before.get(parameter, "") if same else likely
        yield parameter, [(field, field_words(what, field), field == chosen) for field in fields]


def _sent_fields(sent: QueryDict) -> dict[str, str]:
    """The parameters and their fields, numbered as the form has them."""
    fields: dict[str, str] = {}
    for number in range(2 * MAX_FIELDS):
        parameter = sent.get(f"parameter-{number}", "").strip()
        if parameter:
            fields[parameter] = sent.get(f"field-{number}", "")
    return fields
