"""An entry as a record: whose it is, in the parts that styles and reference managers ask for."""

from __future__ import annotations

import pytest
from rendering.shelf import DAY

from encyclopedia.core.documents import Author
from encyclopedia.rendering.entry_record import entry_record


def record(*authors: Author, path: str = "person/x") -> dict[str, object]:
    return entry_record(path, "X", authors, number=3, published_at=DAY)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann Author", {"family": "Author", "given": "Ann"}),
        ("Ann B. Author", {"family": "Author", "given": "Ann B."}),
        ("Author, Ann", {"family": "Author", "given": "Ann"}),
        ("Vincent van Gogh", {"family": "van Gogh", "given": "Vincent"}),
        ("Giovanni della Casa", {"family": "della Casa", "given": "Giovanni"}),
        ("bell hooks", {"family": "hooks", "given": "bell"}),
        ("Martin King Jr.", {"family": "King", "given": "Martin", "suffix": "Jr."}),
        ("毛泽东", {"literal": "毛泽东"}),
        ("The Editors", {"literal": "The Editors"}),
        ("Stet sample editors", {"literal": "Stet sample editors"}),
        ("Editorial Board", {"literal": "Editorial Board"}),
        ("Friends of the museum", {"literal": "Friends of the museum"}),
    ],
)
def test_a_credit_is_parted_as_its_bearer_would(name: str, parts: dict[str, str]) -> None:
    assert record(Author(name))["author"] == [parts]


def test_whoever_has_an_orcid_is_a_person() -> None:
    author = Author("The Team", orcid="0000-0002-1825-0097")
    assert record(author)["author"] == [{"family": "Team", "given": "The"}]


def test_each_role_has_its_field() -> None:
    authors = [
        Author(f"Ann {role}", role=role) for role in ("author", "editor", "fact checker", "")
    ]
    fields = record(*authors)
    assert [len(fields[name]) for name in ("author", "editor", "contributor")] == [2, 1, 1]  # type: ignore[arg-type]


def test_a_page_about_the_site_is_no_article() -> None:
    assert record()["type"] == "entry-encyclopedia"
    assert record(path="page/imprint")["type"] == "webpage"
