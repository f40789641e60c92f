"""Every filter of a list is served by an index, in its order: a page costs the same at a hundred thousand rows."""

from __future__ import annotations

import pytest
from api.walking import V, walk
from api.world import KEY, ApiWorld
from django.test import Client
from plans import assert_read_along, listing, plan

pytestmark = pytest.mark.django_db

QUESTIONS = [
    ("entries/", "encyclopedia_entry", "entry_all_by_name"),
    ("entries/?kind=article", "encyclopedia_entry", "entry_by_name"),
    ("entries/?title=t", "encyclopedia_entry", "entry_all_by_name"),
    ("entries/?title=p&kind=article", "encyclopedia_entry", "entry_by_name"),
    ("entries/?changed_since=2000-01-01", "encyclopedia_entry", "entry_by_change"),
    (
        "entries/?changed_since=2000-01-01&kind=article",
        "encyclopedia_entry",
        "entry_kind_by_change",
    ),
    ("entries/?language=en", "encyclopedia_entry", "entry_by_language"),
    ("entries/?language=en&kind=article", "encyclopedia_entry", "entry_language_kind"),
    ("entries/?tag=theory", "encyclopedia_taggedentry", "one_tag_once_per_entry"),
    ("sources/", "encyclopedia_entry", "entry_by_name"),
    ("citations/", "encyclopedia_citation", "citation_has_one_place"),
    (f"citations/?source={KEY}", "encyclopedia_citation", "citation_by_source"),
    ("citations/?standing=supports", "encyclopedia_citation", "citation_by_standing"),
    ("citations/?checked_since=2000-01-01", "encyclopedia_citation", "citation_by_check"),
    (
        "citations/?checked_since=2000-01-01&standing=supports",
        "encyclopedia_citation",
        "citation_standing_by_check",
    ),
]


@pytest.mark.portion(4)
@pytest.mark.parametrize(("question", "table", "index"), QUESTIONS)
def test_a_page_is_read_along_an_index_and_never_sorted(
    client: Client, world: ApiWorld, question: str, table: str, index: str
) -> None:
    first = client.get(V + question, {"limit": 1}) if "?" not in question else None
    first = first or client.get(f"{V}{question}&limit=1")
    for path in filter(None, (V + question, first.json()["next"])):
        assert_read_along(plan(listing(client, path, table)), index, table)
    assert walk(client, question + ("&" if "?" in question else "?") + "limit=1")
