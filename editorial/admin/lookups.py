"""Completions for the form's fields: entries, sources and tags, drafts included, and people; at most twelve."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from editorial.admin.office_view import office_view, person
from editorial.admin.source_rows import (
    MAX_COUNT,
    known_by_number,
    manuscripts_named,
    named,
    rows_of,
)
from editorial.models.profiles import profile_of
from editorial.models.restrictions import restriction_of
from editorial.workflow import linkable_by
from encyclopedia.core.names import name_key
from encyclopedia.models import Alias, Kind, Tag

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_LENGTH = 100
MAX_WORDS = 6


def _typed_words(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\x00", "")[:MAX_LENGTH].split())


@require_safe
@office_view()
def entries(request: HttpRequest) -> HttpResponseBase:
    """Entries by title, address or alias. `value` is what a link holds: the title, or kind/address if it is shared."""
    words = _typed_words(request)
    if not words:
        return JsonResponse({"results": []})
    linked = linkable_by(person(request)).exclude(kind=Kind.SOURCE).unmerged()
    manuscripts = manuscripts_named(words, linked)
    aliases = Alias.objects.filter(name_key__startswith=name_key(words)).select_related("entry")
    listed = {row.pk for row in manuscripts}
    rows: list[dict[str, Any]] = [
        _row(row.kind, row.slug, row.title, row.get_status_display()) for row in manuscripts
    ]
    for alias in aliases[:MAX_COUNT]:
        if alias.entry_id not in listed and alias.entry.kind != Kind.SOURCE:
            listed.add(alias.entry_id)
            row = _row(alias.entry.kind, alias.entry.slug, alias.entry.title, "")
            rows.append({**row, "hint": alias.name})
    shared = Counter(name_key(row["label"]) for row in rows)
    for row in rows:
        row["value"] = row["path"] if shared[name_key(row["label"])] > 1 else row["label"]
    return JsonResponse({"results": rows[:MAX_COUNT]})


@require_safe
@office_view()
def sources(request: HttpRequest) -> HttpResponseBase:
    """Sources by key, title, author or number, drafts included; `value` is the key, `work` as "Service 2009"."""
    words = _typed_words(request).removeprefix("@")
    if not words:
        return JsonResponse({"results": []})
    by = person(request)
    titles = known_by_number(words, by) or named(words, by)
    return JsonResponse({"results": rows_of(titles, by)})


@require_safe
@office_view()
def tags(request: HttpRequest) -> HttpResponseBase:
    words = _typed_words(request)
    matches = (
        Tag.objects.filter(name__istartswith=words).order_by("name")[:MAX_COUNT] if words else []
    )
    return JsonResponse({"results": [{"value": tag.name, "label": tag.name} for tag in matches]})


@require_safe
@office_view()
def people(request: HttpRequest) -> HttpResponseBase:
    """People of the office by their names. `value` is the name; `row` fills the other fields of an author's row.

    Its `orcid` is always there, empty where there is none: no name keeps the ORCID of the person named before.
    """
    words = _typed_words(request)
    accounts = _accounts(words) if words else []
    if restriction_of(request.user) is not None:
        accounts = [account for account in accounts if account == request.user]
    rows = [_person(account) for account in accounts]
    return JsonResponse({"results": rows})


def _accounts(words: str) -> Any:
    """Open accounts of the office with a name that has parts beginning with each of the words; one query."""
    accounts = get_user_model().objects.filter(is_active=True, is_staff=True)
    for word in words.split()[:MAX_WORDS]:
        accounts = accounts.filter(
            Q(first_name__istartswith=word)
            | Q(last_name__istartswith=word)
            | Q(first_name__icontains=f" {word}")
            | Q(last_name__icontains=f" {word}")
        )
    ordered = accounts.exclude(first_name="", last_name="").order_by(
        "last_name", "first_name", "pk"
    )
    return ordered.select_related("profile")[:MAX_COUNT]


def _person(account: User) -> dict[str, Any]:
    name, profile = account.get_full_name(), profile_of(account)
    row = {"orcid": profile.orcid}
    if profile.affiliation:
        row["affiliation"] = profile.affiliation
    hint = " · ".join(filter(None, (profile.affiliation, profile.orcid)))
    return {"value": name, "label": name, "hint": hint, "row": row}


def _row(kind: str, slug: str, title: str, state: str) -> dict[str, Any]:
    return {
        "label": title,
        "path": f"{kind}/{slug}",
        "kind": str(Kind(kind).label),
        "state": str(state),
    }
