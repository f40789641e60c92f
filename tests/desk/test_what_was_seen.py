"""A verdict says what was looked at, needs a note against the copy kept here, and tells readers what was found."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse
from factories import Cast, article, published, source, submitted
from office import entered

from editorial import actions
from editorial.actions.attach import attach_passage, set_aside
from editorial.models import Check, DraftCitation, Event, Evidence, Manuscript
from editorial.projection.queue_counts import waiting
from editorial.workflow import Refused
from encyclopedia.core.telling import Telling
from encyclopedia.models import Citation, PublishedCheck
from encyclopedia.wording.telling_sentences import telling_sentences

KEY = "service-trotsky-2009"
PASSAGE = "The looms stopped every Sunday, and nobody in the town complained of it."


def quoting(words: str, cast: Cast) -> Manuscript:
    text = f'The looms stood.[@{KEY}, p. 36, "{words}"]'
    return submitted(article(text=text), cast)


@pytest.fixture
def kept(cast: Cast) -> Manuscript:
    """A source of which one page is kept."""
    book = published(source(), cast)
    attach_passage(source=book.pk, text=PASSAGE, page="36", origin="Shelf 4", by=cast.moderator)
    return book


def check(manuscript: Manuscript, cast: Cast, **fields: str) -> Check:
    citation = DraftCitation.objects.get(manuscript=manuscript)
    actions.check(
        manuscript=manuscript.pk,
        digest=citation.digest,
        by=cast.moderator,
        **{"verdict": "supports", "means": "shelf"} | fields,
    )
    return Check.objects.filter(manuscript=manuscript).newest()[0]


@pytest.mark.parametrize(
    "words",
    [
        "The looms never stopped",
        "The looms […] complained",
        "[Mills] stopped every Sunday",
        "Nothing of this is there",
    ],
)
def test_supports_against_the_copy_kept_here_needs_a_note_and_is_counted(
    cast: Cast, kept: Manuscript, words: str
) -> None:
    manuscript = quoting(words, cast)
    with pytest.raises(Refused, match="does not stand word for word in the copy kept here"):
        check(manuscript, cast)
    assert not Check.objects.exists()
    assert waiting(cast.moderator).against_the_copy == 0
    check(manuscript, cast, note="The copy is of another printing.")
    assert waiting(cast.moderator).against_the_copy == 1


def test_no_note_is_needed_where_the_copy_agrees_or_none_is_kept(
    cast: Cast, kept: Manuscript
) -> None:
    made = check(quoting("The looms stopped every Sunday", cast), cast)
    assert (made.found, made.found_page, made.found_places) == ("word_for_word", "36", 0)
    assert waiting(cast.moderator).against_the_copy == 0


def test_each_quotation_of_an_entry_is_looked_for_by_itself(cast: Cast, kept: Manuscript) -> None:
    quotations = ("The looms stopped every Sunday", "The looms never stopped")
    cited = [
        f'It was {word}.[@{kept.slug}, p. 36, "{said}"]'
        for word, said in zip("ab", quotations, strict=True)
    ]
    manuscript = submitted(article(text="\n\n".join(cited)), cast)
    told = {}
    for citation in DraftCitation.objects.filter(manuscript=manuscript):
        actions.check(
            manuscript=manuscript.pk,
            digest=citation.digest,
            by=cast.moderator,
            verdict="contradicts",
            means="shelf",
            note="Sundays.",
        )
        told[citation.quotation] = Check.objects.get(digest=citation.digest).found
    assert told == dict(zip(quotations, ("word_for_word", "differs"), strict=True))


def test_a_doubt_keeps_what_was_found_too(cast: Cast, kept: Manuscript) -> None:
    made = check(
        quoting("The looms never stopped", cast), cast, verdict="contradicts", note="Sundays."
    )
    assert (made.found, made.found_page, made.found_places) == ("differs", "36", 1)


def test_the_event_says_what_the_row_says(cast: Cast, kept: Manuscript) -> None:
    made = check(quoting("The looms stopped", cast), cast, means="shelf")
    event = Event.objects.latest("seq")
    told = {name: event.data[name] for name in made.telling.as_dict()}
    assert told == made.telling.as_dict()
    assert (event.data["found"], event.data["means"]) == ("word_for_word", "shelf")


def test_readers_are_told_at_the_footnote_and_on_the_page_of_the_claim(
    cast: Cast, kept: Manuscript
) -> None:
    manuscript = quoting("The looms stopped every Sunday", cast)
    check(manuscript, cast, means="copy")
    actions.approve(
        manuscript=manuscript.pk,
        revision=manuscript.revision,
        by=cast.approver,
        change="addition",
        summary="",
    )
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    manuscript.refresh_from_db()
    citation = Citation.objects.get(entry=manuscript.pk)
    words = "the quotation stands word for word on p. 36 of the copy kept here"
    for address in (f"/{manuscript.path}/", f"/claim/{citation.claim_digest}/"):
        page = html.unescape(Client().get(address).content.decode())
        assert words in page
    assert PublishedCheck.objects.get(digest=citation.digest).found_page == "36"
    check(manuscript, cast, verdict="partly", note="Only on Sundays.", not_borne_out="looms")
    for address in (f"/{manuscript.path}/", f"/claim/{citation.claim_digest}/"):
        assert "not borne out: “looms”" in html.unescape(Client().get(address).content.decode())


def test_no_copy_was_looked_at_where_none_is_kept(cast: Cast, kept: Manuscript) -> None:
    published(source("berg-1990"), cast)
    bare = submitted(article("Bare", text="It was so.[@berg-1990, p. 1]"), cast)
    with pytest.raises(Refused, match="No copy of this source is kept here"):
        check(bare, cast, means="copy")
    with pytest.raises(Refused, match="No copy of this source is kept here"):
        check(bare, cast, verdict="contradicts", note="It was not.", means="copy")
    manuscript = quoting("The looms stopped", cast)
    set_aside(evidence=Evidence.objects.get().pk, reason="Another book.", by=cast.moderator)
    with pytest.raises(Refused, match="No copy of this source is kept here"):
        check(manuscript, cast, means="copy")
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"means": ""}, "Say what you looked at"),
        ({"means": "elsewhere", "looked_at": " "}, "Give the address"),
        ({"verdict": "partly", "note": "Nearly.", "not_borne_out": " "}, "not borne out"),
    ],
)
def test_no_road_records_a_verdict_that_does_not_say_so(
    cast: Cast, kept: Manuscript, fields: dict[str, str], asked: str
) -> None:
    with pytest.raises(Refused, match=asked):
        check(quoting("The looms stopped", cast), cast, **fields)


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("the looms", True),
        ("  The   looms … stood. ", True),
        ("looms\nstood", True),
        ("spindles", False),
        ("looms … spindles", False),
        ("looms The", False),
    ],
)
def test_words_not_borne_out_are_words_of_the_claim(
    cast: Cast, kept: Manuscript, words: str, fits: bool
) -> None:
    manuscript = quoting("The looms stopped", cast)
    if fits:
        made = check(manuscript, cast, verdict="partly", note="Nearly.", not_borne_out=words)
        assert made.not_borne_out == words.strip()
        return
    with pytest.raises(Refused, match="is not in the claim"):
        check(manuscript, cast, verdict="partly", note="Nearly.", not_borne_out=words)


def test_the_desk_asks_what_was_looked_at_and_which_words_are_not_borne_out(
    cast: Cast, kept: Manuscript
) -> None:
    manuscript = quoting("The looms stopped", cast)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    client = entered(cast.moderator)
    address = reverse("admin:desk_check", args=[manuscript.pk, digest])
    for typed, asked in (
        ({"verdict": "supports"}, "Say what you looked at"),
        ({"verdict": "supports", "means": "hearsay"}, "Choose what you looked at"),
        ({"verdict": "supports", "means": "elsewhere"}, "Give the address"),
        ({"verdict": "partly", "note": "Nearly."}, "not borne out"),
    ):
        answer = client.post(address, typed)
        assert answer.status_code == 422, typed
        assert asked in answer.content.decode()
    assert not Check.objects.exists()


def test_who_saw_a_record_alone_says_so_and_readers_are_told(cast: Cast, kept: Manuscript) -> None:
    made = check(quoting("The looms stopped every Sunday", cast), cast, means="record")
    telling = Telling(found=made.found, found_page=made.found_page, means=made.means)
    assert telling_sentences(telling)[0].startswith(
        "known from a catalogue’s or a publisher’s record"
    )


@pytest.mark.parametrize(
    ("words", "chosen"), [("The looms stopped", True), ("Nothing at all like it", False)]
)
def test_the_copy_kept_here_is_offered_only_where_its_page_is_shown(
    cast: Cast, kept: Manuscript, words: str, chosen: bool
) -> None:
    manuscript = quoting(words, cast)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    address = reverse("admin:desk_citation", args=[manuscript.pk, digest])
    card = entered(cast.moderator).get(address).content.decode()
    assert ('value="copy" checked' in card) is chosen


def test_a_copy_that_is_not_kept_cannot_be_chosen(cast: Cast, manuscript: Manuscript) -> None:
    digest = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0].digest
    address = reverse("admin:desk_citation", args=[manuscript.pk, digest])
    card = entered(cast.moderator).get(address).content.decode()
    assert "No evidence is attached to this source." in card
    assert 'value="copy"  disabled' in card
    assert card.count(" disabled") == 1


def test_a_copy_that_is_kept_can_be_chosen(cast: Cast, kept: Manuscript) -> None:
    manuscript = quoting("The looms stopped", cast)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    address = reverse("admin:desk_citation", args=[manuscript.pk, digest])
    assert " disabled" not in entered(cast.moderator).get(address).content.decode()
