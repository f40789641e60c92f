"""Where “Correct this sentence” leads from a public page: into the office, or to the form that reports an error."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial import permissions
from editorial.accounts.opened_routes import is_open
from editorial.models import Manuscript
from encyclopedia.models import Entry
from encyclopedia.views.editions import entry_at
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import words_in


@require_safe
@never_cache
def correct(
    request: HttpRequest, kind: str, slug: str, number: int | None = None
) -> HttpResponseBase:
    """A redirect, with the `claim` that was named: everybody whom the office shows the entry to the small form there,
    and everybody else to the report, where an editor who is not signed in finds the way in."""
    entry = entry_at(kind, slug)
    edition = f"@{number}/" if number else ""
    if entry is None:
        return elsewhere(request, kind, slug, f"{edition}correct/")
    asked = {"claim": words_in(request, "claim")}
    if _sees(request, entry):
        address = reverse("admin:correct", args=[entry.pk])
        asked["edition"] = str(number or "")
    else:
        address = f"{entry.get_absolute_url()}{edition}report/"
    query = urlencode({name: value for name, value in asked.items() if value})
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _sees(request: HttpRequest, entry: Entry) -> bool:
    user = request.user
    return (
        user.is_staff
        and user.has_perm(permissions.VIEW_MANUSCRIPT)
        and is_open(user, "correct")
        and Manuscript.objects.seen_by(user).filter(pk=entry.pk).exists()
    )
