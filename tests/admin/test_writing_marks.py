"""What the form's preview tells the writing surface, and saving that also submits."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from factories import Cast, article, check_all, drafted, person, published, source, submitted
from office import entered

from editorial.admin.writing_marks import remarks_told
from editorial.models import Manuscript, Status
from encyclopedia.core.documents import DocumentPicture
from encyclopedia.rendering import analyse

TEXT = """It began in 1930[@service-trotsky-2009, p. 1]. It grew.

It fell[@service-trotsky-2009, p. 2][@nobody-1900].[^why]
"""


def sent(text: str = TEXT, **fields: str) -> dict[str, str]:
    rows = {
        f"{name}-{part}_FORMS": "0"
        for name in ("facts", "pictures", "authors")
        for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    }
    return {
        "id": str(uuid.uuid4()),
        "based_on": "0",
        "title": "Entrism",
        "summary": "A tactic.",
        "text": text,
        **rows,
        **fields,
    }


def preview(user: Any, **fields: str) -> Any:
    return entered(user).post(reverse("admin:live_article"), sent(**fields)).json()


def test_each_citation_is_told_with_its_line_its_work_and_its_claim(cast: Cast) -> None:
    published(source(), cast)
    uses = preview(cast.editor)["uses"]
    assert [(use["line"], use["key"], use["label"]) for use in uses] == [
        (1, "service-trotsky-2009", "Service 2009"),
        (3, "service-trotsky-2009", "Service 2009"),
        (3, "nobody-1900", ""),
    ]
    assert uses[0]["claim"] == "It began in 1930"
    assert {use["standing"] for use in uses} == {"unchecked"}


def test_a_checked_citation_is_told_with_its_verdict(cast: Cast) -> None:
    published(source(), cast)
    text = "It began in 1930[@service-trotsky-2009, p. 1]."
    manuscript = submitted(article("Entrism", text), cast)
    check_all(manuscript, cast)
    told = preview(cast.editor, text=text, id=str(manuscript.pk))["uses"]
    assert [use["standing"] for use in told] == ["supports"]


def test_words_that_nothing_covers_are_told_with_their_line(cast: Cast) -> None:
    assert preview(cast.editor, text=TEXT.replace("[^why]", ""))["uncited"] == [
        {"line": 1, "words": "It grew."}
    ]


def test_a_problem_is_told_with_the_words_where_it_stands(cast: Cast) -> None:
    published(source(), cast)
    problems = preview(cast.editor)["problems"]
    told = {(problem["kind"], problem["words"], problem["line"]) for problem in problems}
    assert ("note_not_defined", "[^why]", 3) in told
    assert ("unknown_source", "@nobody-1900", 3) in told


def test_saving_can_submit(cast: Cast) -> None:
    published(source(), cast)
    text = "It began in 1930[@service-trotsky-2009, p. 1]."
    data = sent(text, _submit="1")
    answer = entered(cast.editor).post("/admin/editorial/articlemanuscript/add/", data, follow=True)
    assert "Submitted for review." in answer.content.decode()
    assert Manuscript.objects.get(pk=data["id"]).status == Status.SUBMITTED


def test_what_the_gate_stops_is_saved_all_the_same(cast: Cast) -> None:
    data = sent(_submit="1")
    answer = entered(cast.editor).post("/admin/editorial/articlemanuscript/add/", data, follow=True)
    assert "It is saved, but not submitted." in answer.content.decode()
    manuscript = Manuscript.objects.get(pk=data["id"])
    assert (manuscript.status, manuscript.revision) == (Status.DRAFT, 1)


def test_whoever_may_only_save_is_not_offered_it_and_is_refused(cast: Cast) -> None:
    writer = person("wanda")
    names = ("view_manuscript", "save_manuscript", "view_revision")
    writer.user_permissions.set(Permission.objects.filter(codename__in=names))
    writer = User.objects.get(pk=writer.pk)
    client = entered(writer)
    assert "_submit" not in client.get("/admin/editorial/articlemanuscript/add/").content.decode()
    data = sent("Words.[@?]", _submit="1")
    client.post("/admin/editorial/articlemanuscript/add/", data)
    assert Manuscript.objects.get(pk=data["id"]).status == Status.DRAFT


@pytest.mark.parametrize("words", ["getty", "Soviet", "@x", "  getty "])
def test_a_draft_of_a_source_is_found_by_author_title_and_key(cast: Cast, words: str) -> None:
    record = {
        "id": "x",
        "type": "book",
        "title": "Soviet history",
        "author": [{"family": "Getty", "given": "J. Arch"}],
        "issued": {"date-parts": [[1993]]},
    }
    drafted(source("x", title="Soviet history", record=record), cast)
    client = entered(cast.editor)
    [result] = client.get(reverse("admin:lookup_sources"), {"q": words}).json()["results"]
    assert (result["value"], result["work"], result["label"]) == (
        "x",
        "Getty 1993",
        "Soviet history",
    )


def test_the_queries_for_proposals_do_not_grow_with_them(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = entered(cast.editor)
    client.get(reverse("admin:lookup_sources"), {"q": "nothing"})
    for number in range(12):
        drafted(source(f"work-{number}", title=f"Work {number}"), cast)
    with django_assert_max_num_queries(8):
        results = client.get(reverse("admin:lookup_sources"), {"q": "work"}).json()["results"]
    assert len(results) == 12


@pytest.mark.parametrize(
    ("typed", "property_", "words"),
    [
        ("before 1882", "born", "Read as: 1881 or earlier"),
        ("since 1922", "affiliation", "Read as: from 1922"),
        ("7/11/1879", "born", "month as a word"),
        ("", "", "No date is given"),
        ("x" * 500, "nothing", "write 7 November 1879"),
        ("\x001900", "born", "Read as: 1900"),
    ],
)
def test_a_date_is_told_as_it_was_read(cast: Cast, typed: str, property_: str, words: str) -> None:
    told = entered(cast.editor).get(
        reverse("admin:live_date"), {"date": typed, "property": property_}
    )
    assert words in told.json()["words"]


def test_headings_that_readers_stumble_over_are_worth_a_look(cast: Cast) -> None:
    text = "## One\n\nWords.\n\n#### Two\n\nWords.\n\n## One\n\n## Three\n\nWords."
    told = preview(cast.editor, text=text)["remarks"]
    assert [(remark["line"], remark["words"]) for remark in told] == [
        (5, "Two"),
        (9, "One"),
        (9, "One"),
    ]
    assert "a level of headings is left out" in told[0]["message"]
    assert "Another heading reads “One”" in told[1]["message"]
    assert "Nothing stands under" in told[2]["message"]


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ("A hall full of people", ""),
        ("The congress", "repeats its caption"),
        ("IMG_0012.jpg", "the name of a file"),
        ("A hall. " * 50, "is long"),
    ],
)
def test_an_alternative_text_that_says_nothing_is_worth_a_look(alt: str, words: str) -> None:
    picture = DocumentPicture(digest="0" * 64, name="hall", alt=alt, caption="The congress")
    document = article("Congress", "Words.", pictures=(picture,))
    told = remarks_told(document, analyse(document))
    assert [words in remark["message"] for remark in told] == [True] * bool(words)
