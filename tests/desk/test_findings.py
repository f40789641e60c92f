"""Evidence: attached, held against citations, never shown to a reader, set aside with a reason."""

from __future__ import annotations

import pytest
from django.urls import reverse
from factories import Cast, article, person, published, source, submitted
from office import entered
from stored import path_of

from editorial.actions.attach import attach_file, attach_passage
from editorial.desk.card import card
from editorial.models import DraftCitation, Event, Evidence, Manuscript
from editorial.record.verification import faults
from editorial.storage import evidence_files
from editorial.workflow import Forbidden, NotAllowed, Refused

KEY = "service-trotsky-2009"
PASSAGE = (
    "The soviet met in October. It was the workers’ own parliament, and he spoke there every "
    "evening of that wonderstrange autumn."
)
QUOTED = f'It was a parliament.[@{KEY}, p. 12, "the workers\' own parliament"]'


@pytest.fixture
def cited(cast: Cast) -> Manuscript:
    return published(source(), cast)


def attach(cited: Manuscript, cast: Cast, text: str = PASSAGE, page: str = "12") -> Evidence:
    attach_passage(source=cited.pk, text=text, page=page, origin="Shelf 4", by=cast.moderator)
    return Evidence.objects.latest("pk")


def statuses(manuscript: Manuscript, cast: Cast) -> list[str]:
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    return [
        finding.match.status
        for finding in card(manuscript.pk, digest, cast.moderator).findings.located
    ]


def test_a_passage_is_kept_with_digest_origin_and_event(cast: Cast, cited: Manuscript) -> None:
    evidence = attach(cited, cast)
    assert (evidence.kind, evidence.origin, evidence.by, evidence.title) == (
        "pasted",
        "Shelf 4",
        cast.moderator,
        "Page 12",
    )
    assert path_of(evidence_files.name_of(evidence.digest)).read_bytes().decode().endswith(PASSAGE)
    event = Event.objects.latest("seq")
    assert (event.action, event.data["digest"]) == ("attach", evidence.digest)
    assert not attach_passage(
        source=cited.pk, text=PASSAGE, page="12", origin="Shelf 4", by=cast.editor
    ).changed
    assert list(faults()) == []


def test_moderators_and_editors_attach_and_nobody_else(cast: Cast, cited: Manuscript) -> None:
    for somebody in (person("nora"), cast.disabled):
        with pytest.raises(Forbidden):
            attach_passage(source=cited.pk, text="A.", page="", origin="B.", by=somebody)
    attach_passage(source=cited.pk, text="A.", page="", origin="B.", by=cast.editor)


def test_evidence_needs_words_an_origin_and_a_source(cast: Cast, cited: Manuscript) -> None:
    given = {"page": "", "by": cast.moderator}
    with pytest.raises(Refused, match="Paste"):
        attach_passage(source=cited.pk, text=" \x00", origin="B.", **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="where it comes from"):
        attach_passage(source=cited.pk, text="A.", origin=" ", **given)  # type: ignore[arg-type]
    manuscript = submitted(article(), cast)
    with pytest.raises(NotAllowed):
        attach_passage(source=manuscript.pk, text="A.", origin="B.", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        (PASSAGE, "12", "found"),
        (PASSAGE, "14", "elsewhere"),
        (PASSAGE.replace("own", "only"), "12", "near"),
        ("Nothing of the kind was ever printed here.", "12", "missing"),
    ],
)
def test_a_quotation_is_located(
    cast: Cast, cited: Manuscript, text: str, page: str, expected: str
) -> None:
    attach(cited, cast, text, page)
    manuscript = submitted(article(text=QUOTED), cast)
    assert statuses(manuscript, cast) == [expected]


def test_the_card_shows_the_words_around_the_quotation(cast: Cast, cited: Manuscript) -> None:
    attach(cited, cast)
    manuscript = submitted(article(text=QUOTED), cast)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    page = entered(cast.moderator).get(reverse("admin:desk_citation", args=[manuscript.pk, digest]))
    shown = page.content.decode()
    assert "Found on page 12" in shown
    assert "<mark>the workers’ own parliament</mark>" in shown
    assert "wonderstrange" in shown


def test_the_best_finding_comes_first(cast: Cast, cited: Manuscript) -> None:
    attach(cited, cast, "Nothing of the kind.", "3")
    attach(cited, cast)
    attach(cited, cast, PASSAGE.replace("own", "only"), "12")
    manuscript = submitted(article(text=QUOTED), cast)
    assert statuses(manuscript, cast) == ["found", "near", "missing"]


def test_without_a_quotation_the_nearest_passages_are_shown(cast: Cast, cited: Manuscript) -> None:
    attach(cited, cast, f"Of ships and shoes.\n\n{PASSAGE}\n\nOf sealing wax.", "12")
    manuscript = submitted(
        article(text=f"He spoke in the soviet every evening.[@{KEY}, p. 12]"), cast
    )
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    nearest = card(manuscript.pk, digest, cast.moderator).findings.nearest
    assert "every evening" in nearest[0].text
    assert nearest[0].page == "12"


def test_what_brackets_and_omissions_stand_for_is_spelled_out(
    cast: Cast, cited: Manuscript
) -> None:
    attach(cited, cast)
    text = f'It.[@{KEY}, p. 12, "the soviet […] was the [peasants] own parliament"]'
    manuscript = submitted(article(text=text), cast)
    citation = DraftCitation.objects.get(manuscript=manuscript)
    address = reverse("admin:desk_citation", args=[manuscript.pk, citation.digest])
    page = entered(cast.moderator).get(address)
    words = " ".join(page.content.decode().split())
    assert "Found with changes on page 12" in words
    assert "leaves out 4 words, over the end of 1 sentence: <ins>met in October. It</ins>" in words
    assert "<del>[peasants]</del> stands for: <ins>workers</ins>" in words


@pytest.mark.parametrize(
    ("copy", "quotation", "told"),
    [
        (
            "It was the workers12 own\nparliament.",
            "It was the workers own parliament",
            "passes over <q>12</q>, which may be the number of a note, or a power",
        ),
        (
            "他不支持战争。",
            "支持战争",
            "begins directly behind <q>不</q>, which may belong to its first word",
        ),
        (
            "It was the workers’\fcivil\nown parliament, as they called it in the town\n"
            "that lies on the other side of the river,\nwhere they lived.",
            "It was the workers’ own parliament",
            "passes over <q>civil</q> at the edge of a page, which may be its number or its head, or words of the text",
        ),
    ],
)
def test_what_a_quotation_passes_over_is_spelled_out(
    cast: Cast, cited: Manuscript, copy: str, quotation: str, told: str
) -> None:
    attach_file(
        source=cited.pk,
        data=copy.encode(),
        title="A copy",
        page="12",
        origin="Shelf 4",
        by=cast.moderator,
    )
    manuscript = submitted(article(text=f'It.[@{KEY}, p. 12, "{quotation}"]'), cast)
    citation = DraftCitation.objects.get(manuscript=manuscript)
    address = reverse("admin:desk_citation", args=[manuscript.pk, citation.digest])
    words = " ".join(entered(cast.moderator).get(address).content.decode().split())
    assert "Found with changes on page" in words
    assert told in words
