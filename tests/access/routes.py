"""Every route of the resolver, and addresses at which to try it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from editorial.models import (
    Agreement,
    Comment,
    Commission,
    DraftCitation,
    Evidence,
    Manuscript,
    Thread,
)
from encyclopedia.models import Citation


def names(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The name of every route, with its namespace; the pattern of routes without a name."""
    for route in (resolver or get_resolver()).url_patterns:
        if isinstance(route, URLResolver):
            inner = f"{space}{route.namespace}:" if route.namespace else space
            yield from names(route, inner)
        elif isinstance(route, URLPattern):
            yield f"{space}{route.name}" if route.name else f"{space}{route.pattern}"


SOURCES = Manuscript.objects.of_kind("source").order_by("slug")

# Django's own answers for anything unknown under /admin/, and its redirect from an object to its form.
NAMELESS = {"admin:(?P<url>.*)$", "admin:<path:object_id>/"}


# What routes may be asked for, by the state of the manuscript that it belongs to.
Places = dict[str, list[dict[str, Any]]]


def places(manuscripts: dict[str, Manuscript]) -> Places:
    """Read once for all routes: there are hundreds."""
    return {state: _of(manuscript) for state, manuscript in manuscripts.items()}


def addresses(name: str, asked: Places) -> Iterator[tuple[str, str]]:
    """State and path: the route for every manuscript, or alone where it takes none."""
    plain = _plain(name)
    if plain is not None:
        yield "", plain
        return
    for state, arguments in asked.items():
        yield from ((state, path) for path in _paths(name, arguments))


def _plain(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _of(manuscript: Manuscript) -> list[dict[str, Any]]:
    draft = DraftCitation.objects.filter(manuscript=manuscript).first()
    citation = Citation.objects.filter(entry=manuscript.pk).first()
    digest = draft.digest if draft else "0" * 64
    claim = (draft or citation).claim_digest if draft or citation else "0" * 64
    user = manuscript.author_id
    return [
        {"pk": manuscript.pk},
        {"pk": manuscript.pk, "digest": digest},
        {"one": manuscript.pk, "other": manuscript.pk},
        dict(zip(("one", "other"), SOURCES.values_list("pk", flat=True), strict=False)),
        {"pk": manuscript.pk, "number": manuscript.revision},
        {"pk": manuscript.pk, "before": 1, "after": manuscript.revision},
        {"kind": manuscript.kind},
        {"kind": manuscript.kind, "slug": manuscript.slug},
        {"kind": manuscript.kind, "slug": manuscript.slug, "number": 1},
        {"kind": manuscript.kind, "slug": manuscript.slug, "before": 1, "after": 1},
        {"slug": manuscript.slug},
        {"ending": "json"},
        {"scheme": "gnd"},
        {"slug": "service-trotsky-2009", "ending": "bib"},
        {"kind": manuscript.kind, "slug": manuscript.slug, "ending": "ris"},
        {"kind": manuscript.kind, "slug": manuscript.slug, "ending": "md"},
        {"kind": manuscript.kind, "slug": manuscript.slug, "number": 1, "ending": "md"},
        {"ending": "pdf"},
        {"slug": manuscript.slug, "ending": "pdf"},
        {"digest": "0" * 64, "ending": "pdf"},
        {"digest": claim},
        {"digest": "0" * 64, "extension": "png"},
        {"digest": "0" * 64, "width": 320},
        {"number": 1},
        {"key": "service-trotsky-2009"},
        {"uidb36": "1", "key": "set-password"},
        {"token": "x" * 43},
        *({"pk": row.pk} for row in Evidence.objects.all()),
        *({"pk": row.pk} for row in Commission.objects.promised()[:1]),
        *({"pk": row.pk} for row in Agreement.objects.in_force()[:1]),
        *({"pk": row.pk, "number": 1} for row in Evidence.objects.all()),
        *({"thread": row.pk} for row in Thread.objects.of(manuscript)[:1]),
        *({"comment": row.pk} for row in Comment.objects.filter(thread__manuscript=manuscript)[:1]),
        {"object_id": user},
        {"id": user},
        {"app_label": "editorial"},
        {"content_type_id": 1, "object_id": manuscript.pk},
    ]


def _paths(name: str, candidates: list[dict[str, Any]]) -> list[str]:
    paths = []
    for arguments in candidates:
        try:
            paths.append(reverse(name, kwargs=arguments))
        except NoReverseMatch:
            continue
    return paths
