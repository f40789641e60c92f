"""Nothing that a moderator typed is lost or cut, whatever is refused."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from cards import TYPED, address, form_of
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from factories import Cast
from office import entered

from editorial import actions
from editorial.models import Check, DraftCitation, Manuscript


def gone(manuscript: Manuscript, cast: Cast) -> None:
    document = manuscript.revisions.get(number=1).read()
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    new = replace(document, text="Nothing is left.")
    actions.save(document=new, based_on=1, by=cast.editor)


def test_what_was_typed_on_a_citation_that_is_gone_is_shown(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    hidden = form_of(client, citations[0])
    gone(manuscript, cast)
    answer = client.post(address(citations[0], "check"), hidden | TYPED)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This citation is no longer there" in page
    assert "Only &lt;the&gt; year." in page
    for words in ("Partly supports", "About 1905.", "Room 4", "began"):
        assert words in page, words
    assert not Check.objects.exists()


def test_what_was_typed_on_a_citation_that_somebody_holds_by_now_is_shown(
    cast: Cast, citations: list[DraftCitation], anna: User
) -> None:
    client = entered(cast.moderator)
    hidden = form_of(client, citations[0])
    entered(anna).post(address(citations[0], "hold"), {"context": citations[0].context})
    answer = client.post(address(citations[0], "check"), hidden | TYPED)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Anna Weber holds this citation" in page
    assert "Only <the> year." in page


@pytest.mark.parametrize(
    ("field", "most"),
    [("note", 5_000), ("public_note", 1_000), ("looked_at", 500), ("not_borne_out", 2_000)],
)
def test_what_is_too_long_is_refused_in_words_and_kept_whole(
    cast: Cast, citations: list[DraftCitation], field: str, most: int
) -> None:
    client = entered(cast.moderator)
    hidden = form_of(client, citations[0])
    typed = "ж" * (most + 1)
    answer = client.post(address(citations[0], "check"), hidden | TYPED | {field: typed})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert f"has {most + 1} characters; at most {most} fit. Shorten it." in page
    assert typed in page
    assert not Check.objects.exists()


def test_a_note_as_long_as_may_be_is_kept_whole_though_its_lines_end_as_a_browser_ends_them(
    cast: Cast, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    note = "x" * 2_499 + "\r\n" + "y" * 2_500
    hidden = form_of(client, citations[0])
    answer = client.post(address(citations[0], "check"), hidden | TYPED | {"note": note})
    assert answer.status_code == 302
    assert Check.objects.get().note == note.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("looked", "kept"),
    [
        ("https://archive.org/details/x?page=n5", True),
        ("HTTP://example.org/", True),
        ("archive.org/details/x", False),
        ("javascript:alert(1)", False),
        ("ftp://example.org/", False),
        ("https://", False),
        ("https://exam ple.org", False),
        ('https://example.org/"onclick="x', False),
        ("the second page, https://example.org/", False),
    ],
)
def test_a_page_elsewhere_has_an_address_that_can_be_linked_to(
    cast: Cast, citations: list[DraftCitation], looked: str, kept: bool
) -> None:
    client = entered(cast.moderator)
    fields = {"means": "elsewhere", "looked_at": looked}
    answer = client.post(
        address(citations[0], "check"), form_of(client, citations[0]) | TYPED | fields
    )
    assert answer.status_code == (302 if kept else 422)
    if not kept:
        assert "is not a web address" in answer.content.decode()
        assert looked in html.unescape(answer.content.decode())


def test_the_address_is_not_asked_of_a_source_that_nobody_could_access(
    cast: Cast, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    fields = {"verdict": "could_not_access", "means": "elsewhere", "looked_at": "two libraries"}
    hidden = form_of(client, citations[0])
    assert client.post(address(citations[0], "check"), hidden | TYPED | fields).status_code == 302


@pytest.mark.parametrize("name", ["card", "check", "confirm", "hold", "release"])
def test_a_nul_where_the_context_is_said_breaks_no_page(
    cast: Cast, citations: list[DraftCitation], name: str
) -> None:
    typed = {"context": "\0", "verdict": "supports", "means": "shelf"}
    answer = entered(cast.moderator).post(address(citations[0], name), typed)
    assert answer.status_code < 500


def test_a_long_note_is_folded_and_whole_within_its_fold() -> None:
    def shown(words: str) -> str:
        return render_to_string("editorial/parts/long_words.html", {"words": words})

    assert "<details" not in shown("字" * 400)
    long = shown("字" * 399 + "<end>")
    assert "<details" in long
    assert "&lt;end&gt;" in long.partition("</summary>")[2]
    assert len(long.partition("</summary>")[0]) < 400
