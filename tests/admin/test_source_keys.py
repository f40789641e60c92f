"""A source's key is made from its record and is its own; a likely duplicate is told before anything is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, drafted, source
from hostile import harm_in, naughty
from office import entered, sent

from editorial.forms.free_keys import free_key
from editorial.importers.references.source_keys import family_word_year
from editorial.importers.references.typed_source import read_typed
from editorial.models import Manuscript

TROTSKY = {"csl_type": "book", "csl_author": "Service, Robert", "csl_issued": "2009"}
TITLE = "Trotsky: A Biography"


def asked(cast: Cast, **fields: str) -> dict[str, Any]:
    answer: dict[str, Any] = (
        entered(cast.editor).post(reverse("admin:live_source_key"), fields).json()
    )
    return answer


def test_a_second_source_of_the_same_name_gets_a_number(cast: Cast) -> None:
    drafted(source(), cast)
    other = sent("source", title="Trotsky in exile", slug="Any Thing!") | TROTSKY
    client = entered(cast.editor)
    assert client.post(reverse("admin:editorial_sourcemanuscript_add"), other).status_code == 302
    assert Manuscript.objects.get(title="Trotsky in exile").slug == "service-trotsky-2009-2"
    again = client.post(reverse("admin:editorial_sourcemanuscript_add"), other)
    assert again.status_code == 302  # sent twice, made once
    assert Manuscript.objects.count() == 2


def test_the_key_of_a_saved_source_stays(cast: Cast) -> None:
    manuscript = drafted(source("x"), cast)
    data = sent("source", source("x"), based_on=1, title="Other words", id=str(manuscript.pk))
    address = reverse("admin:editorial_sourcemanuscript_change", args=[manuscript.pk])
    answer = entered(cast.editor).post(address, data)
    assert answer.status_code == 302, answer.context["errors"]
    manuscript.refresh_from_db()
    assert (manuscript.slug, manuscript.title) == ("x", "Other words")


def test_a_likely_duplicate_is_told_before_saving(cast: Cast) -> None:
    manuscript = drafted(source(), cast)
    told = asked(cast, title=TITLE, **TROTSKY)
    assert told["slug"] == "service-trotsky-2009-2"
    assert "service-trotsky-2009" in told["likely"]
    assert asked(cast, title=TITLE, id=str(manuscript.pk), **TROTSKY)["likely"] == ""
    assert asked(cast, title="Lenin", **TROTSKY) == {"slug": "service-lenin-2009", "likely": ""}
    assert Manuscript.objects.count() == 1


def test_keys_that_wait_in_the_form_are_not_given_twice(cast: Cast) -> None:
    record = {"title": "Tides", "author": [{"family": "Smith"}]}
    assert free_key(record, ["smith-tides", "smith-tides-2"]) == "smith-tides-3"


def test_whatever_is_typed_has_a_key(cast: Cast, shared_data: Path) -> None:
    client = entered(cast.editor)
    for typed in naughty(shared_data)[:150]:
        fields = dict.fromkeys(("title", "csl_author", "csl_issued", "csl_DOI", "id"), typed)
        told = client.post(reverse("admin:live_source_key"), fields).json()
        assert told["slug"].isascii()
        assert not harm_in(told["likely"].encode())


@pytest.mark.parametrize(
    "record", [{}, {"title": None}, {"author": ["x"]}, {"author": {}, "issued": {"date-parts": 5}}]
)
def test_a_record_of_any_shape_has_a_key(record: dict[str, Any]) -> None:
    assert family_word_year({"issued": [], **record})


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (
            "Deutscher, Isaac. The Prophet Armed. Oxford University Press, 1954.",
            "deutscher-prophet-1954",
        ),
        ("Robert Service, Trotsky (Cambridge, MA: Belknap, 2009), p. 12", "service-trotsky-2009"),
        ("Smith, A., & Jones, B. (1999). The tides. Nature, 12(3), 4–50.", "smith-tides-1999"),
        (
            "Getty, J. Arch. Origins of the Great Purges. Cambridge: CUP, 1985.",
            "getty-origins-1985",
        ),
        (
            "Ann Smith and Bo Jones, “Tides,” Journal of Sea 12, no. 3 (1999): 44–60.",
            "smith-tides-1999",
        ),
        ("a remark of no form", "remark-no"),
    ],
)
def test_a_reference_in_words_gets_the_key_of_its_record(words: str, key: str) -> None:
    assert family_word_year(read_typed(words).record) == key
