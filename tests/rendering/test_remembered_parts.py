"""A page is the same, byte for byte, whatever was rendered before it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from encyclopedia import markup
from encyclopedia.analysis import analyse
from encyclopedia.analysis.analysis import forget
from encyclopedia.core.documents import ArticleDocument
from encyclopedia.core.standing import CitationStanding
from encyclopedia.markup import sanitiser
from encyclopedia.rendering import Library, SourceRecord, furniture_sanitiser, render

ARTICLE = ArticleDocument(
    id="00000000-0000-4000-8000-000000000001",
    slug="an-article",
    title="An article",
    summary="It is short.",
)
SOURCES = {
    key: SourceRecord({"type": "book", "title": f"Book {key} & <more>"}, key, f"source/{key}")
    for key in "ab"
}
PARAGRAPHS = (
    'He came in 1917.[@a, p. 3, "the <words>"] She left.[@b]',
    "See [[Gent|the *town*]] and ~~not~~ `this`.[@a, p. 3][@? who]",
    "A call[^n] of a note.[@b]",
    "## A heading",
    "- one[@a]\n- two",
    "| a | b |\n|---|---|\n| one[@a] | two |",
    "Nothing is cited here & there.",
)
TEXTS = st.lists(st.sampled_from(PARAGRAPHS), max_size=6).map("\n\n".join)


def rendered(text: str, gent: str | None) -> dict[str, str]:
    document = replace(ARTICLE, text=f"{text}\n\n[^n]: Note.[@a]")
    analysis = analyse(document)
    standings = {citation.use: CitationStanding("stale") for citation in analysis.citations[::2]}
    library = Library(sources=SOURCES, links={"Gent": gent})
    return render(document, library=library, standings=standings).as_dict()


def forget_everything() -> None:
    forget()
    sanitiser.forget()
    furniture_sanitiser.forget()


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["/article/gent/", None])), max_size=4))
def test_what_was_rendered_before_changes_no_byte(pages: list[tuple[str, str | None]]) -> None:
    seen = [rendered(*page) for page in pages]
    for page, parts in zip(pages, seen, strict=True):
        forget_everything()
        assert rendered(*page) == parts


def test_parts_are_cleaned_as_the_whole_is() -> None:
    text = "\n\n".join(PARAGRAPHS)
    blocks = markup.render(markup.parse(text), links={"Gent": None}).blocks
    assert len(blocks) > 5
    assert sanitiser.clean_each(blocks) == sanitiser.clean("".join(blocks)) == "".join(blocks)


def test_what_is_not_allowed_is_removed_each_time() -> None:
    part = "<p onclick='x'>words</p><script>alert(1)</script>"
    assert [sanitiser.clean_each([part, part]) for _ in range(2)] == ["<p>words</p>" * 2] * 2


def test_long_parts_are_not_kept() -> None:
    sanitiser.forget()
    part = f"<p>{'word ' * sanitiser.MAX_REMEMBERED_PART}</p>"
    assert sanitiser.clean_each([part]) == part
    assert sanitiser._TEXT._remembered.cache_info().currsize == 0
