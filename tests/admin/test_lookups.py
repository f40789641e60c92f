"""People of the office complete an author's row by their names."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from factories import Cast, person
from office import entered

from editorial.admin.lookups import MAX_COUNT
from editorial.models import Profile

ORCID = "0000-0002-1825-0097"


def answers(user: Any, words: str) -> list[dict[str, Any]]:
    answer = entered(user).get(reverse("admin:lookup_people"), {"q": words})
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


@pytest.fixture
def edna(cast: Cast) -> User:
    Profile.objects.create(account=cast.editor, orcid=ORCID, affiliation="A College")
    return cast.editor


@pytest.mark.parametrize("words", ["ed", "Edi", "edna editor", "Editor E"])
def test_people_are_found_by_the_beginnings_of_their_names(edna: User, words: str) -> None:
    assert {
        "value": "Edna Editor",
        "label": "Edna Editor",
        "hint": f"A College · {ORCID}",
        "row": {"orcid": ORCID, "affiliation": "A College"},
    } in answers(edna, words)


@pytest.mark.parametrize("words", ["", "dna", "edna@example.org", "%", "_dna", "Edna Mona"])
def test_other_words_find_nobody(edna: User, words: str) -> None:
    assert answers(edna, words) == []


def test_who_has_no_profile_comes_by_name_and_clears_the_orcid_of_another(cast: Cast) -> None:
    person("ines", "Editors", first_name="Ines", last_name="van der Meer")
    assert [one["row"] for one in answers(cast.editor, "meer")] == [{"orcid": ""}]


def test_closed_and_nameless_accounts_are_not_offered(edna: User) -> None:
    person("nameless")
    person("ines", "Editors", first_name="Ines", is_active=False)
    assert answers(edna, "nameless") == answers(edna, "ines") == []


def test_at_most_so_many_are_given_and_all_come_by_one_query(
    edna: User, django_assert_num_queries: Any
) -> None:
    for number in range(MAX_COUNT + 1):
        person(f"zoe{number}", "Editors", first_name="Zoe", last_name=f"Zed {number}")
    client = entered(edna)
    client.get(reverse("admin:lookup_people"))  # notes in the session when it was used
    with django_assert_num_queries(5):  # session, account, rights twice, people
        answer = client.get(reverse("admin:lookup_people"), {"q": "zoe zed"})
    assert len(answer.json()["results"]) == MAX_COUNT
