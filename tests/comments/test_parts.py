"""Comments on title, summary, a fact and the entry as a whole: found again only as they were, shown at their place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted, person, published, source
from office import entered

from editorial import actions
from editorial.actions.draft import TooLong
from editorial.comments.anchors import Anchor
from editorial.comments.parts import PARTS, CommentedDocument
from editorial.comments.shown import talk_of
from editorial.models import Event, Manuscript, Revision, Thread
from editorial.record.comment_rows import comment_faults
from editorial.workflow import NotAllowed, Refused
from encyclopedia.core.documents import ArticleDocument, DocumentFact
from encyclopedia.core.facts import claim_words

DATED = DocumentFact(property="began", date="1905")
PLACED = DocumentFact(property="location", place="Petrograd")
BORN = claim_words("Dual power", DATED)[1]


@pytest.fixture
def document() -> ArticleDocument:
    return replace(
        article("Dual power", "It was so. It was new."),
        summary="Two powers in one year.",
        facts=(DATED, PLACED),
    )


@pytest.fixture
def draft(cast: Cast, document: ArticleDocument) -> Manuscript:
    published(source(), cast)
    return drafted(document, cast)


def begun(draft: Manuscript, cast: Cast, part: str, words: str = "") -> Thread:
    typed = {"part": part, "words": words, "comment": "Is it?"}
    return actions.start_thread(manuscript=draft.pk, by=cast.moderator, **typed).thread


def on_each(draft: Manuscript, cast: Cast) -> list[Thread]:
    words = {"text": "was new", "fact": BORN}
    return [begun(draft, cast, part, words.get(part, "")) for part in PARTS]


def saved(document: ArticleDocument, cast: Cast) -> ArticleDocument:
    drafted(document, cast)
    return document


def shown(draft: Manuscript, document: ArticleDocument, cast: Cast) -> dict[str, str]:
    """Part → where it stands, "" where nowhere, in their order."""
    draft.refresh_from_db()
    talk = talk_of(draft, document, cast.editor)
    return {one.thread.part: "" if one.is_orphaned else one.where for one in talk.open}


def test_each_stands_at_its_place_in_the_order_of_the_page(
    cast: Cast, draft: Manuscript, document: ArticleDocument
) -> None:
    for thread in reversed(on_each(draft, cast)):
        assert not list(comment_faults(draft, "x")), thread.part
    assert list(shown(draft, document, cast).items()) == [
        ("entry", "The entry as a whole"),
        ("title", "Title"),
        ("summary", "Summary"),
        ("text", "Line 1"),
        ("fact", "Fact"),
    ]
    assert [row.exact for row in Thread.objects.in_order()] == [
        "Dual power",
        "Dual power",
        "Two powers in one year.",
        "was new",
        BORN,
    ]
    data = Event.objects.get(action="start_thread", data__part="fact").data
    assert data == {"thread": str(Thread.objects.get(part="fact").pk), "part": "fact"}


def test_what_is_gone_is_shown_with_its_old_words_and_the_entry_is_never_gone(
    cast: Cast, draft: Manuscript, document: ArticleDocument
) -> None:
    on_each(draft, cast)
    other = saved(
        replace(
            document,
            title="Two powers",
            summary="Two powers in a year.",
            text="It was old.",
            facts=(replace(DATED, date="1906"), PLACED),
        ),
        cast,
    )
    places = shown(draft, other, cast)
    assert places.pop("entry") == "The entry as a whole"
    assert set(places.values()) == {""}
    page = entered(cast.editor).get(reverse("admin:comments", args=[draft.pk])).content.decode()
    assert page.count('class="thread orphaned"') == 4
    assert "No fact says this any more:" in page
    assert "Summary · These words are no longer so there:" in page
    assert f'<blockquote class="on" dir="auto">{BORN}</blockquote>' in page
    assert shown(draft, saved(document, cast), cast)["fact"] == "Fact"


def test_a_fact_is_found_where_it_was_moved_and_never_taken_for_another(
    cast: Cast, draft: Manuscript, document: ArticleDocument
) -> None:
    thread = begun(draft, cast, "fact", BORN)
    moved = replace(document, facts=(PLACED, replace(DATED, note="Old style.")))
    place = CommentedDocument(moved).place("fact", thread.anchor)
    assert place is not None
    assert place.at == 1
    twice = replace(document, facts=(DATED, PLACED, replace(DATED, note="So some say.")))
    assert CommentedDocument(twice).place("fact", thread.anchor) is None
    assert CommentedDocument(replace(document, facts=())).place("fact", thread.anchor) is None
    drafted(twice, cast)
    with pytest.raises(NotAllowed, match="Several facts say just this"):
        begun(draft, cast, "fact", BORN)
    with pytest.raises(NotAllowed, match="No fact of the saved draft"):
        begun(draft, cast, "fact", "began 1907")


def test_words_of_a_summary_are_not_those_of_the_text(document: ArticleDocument) -> None:
    anchor = Anchor("Two powers", "", " in one year.")
    place = CommentedDocument(document).place("summary", anchor)
    assert place is not None
    assert (place.at, place.end) == (0, 10)
    assert CommentedDocument(document).place("text", anchor) is None


def test_a_suggestion_for_the_summary_is_accepted_into_it(
    cast: Cast, draft: Manuscript, document: ArticleDocument
) -> None:
    at = {"manuscript": draft.pk, "by": cast.moderator, "part": "summary"}
    thread = actions.suggest(words="in one year", replacement="within\none year", **at).thread
    actions.accept_suggestion(thread=thread.pk, by=cast.editor)
    newest = Revision.objects.get(manuscript=draft, number=2)
    assert newest.read() == replace(document, summary="Two powers within one year.")
    assert newest.suggested_by == cast.moderator
    long = actions.suggest(words="Two", replacement="Two " * 600, **at).thread
    with pytest.raises(TooLong, match="summary has"):
        actions.accept_suggestion(thread=long.pk, by=cast.editor)
    assert Revision.objects.filter(manuscript=draft).count() == 2


@pytest.mark.parametrize("part", ["title", "fact", "entry", "facts", ""])
def test_other_words_are_suggested_for_text_and_summary_alone(
    part: str, cast: Cast, draft: Manuscript
) -> None:
    at = {"manuscript": draft.pk, "by": cast.moderator, "part": part}
    with pytest.raises(Refused, match="for the text and the summary"):
        actions.suggest(words=BORN, replacement="Else", **at)
    if part not in PARTS:
        with pytest.raises(Refused, match="what your comment is about"):
            actions.start_thread(words=BORN, comment="Is it?", **at)


def test_the_same_words_elsewhere_are_another_comment(cast: Cast, draft: Manuscript) -> None:
    assert begun(draft, cast, "title") != begun(draft, cast, "entry")
    assert begun(draft, cast, "title") == begun(draft, cast, "title")
    assert Thread.objects.count() == 2


def test_the_part_is_that_of_its_event_and_never_changes(cast: Cast, draft: Manuscript) -> None:
    thread = begun(draft, cast, "entry")
    for columns in ({"part": "title"}, {"part": "text"}):
        with pytest.raises(IntegrityError, match="stet"), transaction.atomic():
            Thread.objects.filter(pk=thread.pk).update(**columns)
    moved = Thread(
        manuscript=draft,
        revision=1,
        part="title",
        exact="Dual power",
        by=cast.moderator,
        moved_by=cast.moderator,
        at=thread.at,
        since=timezone.now(),
    )
    with pytest.raises(IntegrityError, match="stet"), transaction.atomic():
        moved.save(force_insert=True)


def test_a_form_alone_takes_a_fact_and_the_entry(cast: Cast, draft: Manuscript) -> None:
    client = entered(cast.moderator)
    page = reverse("admin:comments", args=[draft.pk])
    body = client.get(page).content.decode()
    assert f'<option value="fact {BORN}" data-fact="0" data-said="1905">' in body
    assert '<option value="entry">The entry as a whole' in body
    client.post(page, {"on": f"fact {BORN}", "words": "", "comment": "Who says so?"})
    client.post(page, {"on": "entry", "words": "ignored", "comment": "Too short."})
    assert [(row.part, row.exact) for row in Thread.objects.in_order()] == [
        ("fact", BORN),
        ("entry", "Dual power"),
    ]
    refused = client.post(page, {"on": "summary", "words": "no such", "comment": "Kept?"})
    assert refused.status_code == 409
    assert '<option value="summary" selected>' in refused.content.decode()
    assert client.post(page, {"on": "<x>", "comment": "Kept?"}).status_code == 409


@pytest.mark.parametrize("where", ["change", "preview", "compare"])
def test_they_stand_in_form_preview_and_comparison(
    where: str, cast: Cast, draft: Manuscript
) -> None:
    on_each(draft, cast)
    addresses = {
        "change": reverse("admin:editorial_articlemanuscript_change", args=[draft.pk]),
        "preview": reverse("admin:preview", args=[draft.pk, 1]),
        "compare": reverse("admin:compare", args=[draft.pk, 1, 1]),
    }
    body = entered(cast.editor).get(addresses[where]).content.decode()
    assert body.count('class="thread"') == 5
    if where == "change":
        assert 'href="#id_summary"' in body
        assert 'href="#id_facts-0-property"' in body


def test_a_return_lists_them_at_their_place(cast: Cast, draft: Manuscript) -> None:
    actions.submit(manuscript=draft.pk, revision=1, by=cast.editor)
    on_each(draft, cast)
    actions.return_(manuscript=draft.pk, by=cast.moderator, reason="See the comments.")
    form = reverse("admin:editorial_articlemanuscript_change", args=[draft.pk])
    body = entered(cast.editor).get(form).content.decode()
    assert "5 comments of that return are still open" in body
    wheres = ["The entry as a whole", ">Title</a>", ">Summary</a>", "Line 1", ">Fact</a>"]
    places = [body.index(where, body.index("talk-list")) for where in wheres]
    assert places == sorted(places)


def test_whoever_does_not_see_the_entry_comments_on_no_part_of_it(
    cast: Cast, draft: Manuscript
) -> None:
    reader = person("rita")
    with pytest.raises(Refused):
        actions.start_thread(manuscript=draft.pk, by=reader, part="entry", comment="Hm.")
