"""A draft always saves: what is wrong with it is kept as typed, named beside its field, and stops its submission."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, article, drafted
from office import entered, sent

from editorial import actions
from editorial.actions.review import newest_document
from editorial.actions.transaction import GateClosed
from editorial.forms.entry_forms import EntryForm
from editorial.models import Manuscript, Status
from encyclopedia.core.as_typed import AsTyped
from encyclopedia.core.documents import Kind

DEEP = "[" * 5_000 + "]" * 5_000
PERSON = {
    "title": "Leon Trotsky",
    "text": "He was.",
    "summary": "Somebody.",
    "facts-0-property": "born",
    "facts-0-place": "Yanovka",
    "authors-0-name": "Ada",
    "authors-0-affiliation": "A college",
}
SOURCE = {"title": "My Life", "csl_type": "book"}

# Kind, field, what is typed, what is said of it.
WRONG: list[tuple[Kind, str, str, str]] = [
    ("person", "title", "", "There is no title yet"),
    ("person", "title", "x" * 301, "at most 300 are allowed"),
    ("person", "slug", "a/b", "cannot hold “/”"),
    ("person", "slug", "..", "needs a letter"),
    ("person", "slug", "x" * 201, "at most 200 are allowed"),
    ("person", "summary", "x" * 2_001, "at most 2000 are allowed"),
    ("person", "text", "x" * 2_000_001, "at most 2000000 are allowed"),
    ("person", "text", "a\x07b", "control character"),
    ("person", "text", f"He was.[@a, {'p. 1, ' * 100}]", "A part of this citation has"),
    ("person", "language", "the tongue of birds", "is no language"),
    ("person", "language", "x" * 61, "is no language"),
    ("person", "tags", "x" * 101, "at most 100 are allowed"),
    ("person", "aliases", "x" * 301, "at most 300 are allowed"),
    ("person", "sort_name", "x" * 301, "at most 300 are allowed"),
    ("person", "facts-0-date", "the day before yesterday", "not understood as a date"),
    ("person", "facts-0-date", "sometime in 1882", "not understood as a date"),
    ("person", "facts-0-date", "3/4/1920", "as 3 April 1920 or as 4 March 1920"),
    ("person", "facts-0-date", "x" * 101, "too long for a date"),
    ("person", "facts-0-citations", "service p. 12", "is not a citation"),
    ("person", "facts-0-citations", "[@service", "not a whole citation"),
    ("person", "facts-0-property", "", "choose a kind of fact"),
    ("person", "facts-0-property", "cat", "There is no property"),
    ("person", "facts-0-place", "x" * 301, "at most 300 are allowed"),
    ("person", "facts-0-note", "x" * 10_001, "at most 10000 are allowed"),
    ("person", "authors-0-orcid", "0000-0002-1825-0098", "wrong check digit"),
    ("person", "authors-0-orcid", "me", "is written like"),
    ("person", "authors-0-name", "", "needs a name"),
    ("person", "authors-0-role", "x" * 61, "at most 60 are allowed"),
    ("person", "pictures-0-name", "a b", "in one word"),
    ("person", "pictures-0-alt", "", "what the picture shows"),
    ("person", "pictures-0-file", "", "Choose a picture"),
    ("source", "csl_ISBN", "978-0-674-03615-7", "check digit"),
    ("source", "csl_DOI", "my doi", "DOI"),
    ("source", "csl_URL", "javascript:alert(1)", "address"),
    ("source", "csl_publisher", "x" * 30_000, "is longer than"),
    ("source", "csl_publisher", "a\x07b", "control character"),
    ("source", "more", "{", "This is not JSON"),
    ("source", "more", "[1]", "Write an object"),
    ("source", "more", '{"a": NaN}', "whole number"),
    ("source", "more", '{"a": 1.5}', "whole number"),
    ("source", "more", '{"a": "\\ud800"}', "surrogate"),
    ("source", "more", DEEP, "This is not JSON"),
    ("source", "more", '{"a": ' + DEEP + "}", "This is not JSON"),
]


def typed_form(kind: Kind, **fields: str) -> dict[str, Any]:
    typed = dict(SOURCE if kind == "source" else PERSON)
    if any(name.startswith("pictures") for name in fields):
        typed |= {"pictures-0-caption": "A caption."}
    return sent(kind, id=str(uuid.uuid4())) | typed | fields


@pytest.mark.portion(4)
@pytest.mark.parametrize(("kind", "field", "typed", "said"), WRONG)
def test_it_is_kept_as_typed_and_named_beside_its_field(
    kind: Kind, field: str, typed: str, said: str, cast: Cast
) -> None:
    client, data = entered(cast.editor), typed_form(kind, **{field: typed})
    answer = client.post(reverse(f"admin:editorial_{kind}manuscript_add"), data)
    assert answer.status_code == 302
    manuscript = Manuscript.objects.get()
    page = client.get(reverse(f"admin:editorial_{kind}manuscript_change", args=[manuscript.pk]))
    told = {
        bound.html_name: (bound.value() or "", " ".join(bound.errors))
        for form in (page.context["whole"].form, *rows(page.context["whole"]))
        for bound in form
    }
    value, errors = told[field]
    assert value == typed
    assert said in errors
    with pytest.raises(GateClosed, match=re.escape(said)):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    again = sent(kind, manuscript.revisions.get().read(), based_on=1)
    assert client.post(page.request["PATH_INFO"], again).status_code == 302
    manuscript.refresh_from_db()
    assert (manuscript.revision, manuscript.status) == (1, Status.DRAFT)


def rows(whole: Any) -> list[Any]:
    return [form for part in whole.parts[1:] for form in part]


def test_a_day_in_old_style_is_converted_and_both_days_are_shown(cast: Cast) -> None:
    client = entered(cast.editor)
    data = typed_form("person", **{"facts-0-date": "24 March 1882 (O.S.)", "facts-0-note": "A."})
    client.post(reverse("admin:editorial_personmanuscript_add"), data)
    manuscript = Manuscript.objects.get()
    fact = manuscript.revisions.get().read().facts[0]
    assert (fact.date, fact.note) == ("1882-04-05", "24 March 1882 in the Julian calendar; A.")
    echo = client.get(reverse("admin:live_date"), {"date": "24 March 1882 (O.S.)"}).json()["words"]
    assert echo.startswith("Read as: 5 April 1882, which was 24 March 1882 in the Julian calendar")
    assert not actions.save(
        document=manuscript.revisions.get().read(), by=cast.editor, based_on=1
    ).changed


def test_a_mended_value_is_like_any_other(cast: Cast) -> None:
    client, data = entered(cast.editor), typed_form("person", title="")
    data["facts-0-citations"] = "service"
    client.post(reverse("admin:editorial_personmanuscript_add"), data)
    manuscript = Manuscript.objects.get()
    assert (manuscript.title, manuscript.slug) == ("Untitled", f"untitled-{data['id'][:8]}")
    mended = {"based_on": "1", "title": "Leon", "facts-0-citations": "[@service-trotsky-2009]"}
    address = reverse("admin:editorial_personmanuscript_change", args=[manuscript.pk])
    client.post(address, data | mended)
    document = manuscript.revisions.get(number=2).read()
    assert (document.title, document.slug) == ("Leon", "leon")
    assert not document.as_typed
    assert [row.key for row in document.facts[0].citations] == ["service-trotsky-2009"]
    assert not document.facts[0].as_typed


def test_a_rename_settles_what_was_typed_for_the_address(cast: Cast) -> None:
    typed = (AsTyped("slug", "a b"),)
    manuscript = drafted(replace(article("Dual power"), as_typed=typed), cast)
    actions.rename(
        manuscript=manuscript.pk, title="Dual power", slug="dual-power", by=cast.editor, based_on=1
    )
    manuscript.refresh_from_db()
    assert newest_document(manuscript).as_typed == ()


@pytest.mark.parametrize("field", ["title", "id", "__class__", ""])
def test_words_of_a_field_that_has_room_for_them_do_not_stand_for_it(
    cast: Cast, field: str
) -> None:
    """No form keeps such words; a bundle or a program may bring them."""
    document = replace(article("Dual power"), as_typed=(AsTyped(field, "Another"),))
    initial = EntryForm.initial_of(document)
    assert (initial["title"], initial["id"]) == ("Dual power", document.id)
    with pytest.raises(GateClosed):
        actions.submit(manuscript=drafted(document, cast).pk, revision=1, by=cast.editor)
