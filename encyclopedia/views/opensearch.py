"""OpenSearch 1.1: the site among a browser's search engines, with suggestions as one types."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from encyclopedia import search
from encyclopedia.views.reader_view import for_readers, words_in

# How long its short name may be.
MAX_NAME = 16
DESCRIPTION = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"


@for_readers
def description(request: HttpRequest) -> HttpResponse:
    site = settings.SITE_URL
    told = _("Search %(site)s") % {"site": settings.SITE_NAME}
    addresses = [
        ("text/html", f"{site}{reverse('search')}?q={{searchTerms}}", "results"),
        (SUGGESTIONS, f"{site}{reverse('opensearch_suggest')}?q={{searchTerms}}", "suggestions"),
        (DESCRIPTION, f"{site}{reverse('opensearch')}", "self"),
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(settings.SITE_NAME[:MAX_NAME].strip())}</ShortName>",
        f"<LongName>{escape(settings.SITE_NAME[:48].strip())}</LongName>",
        f"<Description>{escape(told)}</Description>",
        f'<Image type="image/svg+xml">{escape(site + static("img/favicon.svg"))}</Image>',
        *(
            f'<Url type="{kind}" method="get" rel="{rel}" template={quoteattr(template)}/>'
            for kind, template, rel in addresses
        ),
        f"<Language>{escape(get_language() or 'en')}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=f"{DESCRIPTION}; charset=utf-8")


@for_readers
def suggestions(request: HttpRequest) -> HttpResponse:
    """As browsers ask for them: the words, then titles, kinds and addresses in three lists."""
    typed = words_in(request, "q", 100)
    suggested = search.suggest(typed)
    lists = [
        [entry.title for entry in suggested],
        [entry.get_kind_display() for entry in suggested],
        [f"{settings.SITE_URL}{entry.get_absolute_url()}" for entry in suggested],
    ]
    return JsonResponse([typed, *lists], safe=False, content_type=SUGGESTIONS)
