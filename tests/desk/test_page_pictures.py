"""The page itself beside the claim: as a picture, the passage marked, only for the office."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from factories import Cast, article, published, source, submitted
from office import entered
from PIL import Image
from stored import path_of

from editorial.actions.attach import attach_file, set_aside
from editorial.actions.kept_copies import found_in_copies
from editorial.evidence import page_pictures
from editorial.evidence.page_pictures import NoPicture, picture_of, rectangles_of
from editorial.models import DraftCitation, Evidence, EvidencePage, Manuscript
from editorial.storage import evidence_files

PDF = Path(__file__).parents[1] / "evidence" / "data" / "passage.pdf"
KEY = "service-trotsky-2009"
WORDS = "founded in the winter of 1904 by compositors"
YELLOW = (255, 214, 64)


def png() -> bytes:
    drawn = io.BytesIO()
    page = Image.new("RGB", (300, 400), "white")
    page.paste((0, 0, 0), (40, 40, 260, 60))
    page.save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture
def book(cast: Cast) -> Manuscript:
    return published(source(), cast)


def attached(book: Manuscript, cast: Cast, data: bytes) -> Evidence:
    attach_file(source=book.pk, data=data, title="The scan", origin="Shelf 4", by=cast.moderator)
    return Evidence.objects.latest("pk")


def card(cast: Cast, words: str = WORDS, locator: str = "p. 41") -> str:
    quotation = f', "{words}"' if words else ""
    manuscript = submitted(article(text=f"It began.[@{KEY}, {locator}{quotation}]"), cast)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    address = reverse("admin:desk_citation", args=[manuscript.pk, digest])
    return entered(cast.moderator).get(address).content.decode()


def colours(picture: bytes) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return {colour for _count, colour in image.getcolors(1 << 24) or []}  # type: ignore[misc]


def test_the_passage_is_marked_line_by_line_where_the_text_layer_has_it() -> None:
    picture = picture_of(PDF.read_bytes(), 0)
    first, second = rectangles_of(picture, WORDS)
    assert first[1] < second[1]
    assert second[0] < first[0]
    assert YELLOW in colours(page_pictures.marked(picture, WORDS))
    assert page_pictures.marked(picture, "Words of another book altogether") == picture.png
    assert page_pictures.read_picture(page_pictures.as_written(picture)) == picture


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", b"", b"\x89PNG\r\n\x1a\nno", b"GIF89a"])
def test_of_what_is_damaged_there_is_no_picture(data: bytes) -> None:
    with pytest.raises(NoPicture):
        picture_of(data, 0)


def test_a_page_that_is_not_there_and_one_that_takes_too_long_have_no_picture() -> None:
    for number, seconds in ((7, 20.0), (0, 0.001)):
        with pytest.raises(NoPicture):
            picture_of(PDF.read_bytes(), number, seconds=seconds)


def test_the_card_shows_the_page_where_the_quotation_stands(cast: Cast, book: Manuscript) -> None:
    evidence = attached(book, cast, PDF.read_bytes())
    shown = card(cast)
    page = EvidencePage.objects.get(evidence=evidence, position=0)
    start = page.text.index("founded")
    address = reverse("admin:desk_evidence_picture", args=[evidence.pk, 1])
    assert f'src="{address}?start={start}&amp;end=' in shown
    assert 'value="copy" checked' in shown


def test_without_a_quotation_the_page_of_the_locator_is_shown(cast: Cast, book: Manuscript) -> None:
    evidence = attached(book, cast, PDF.read_bytes())
    address = reverse("admin:desk_evidence_picture", args=[evidence.pk, 2])
    assert f'src="{address}"' in card(cast, words="", locator="p. 42")


def test_a_picture_is_made_once_and_deleted_with_the_evidence(
    cast: Cast, book: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = attached(book, cast, PDF.read_bytes())
    address = reverse("admin:desk_evidence_picture", args=[evidence.pk, 1])
    client = entered(cast.moderator)
    plain = client.get(address)
    assert plain["Content-Type"] == "image/png"
    assert "no-store" in plain["Cache-Control"]
    assert YELLOW not in colours(plain.content)
    monkeypatch.setattr("editorial.desk.evidence_views.picture_of", None)
    text = EvidencePage.objects.get(evidence=evidence, position=0).text
    start = text.index("founded")
    assert YELLOW in colours(client.get(address, {"start": start, "end": start + 60}).content)
    kept = path_of(evidence_files.picture_name(evidence.digest, 0))
    assert kept.exists()
    assert Path(settings.MEDIA_ROOT) in kept.parents


@pytest.mark.django_db(transaction=True)
def test_setting_evidence_aside_deletes_its_pictures(cast: Cast) -> None:
    evidence = attached(published(source(), cast), cast, PDF.read_bytes())
    address = reverse("admin:desk_evidence_picture", args=[evidence.pk, 1])
    client = entered(cast.moderator)
    assert client.get(address).status_code == 200
    set_aside(evidence=evidence.pk, by=cast.moderator, reason="Another book.")
    assert not path_of(evidence_files.picture_name(evidence.digest, 0)).parent.exists()
    assert client.get(address).status_code == 404


def test_only_the_office_sees_a_picture(cast: Cast, book: Manuscript) -> None:
    evidence = attached(book, cast, PDF.read_bytes())
    address = reverse("admin:desk_evidence_picture", args=[evidence.pk, 1])
    assert "/login/" in Client().get(address)["Location"]
    cast.editor.groups.clear()
    assert entered(cast.editor).get(address).status_code == 404
    client = entered(cast.moderator)
    for wrong in ([evidence.pk, 9], [evidence.pk + 1, 1]):
        address = reverse("admin:desk_evidence_picture", args=wrong)
        assert client.get(address).status_code == 404


def test_a_scan_is_shown_and_says_nothing_of_a_quotation(cast: Cast, book: Manuscript) -> None:
    evidence = attached(book, cast, png())
    assert evidence.kind == "picture"
    shown = card(cast)
    address = reverse("admin:desk_evidence_picture", args=[evidence.pk, 1])
    assert f'src="{address}"' in shown
    assert "Not found" not in shown
    citation = DraftCitation.objects.latest("pk")
    assert not found_in_copies(citation.manuscript_id, citation.digest)
    assert entered(cast.moderator).get(address).content.startswith(b"\x89PNG")
