"""Each part that can be too long has a name for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from encyclopedia.core import limits
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Author, DocumentFact, DocumentPicture, PersonDocument
from encyclopedia.core.limits import excesses
from encyclopedia.wording.part_names import PARTS, excess_words

LONG = "x" * (limits.WORDS + 1)
TOO_LONG = PersonDocument(
    id="",
    slug=LONG,
    title=LONG,
    summary=LONG,
    sort_name=LONG,
    aliases=(LONG,),
    tags=(LONG,),
    authors=(Author(LONG, affiliation=LONG, role=LONG),),
    pictures=(DocumentPicture(name=LONG, digest="0" * 64, alt=LONG, focus=LONG),),
    facts=(
        DocumentFact(
            property=LONG,
            value=LONG,
            note=LONG,
            date=LONG,
            place=LONG,
            target=LONG,
            citations=(Reference(LONG, locator=LONG, quotation=LONG),),
        ),
    ),
    text="x" * (limits.TEXT + 1),
)


def test_every_part_that_is_too_long_is_named() -> None:
    one_each = {excess.name: excess_words(excess) for excess in excesses(TOO_LONG)}
    rows = {"aliases", "tags", "authors", "facts", "pictures", "provenance"}
    assert set(one_each) == set(PARTS) - rows
    assert one_each["author's name"].startswith("The author's name has 10001 characters; 300 are")


@pytest.mark.parametrize(
    ("field", "rows"),
    [("aliases", ("x",)), ("tags", ("x",)), ("authors", (Author("x"),))],
)
def test_too_many_rows_are_not_called_characters(field: str, rows: tuple[object, ...]) -> None:
    document = PersonDocument(id="", slug="a", title="A", summary="", text="")
    (excess,) = excesses(replace(document, **{field: rows * (limits.ROWS + 1)}))
    assert excess_words(excess) == (
        f"Of {field} there are 2001; at most 2000 are allowed. Take some away."
    )
