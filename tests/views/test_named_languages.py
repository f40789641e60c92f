"""Wherever readers' lists name an entry that is in another language than the page, its title says so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from factories import Cast, article, published, source

from editorial import actions
from encyclopedia.core.documents import DocumentFact
from encyclopedia.models import Citation

pytestmark = pytest.mark.django_db

GERMAN, ARABIC = "Permanente Revolution", "الثورة الدائمة"
KEY = "service-trotsky-2009"
# A link with what stands in it; a title of another language is marked on the link or within.
NAMED = re.compile(r"<(\w+)([^>]*)>\s*(?:<span([^>]*)>)?([^<]*)")
PAGES = (
    *("/", "/browse/", "/browse/article/", "/tags/", "/tag/theory/", "/corrections/", "/timeline/"),
    *("/search/?q=revolution", f"/source/{KEY}/", f"/source/{KEY}/cited/"),
    *("/article/plain/links/", "/article/plain/edition/1/", "/wanted/"),
)


@pytest.fixture
def mixed(cast: Cast) -> None:
    """An English entry, and a German and an Arabic one that link to it and have been corrected."""
    published(source(KEY), cast)
    waiting = article(
        "Plain", text=f"It waits for [[{GERMAN}]] and [[{ARABIC}]].[@{KEY}, p. 3]", tags=("Theory",)
    )
    published(waiting, cast)
    for title, slug, language in ((GERMAN, "german", "de"), (ARABIC, "arabic", "ar")):
        document = article(
            title,
            slug=slug,
            language=language,
            summary="So.",
            text=f"[[Plain]] 1905.[@{KEY}, p. 12]",
            tags=("Theory",),
            facts=(DocumentFact("event", value="So", date="1905"),),
        )
        published(document, cast)
        published(replace(document, text=f"[[Plain]] 1906.[@{KEY}, p. 12]"), cast, "correction")
    actions.mark(
        manuscript=published(source("other-1990", title="Other"), cast).pk,
        reliability="retracted",
        reason="It was.",
        by=cast.approver,
    )


def unnamed(page: str) -> list[str]:
    """The elements that hold nothing but one of the titles and do not say its language."""
    return [
        match[0]
        for match in NAMED.finditer(page.partition("<body")[2])
        for title, tag in ((GERMAN, "de"), (ARABIC, "ar"))
        if match[4].strip() == title and f'lang="{tag}"' not in match[2] + (match[3] or "")
    ]


@pytest.mark.parametrize("path", PAGES)
def test_a_title_in_another_language_says_which(client: Client, mixed: Any, path: str) -> None:
    page = client.get(path).content.decode()
    assert unnamed(page) == []


def test_so_do_the_lists_below_an_entry(client: Client, mixed: Any) -> None:
    """What an author writes is in the language of the author's text, also where it links to another."""
    page = client.get("/article/plain/").content.decode()
    tail = page.partition('<section class="linking"')[2]
    assert GERMAN in tail
    assert unnamed(f"<body{tail}") == []


def test_a_claim_s_page_says_the_language_of_an_entry_whose_language_it_does_not_speak(
    client: Client, cast: Cast
) -> None:
    published(source(KEY), cast)
    words = "Rewolucja permanentna"
    document = article(words, slug="polish", language="pl", text=f"To jest teoria.[@{KEY}, p. 3]")
    entry = published(document, cast).pk
    digest = Citation.objects.get(entry=entry).claim_digest
    page = client.get(f"/claim/{digest}/").content.decode()
    assert re.search(rf'<a href="/article/polish/"[^>]* lang="pl"[^>]*>{words}</a>', page)
    assert re.search(r'class="claim-quoted"[^>]* lang="pl"', page)
