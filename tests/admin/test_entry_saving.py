"""Two people save the same entry: both changes are kept, and only what both changed is asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

from factories import Cast, article, drafted
from office import entered

from editorial import actions
from editorial.models import Manuscript
from encyclopedia.core.documents import Document

TEXT = "One.\n\nTwo.\n\nThree."


def sent(document: Document, based_on: int, **fields: str) -> dict[str, str]:
    rows = {
        f"{name}-{part}_FORMS": "0"
        for name in ("facts", "pictures", "authors")
        for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    }
    return {
        "id": document.id,
        "based_on": str(based_on),
        "title": document.title,
        "slug": document.slug,
        "summary": document.summary,
        "text": document.text,
        **rows,
        **fields,
    }


def saved_by_both(
    cast: Cast, theirs: dict[str, Any], mine: dict[str, str]
) -> tuple[Any, Manuscript]:
    """A colleague saved first; the answer to mine, and the manuscript after it."""
    document = article("Entrism", TEXT)
    manuscript = drafted(document, cast)
    actions.save(document=replace(document, **theirs), by=cast.other_editor, based_on=1)
    address = f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/"
    answer = entered(cast.editor).post(address, sent(document, 1, **mine), follow=True)
    return answer, Manuscript.objects.get(pk=manuscript.pk)


def newest(manuscript: Manuscript) -> Document:
    document: Document = manuscript.revisions.get(number=manuscript.revision).read()
    return document


def field(page: str, name: str) -> str:
    match = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\s?(.*?)</textarea>', page, re.DOTALL)
    assert match
    return unescape(match[1])


def test_changes_of_different_fields_and_paragraphs_are_both_saved(cast: Cast) -> None:
    theirs = {"summary": "Theirs.", "text": TEXT.replace("One", "1")}
    answer, manuscript = saved_by_both(cast, theirs, {"text": TEXT.replace("Three", "3")})
    assert "Otto saved revision 2 while you wrote" in answer.content.decode()
    document = newest(manuscript)
    assert manuscript.revision == 3
    assert (document.summary, document.text) == ("Theirs.", "1.\n\nTwo.\n\n3.")


def test_what_both_changed_is_asked_about_and_nothing_else(cast: Cast) -> None:
    theirs = {"summary": "Theirs.", "text": TEXT.replace("Two", "Deux")}
    answer, manuscript = saved_by_both(cast, theirs, {"text": TEXT.replace("Two", "Zwei")})
    page = answer.content.decode()
    assert (answer.status_code, manuscript.revision) == (409, 2)
    assert "Here is what you both changed" in page
    assert field(page, "text") == TEXT.replace("Two", "Zwei")
    assert field(page, "summary") == "Theirs."
    comparison = page[page.index("Somebody saved while you wrote") : page.index("<form method")]
    assert "Deux" in comparison
    assert "Theirs." not in comparison


def test_saving_again_after_it_never_brings_an_old_value_back(cast: Cast) -> None:
    theirs = {"summary": "Theirs.", "text": TEXT.replace("Two", "Deux")}
    answer, manuscript = saved_by_both(cast, theirs, {"text": TEXT.replace("Two", "Zwei")})
    page = answer.content.decode()
    typed = {name: field(page, name) for name in ("text", "summary")}
    again = replace(newest(manuscript), **typed)
    address = f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/"
    entered(cast.editor).post(address, sent(again, 2))
    manuscript.refresh_from_db()
    document = newest(manuscript)
    assert (manuscript.revision, document.summary) == (3, "Theirs.")
    assert document.text == TEXT.replace("Two", "Zwei")


def test_rows_that_a_page_added_and_saved_before_are_kept_when_it_saves_again(cast: Cast) -> None:
    """The script saves without loading the form anew, so that its rows are added ones each time."""
    document = article("Entrism", TEXT)
    manuscript = drafted(document, cast)
    fact = {"facts-0-property": "began", "facts-0-date": "1930", "facts-TOTAL_FORMS": "1"}
    address = f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/"
    client = entered(cast.editor)
    saved = {"_continue": "1"}
    headers = {"X-Saved-In-Place": "1"}
    answer = client.post(address, sent(document, 1, **fact, **saved), headers=headers).json()
    assert (answer["revision"], answer["merged"]) == (2, False)
    again = sent(replace(document, summary="More."), 2, **fact, **saved)
    assert client.post(address, again, headers=headers).json()["revision"] == 3
    manuscript.refresh_from_db()
    assert [row.date for row in newest(manuscript).facts] == ["1930"]
    assert "Saved as revision" not in client.get("/admin/").content.decode()
