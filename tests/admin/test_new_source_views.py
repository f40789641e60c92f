"""Finding or making the source to cite: what is here comes first, what is proposed says where it comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, article, drafted, source
from hostile import harm_in, naughty
from office import entered, sent
from portions import Portion

from editorial.models import Manuscript, Restriction
from encyclopedia.core.documents import JSON

NUMBERED = {
    "id": "x",
    "type": "book",
    "title": "Tides of the bay",
    "author": [{"family": "Smith", "given": "Ann"}],
    "issued": {"date-parts": [[1999]]},
    "ISBN": "9780306406157",
    "DOI": "10.1017/abc",
    "arXiv": "2101.00001",
    "PMID": "12345",
    "URL": "https://www.example.org/tides/",
}


def told(cast: Cast, typed: str, **more: str) -> dict[str, Any]:
    answer = entered(cast.editor).post(reverse("admin:live_cite"), {"typed": typed, **more})
    assert answer.status_code == 200
    result: dict[str, Any] = answer.json()
    return result


@pytest.fixture
def tides(cast: Cast) -> Manuscript:
    return drafted(source("x", title="Tides of the bay", record=NUMBERED), cast)


@pytest.mark.usefixtures("tides")
@pytest.mark.parametrize(
    "typed",
    [
        "doi:10.1017/ABC",
        "https://doi.org/10.1017/abc",
        "0-306-40615-2",
        "ISBN 978-0-306-40615-7",
        "arXiv:2101.00001v2",
        "PMID: 12345",
        "https://pubmed.ncbi.nlm.nih.gov/12345/",
        "http://example.org/tides#top",
        "smith",
        "@x",
        "tides",
        "@article{other, title={Other}, doi={10.1017/abc}}",
        "TY  - BOOK\nTI  - Other\nDO  - 10.1017/abc\nER  - ",
        "Smith, Ann. Tides of the bay. London: Pan, 1999, p. 4.",
    ],
)
def test_what_is_here_comes_first(cast: Cast, typed: str) -> None:
    answer = told(cast, typed)
    assert [row["value"] for row in answer["results"]] == ["x"]
    assert answer["proposal"] == ""


@pytest.mark.usefixtures("tides")
def test_a_number_is_found_behind_the_bracket_too(cast: Cast) -> None:
    client = entered(cast.editor)
    answer = client.get(reverse("admin:lookup_sources"), {"q": "10.1017/abc"})
    assert [row["value"] for row in answer.json()["results"]] == ["x"]


def test_what_a_source_is_cited_for_is_told(cast: Cast, tides: Manuscript) -> None:
    for title in ("The sea", "The shore"):
        drafted(article(title, "It rises twice a day.[@x]"), cast)
    [row] = told(cast, "tides")["results"]
    assert row["cited"] == "cited in 2 entries, in “The sea” for: “It rises twice a day.”"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("@book{y, title={Flood}, author={Service, Robert}, year=2010}", "From the BibTeX."),
        ("@book{y, title={Flood}}@book{z, title={Ebb}}", "Only the first of 2 references"),
        ("978-0-306-40615-8", "check digit"),
        ("10.1017/unknown", "Write the title of the work."),
        ("Deutscher, Isaac. The Prophet Armed. Oxford: OUP, 1954.", "Guessed from the order"),
        ("No such book", "Assumed. Choose what it is."),
        ("@book{broken", "Guessed from the order"),
    ],
)
def test_a_proposal_says_where_it_comes_from_and_what_is_doubtful(
    cast: Cast, typed: str, words: str
) -> None:
    answer = told(cast, typed)
    assert answer["results"] == []
    assert words in answer["proposal"]


@pytest.mark.usefixtures("tides")
def test_a_likely_duplicate_stands_beside_the_proposal(cast: Cast) -> None:
    answer = told(cast, "Smith, Ann. Tides of the bay. 1999.", new="1")
    assert 'data-cite="x"' in answer["proposal"]


def accepted(cast: Cast, **fields: str) -> Any:
    return entered(cast.editor).post(reverse("admin:live_accept"), fields)


def test_a_new_source_is_drafted_with_the_entry_that_cites_it(cast: Cast) -> None:
    fields = {"csl_type": "book", "title": "Flood", "csl_author": "Smith, Ann", "original": "{}"}
    record = accepted(cast, **fields).json()["record"]
    assert record["id"] == "smith-flood"
    waiting = json.dumps([record])
    second: JSON = accepted(cast, **fields, new_sources=waiting).json()["record"]
    assert second["id"] == "smith-flood-2"
    assert not Manuscript.objects.exists()
    data = sent("article", title="The sea", text="It rose.[@smith-flood]", new_sources=waiting)
    live = entered(cast.editor).post(reverse("admin:live_article"), data).json()
    assert "unknown_source" not in {problem["code"] for problem in live["problems"]}
    assert [use["label"] for use in live["uses"]] == ["Smith, n.d."]
    answer = entered(cast.editor).post(reverse("admin:editorial_articlemanuscript_add"), data)
    assert answer.status_code == 302
    assert Manuscript.objects.get(kind="source").slug == "smith-flood"


def test_a_source_without_a_title_is_refused_beside_its_field(cast: Cast) -> None:
    answer = accepted(cast, csl_type="book", title=" ", original="{}")
    assert answer.status_code == 422
    assert "cite-title" in answer.json()["errors"]


def test_who_may_not_write_is_refused(cast: Cast) -> None:
    for name in ("live_cite", "live_accept", "live_source_key"):
        assert entered(cast.moderator).post(reverse(f"admin:{name}"), {}).status_code == 403


def test_the_queries_do_not_grow_with_what_is_found(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(14):
        drafted(source(f"work-{number}", title=f"Work {number}"), cast)
    drafted(article("The sea", "".join(f"It rose.[@work-{n}] " for n in range(14))), cast)
    client = entered(cast.editor)
    client.post(reverse("admin:live_cite"), {"typed": "nothing"})
    with django_assert_max_num_queries(12):
        answer = client.post(reverse("admin:live_cite"), {"typed": "work"})
    assert len(answer.json()["results"]) == 12


def test_anything_may_be_typed(
    cast: Cast, shared_data: Path, tides: Manuscript, portion: Portion
) -> None:
    client = entered(cast.editor)
    odd = [
        "@book{",
        "{" * 5_000,
        "[" * 99_999,
        "TY  - X",
        "(1999) " * 900,
        "A. " * 900,
        "10.1/\x00",
    ]
    odd += ["https://#", "https://", "a" * 100_000, "Smith, " * 300, "“" * 900]
    for typed in [*portion(naughty(shared_data)[:120], 12), *odd]:
        answer = client.post(
            reverse("admin:live_cite"), {"typed": typed, "new": "1", "new_sources": typed}
        )
        assert answer.status_code == 200
        assert not harm_in(answer.json()["proposal"].encode())
        assert client.post(reverse("admin:live_cite"), {"typed": typed}).status_code == 200
        fields = {"title": typed, "csl_author": typed, "csl_type": typed, "original": typed}
        assert accepted_or_refused(client, fields)
    assert client.post(reverse("admin:live_cite"), {"typed": "a" * 100_001}).status_code == 422


def accepted_or_refused(client: Any, fields: dict[str, str]) -> bool:
    return client.post(reverse("admin:live_accept"), fields).status_code in {200, 422}


@pytest.mark.usefixtures("tides")
def test_whoever_sees_only_their_own_finds_no_draft_of_others(cast: Cast) -> None:
    Restriction.objects.create(account=cast.other_editor, shown="own", by=cast.superuser)
    client = entered(cast.other_editor)
    for typed in ("tides", "10.1017/abc", "Smith, Ann. Tides of the bay. London: Pan, 1999."):
        response = client.post(reverse("admin:live_cite"), {"typed": typed})
        assert response.status_code == 200, response.content.decode()[:3000]
        answer = response.json()
        assert answer["results"] == []
        assert 'data-cite="x"' not in answer["proposal"]
    looked_up = client.get(reverse("admin:lookup_sources"), {"q": "10.1017/abc"})
    assert looked_up.json()["results"] == []
    fields = {"title": "Tides of the bay", "csl_type": "book", "csl_DOI": "10.1017/abc"}
    assert client.post(reverse("admin:live_source_key"), fields).json()["likely"] == ""
    fields["csl_author"] = "Smith, Ann"
    mine = entered(cast.editor).post(reverse("admin:live_source_key"), fields).json()
    assert "Tides of the bay" in mine["likely"]
