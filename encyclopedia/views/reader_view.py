"""What every reader's view shares: only GET and HEAD, always fresh, and lists that continue after their last item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from encyclopedia.models import Entry, Kind
from encyclopedia.serving.caching import cache_control

Item = TypeVar("Item")
View = Callable[..., HttpResponseBase]

PLURALS = {
    Kind.ARTICLE: _("Articles"),
    Kind.PERSON: _("Persons"),
    Kind.ORGANISATION: _("Organisations"),
    Kind.SOURCE: _("Sources"),
}


def for_readers(view: View) -> View:
    """Refuses anything but GET and HEAD (405), and makes caches revalidate each time."""

    @wraps(view)
    def fresh(*args: Any, **options: Any) -> HttpResponseBase:
        response = view(*args, **options)
        response.headers.setdefault("Cache-Control", cache_control())
        return response

    safe: View = require_safe(fresh)
    return safe


@dataclass(frozen=True, slots=True)
class Slice(Generic[Item]):
    """Some items of a list in order; `next` is the `after` of the following ones, empty at the end."""

    items: Sequence[Item]
    next: str = ""


def sliced(
    rows: Any, size: int, name: Callable[[Any], object] = lambda item: item.pk
) -> Slice[Any]:
    """The first `size` of a queryset that already begins after the reader's `after`."""
    items = list(rows[: size + 1])
    if len(items) <= size:
        return Slice(items)
    return Slice(items[:size], str(name(items[size - 1])))


def alphabetical_slice(entries: Any, request: HttpRequest, size: int) -> Slice[Entry]:
    """Entries in order of the alphabet, after the entry whose id `?after=` gives; from the start for any other."""
    last_seen = entry_with_id(request.GET.get("after", ""))
    if last_seen is not None:
        entries = entries.following(last_seen)
    return sliced(entries.alphabetical(), size)


def entry_with_id(typed: str) -> Entry | None:
    try:
        return Entry.objects.filter(pk=UUID(typed)).first() if typed else None
    except ValueError:
        return None


def number_in(request: HttpRequest, name: str) -> int | None:
    """A parameter as a whole number from 1, short enough for every database; None for anything else."""
    typed = request.GET.get(name, "")
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) <= 9 and int(typed)
        else None
    )


def words_in(request: HttpRequest, name: str, max_length: int = 300) -> str:
    """A parameter as text that every database takes."""
    return (
        request.GET.get(name, "")
        .replace("\x00", "")
        .encode("utf-8", "ignore")
        .decode()[:max_length]
    )


def kind_in(request: HttpRequest) -> str:
    """The `kind` parameter when it is one, else nothing."""
    typed = request.GET.get("kind", "")
    return typed if typed in Kind.values else ""
