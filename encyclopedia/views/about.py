"""About the site: its own pages, how footnotes are checked here, and how the encyclopedia stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from encyclopedia.core.standing import Summary
from encyclopedia.models import Citation, Entry, Kind, Standing, Tally
from encyclopedia.rendering.site_language import day
from encyclopedia.views.reader_view import PLURALS, for_readers

MEANINGS = {
    Standing.SUPPORTS: _(
        "A moderator compared the claim with the place cited: the source says so."
    ),
    Standing.PARTLY: _(
        "The source says a part of it. The note names the words that it does not bear out."
    ),
    Standing.DOES_NOT_SUPPORT: _(
        "The source does not say so, or says the contrary. Its mark warns until an editor mends it."
    ),
    Standing.COULD_NOT_ACCESS: _(
        "A moderator looked for the source and could not read it. This counts as not checked."
    ),
    Standing.CONTEXT_CHANGED: _(
        "Checked, but what stands around it has changed since: a heading, a picture, a link."
    ),
    Standing.STALE: _(
        "Checked in other words or at another place, or before its source was marked. "
        "It has to be checked again."
    ),
    Standing.UNCHECKED: _("Nobody has compared it with its source yet."),
}
# More than any site has; they are listed whole.
MAX_PAGES = 50


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One way in which a claim can stand: `value` names its sign, `claims` counts those that stand so now."""

    value: str
    label: str
    meaning: str
    claims: int


@for_readers
def about(request: HttpRequest) -> HttpResponse:
    entries, claims = Tally.objects.whole()
    last = Citation.objects.last_checked_at() if claims.claims else None
    context = {
        "pages": Entry.objects.of_kind(Kind.PAGE).alphabetical()[:MAX_PAGES],
        "kinds": [(kind, label, entries[kind]) for kind, label in PLURALS.items()],
        "lines": _lines(claims),
        "claims": claims.claims,
        "needed": claims.needed,
        "doubted": claims.doubted,
        "last": day(last) if last else None,
    }
    return render(request, "public/about.html", context)


def _lines(claims: Summary) -> list[StandingLine]:
    """What readers are told of a claim, the best first."""
    numbers = {
        Standing.SUPPORTS: claims.supported,
        Standing.PARTLY: claims.partly,
        Standing.DOES_NOT_SUPPORT: claims.failed,
        Standing.COULD_NOT_ACCESS: claims.inaccessible,
        Standing.CONTEXT_CHANGED: claims.context_changed,
        Standing.STALE: claims.changed,
        Standing.UNCHECKED: claims.unchecked,
    }
    return [
        StandingLine(str(standing), str(standing.label), str(MEANINGS[standing]), number)
        for standing, number in numbers.items()
    ]
