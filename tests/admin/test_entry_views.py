"""The form of an entry: saved through the action, shown again with every word when it is refused."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.urls import reverse
from factories import (
    Cast,
    article,
    biography,
    drafted,
    organisation,
    person,
    published,
    source,
    submitted,
)
from office import entered, sent

from editorial import actions
from editorial.models import Manuscript, Profile, Revision
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Author, Document, DocumentFact
from encyclopedia.models import Entry


def add_address(kind: str) -> str:
    return reverse(f"admin:editorial_{kind}manuscript_add")


def change_address(manuscript: Manuscript) -> str:
    return reverse(f"admin:editorial_{manuscript.kind}manuscript_change", args=[manuscript.pk])


def newest(manuscript: Manuscript) -> Document:
    manuscript.refresh_from_db()
    return Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()


@pytest.mark.parametrize(
    "document",
    [
        replace(
            article(),
            aliases=("The theory", "PR"),
            tags=("Marxism", "Theory"),
            authors=(Author("Ada", "0000-0002-1825-0097", "A College", "editor"),),
        ),
        replace(
            biography(),
            sort_name="Trotsky, Leon",
            facts=(
                DocumentFact(
                    "born",
                    date="1879-11-07",
                    place="Yanovka",
                    note="New style",
                    disputed=True,
                    citations=(Reference("service-trotsky-2009", "p. 12", 'a "quoted" word'),),
                ),
                DocumentFact("affiliation", target="Left Opposition", date="1923/1927"),
            ),
        ),
        organisation(),
        replace(source(), summary="A biography."),
    ],
    ids=lambda document: document.kind,
)
def test_a_form_sent_as_it_was_shown_changes_nothing(document: Document, cast: Cast) -> None:
    manuscript = drafted(document, cast)
    data = sent(document.kind, document, based_on=1)
    answer = entered(cast.editor).post(change_address(manuscript), data)
    assert answer.status_code == 302, answer.context["errors"]
    assert newest(manuscript) == document
    assert manuscript.revision == 1


def test_a_new_entry_is_drafted_and_readers_see_nothing(cast: Cast) -> None:
    data = sent("article", title="Dual power", text="Two powers.", tags="Russia, 1917, russia")
    data["slug"] = ""
    answer = entered(cast.editor).post(add_address("article"), data)
    manuscript = Manuscript.objects.get()
    assert answer["Location"].startswith(reverse("admin:manuscript", args=[manuscript.pk]))
    assert (manuscript.slug, manuscript.status, manuscript.author) == (
        "dual-power",
        "draft",
        cast.editor,
    )
    assert newest(manuscript).tags == ("Russia", "1917")
    assert not Entry.objects.exists()


def test_the_same_new_form_sent_twice_makes_one_entry(cast: Cast) -> None:
    client, data = entered(cast.editor), sent("article", title="Dual power")
    assert client.post(add_address("article"), data).status_code == 302
    assert client.post(add_address("article"), data).status_code == 302
    assert Manuscript.objects.count() == 1
    assert Revision.objects.count() == 1


def test_an_address_that_another_entry_has_is_refused_beside_the_field(cast: Cast) -> None:
    drafted(article(), cast)
    data = sent("article", title="Permanent revolution", summary="kept as typed")
    answer = entered(cast.editor).post(add_address("article"), data)
    assert answer.status_code == 409
    assert "Choose another address" in answer.context["whole"].form.errors["slug"][0]
    assert "kept as typed" in answer.content.decode()


def test_two_people_at_one_manuscript_lose_nothing(cast: Cast) -> None:
    document = article(text="One two three.")
    manuscript = drafted(document, cast)
    other = replace(document, text="One two four.")
    actions.save(document=other, by=cast.other_editor, based_on=1)
    client = entered(cast.editor)
    data = sent("article", document, based_on=1, text="One zwei three.", summary="My summary.")
    answer = client.post(change_address(manuscript), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody saved while you wrote" in page
    assert "<del>two four</del>" in page
    assert "<ins>zwei three</ins>" in page
    form = answer.context["whole"].form
    assert form["text"].value() == "One zwei three."
    assert form["summary"].value() == "My summary."
    assert form["based_on"].value() == 2
    manuscript.refresh_from_db()
    assert manuscript.revision == 2
    again = client.post(change_address(manuscript), {**data, "based_on": "2"})
    assert again.status_code == 302
    assert newest(manuscript).text == "One zwei three."
    assert [r.author for r in Revision.objects.order_by("number")] == [
        cast.editor,
        cast.other_editor,
        cast.editor,
    ]


def test_what_is_under_review_cannot_be_saved_over(cast: Cast) -> None:
    drafted(source(), cast)
    document = article()
    actions.submit(manuscript=Manuscript.objects.get().pk, revision=1, by=cast.editor)
    manuscript = submitted(document, cast)
    client = entered(cast.other_editor)
    assert client.get(change_address(manuscript)).status_code == 302
    answer = client.post(
        change_address(manuscript), sent("article", document, based_on=1, text="Typed in vain?")
    )
    assert answer.status_code == 409
    assert "Typed in vain?" in answer.content.decode()
    assert "is submitted now" in answer.content.decode()


def test_a_published_entry_keeps_its_address(cast: Cast) -> None:
    published(source(), cast)
    document = article()
    manuscript = published(document, cast)
    data = sent("article", document, based_on=1, slug="elsewhere")
    answer = entered(cast.editor).post(change_address(manuscript), data)
    assert answer.status_code == 409
    assert "Rename" in answer.content.decode()


def test_an_entry_cannot_be_turned_into_another_kind(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    data = sent("person", title="A person now", id=str(manuscript.pk))
    answer = entered(cast.editor).post(add_address("person"), data)
    assert answer.status_code == 409
    manuscript.refresh_from_db()
    assert manuscript.kind == "article"


def test_dates_and_citations_of_facts_are_read_from_words(cast: Cast) -> None:
    data = sent("person", title="Leon Trotsky")
    data |= {
        "facts-0-property": "born",
        "facts-0-date": "7 November 1879",
        "facts-0-citations": '[@service-trotsky-2009, p. 12, "born"]',
    }
    assert entered(cast.editor).post(add_address("person"), data).status_code == 302
    (fact,) = newest(Manuscript.objects.get()).facts
    assert fact.date == "1879-11-07"
    assert fact.citations == (Reference("service-trotsky-2009", "p. 12", "born"),)


def test_rows_can_be_removed_and_moved_without_script(cast: Cast) -> None:
    document = biography()
    manuscript = drafted(document, cast)
    data = sent("person", document, based_on=1)
    data |= {"facts-0-ORDER": "2", "facts-1-ORDER": "1"}
    client = entered(cast.editor)
    assert client.post(change_address(manuscript), data).status_code == 302
    assert [fact.property for fact in newest(manuscript).facts] == ["died", "born"]
    data |= {"based_on": "2", "facts-0-DELETE": "on"}
    assert client.post(change_address(manuscript), data).status_code == 302
    assert [fact.property for fact in newest(manuscript).facts] == ["died"]


def test_a_lost_management_form_loses_no_text(cast: Cast) -> None:
    data = sent("article", title="Dual power", text="All my words.")
    for mangled in ({"facts-TOTAL_FORMS": "many"}, {"authors-TOTAL_FORMS": "9" * 30}):
        answer = entered(cast.editor).post(add_address("article"), data | mangled)
        assert answer.status_code == 422
        assert "All my words." in answer.content.decode()


@pytest.mark.parametrize("kind", ["article", "person", "organisation"])
def test_whoever_begins_an_entry_is_proposed_as_its_author(cast: Cast, kind: str) -> None:
    Profile.objects.create(
        account=cast.editor, orcid="0000-0002-1825-0097", affiliation="<b>College</b>"
    )
    page = entered(cast.editor).get(add_address(kind)).content.decode()
    assert 'name="authors-0-name" value="Edna Editor"' in page
    assert 'name="authors-0-orcid" value="0000-0002-1825-0097"' in page
    assert "&lt;b&gt;College&lt;/b&gt;" in page


def test_nobody_is_proposed_for_a_source_for_an_entry_that_is_there_or_without_a_name(
    cast: Cast,
) -> None:
    written = drafted(article(), cast)
    nameless = person("nameless", "Editors")
    for user, address in (
        (cast.editor, add_address("source")),
        (cast.editor, add_address("page")),
        (cast.editor, change_address(written)),
        (nameless, add_address("article")),
    ):
        page = entered(user).get(address).content.decode()
        assert 'name="authors-0-name"' in page
        assert 'name="authors-0-name" value' not in page


def test_a_proposed_author_is_saved_and_one_who_is_taken_away_is_not(cast: Cast) -> None:
    proposed = {"authors-INITIAL_FORMS": "1", "authors-TOTAL_FORMS": "2"}
    for slug, name, saved in (("one", "Edna Editor", 1), ("other", "", 0)):
        data = sent("article", title=slug, slug=slug, summary="S.", text="Words.", **proposed)
        data |= {"id": str(uuid.uuid4()), "authors-0-name": name}
        answer = entered(cast.editor).post(add_address("article"), data)
        assert answer.status_code == 302
        assert len(newest(Manuscript.objects.get(slug=slug)).authors) == saved
