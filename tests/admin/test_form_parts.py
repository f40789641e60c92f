"""Parts of an entry's form: pictures, a source's record, pasted references, the live preview."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories import Cast, drafted, source
from office import entered, sent
from PIL import Image

from editorial.models import Event, Manuscript, Revision, Upload
from encyclopedia.core.documents import Document, SourceDocument


def add_address(kind: str) -> str:
    return reverse(f"admin:editorial_{kind}manuscript_add")


def newest(manuscript: Manuscript) -> Document:
    manuscript.refresh_from_db()
    return Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()


def png() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return SimpleUploadedFile("any name.png", out.getvalue(), "image/png")


def test_a_picture_comes_with_the_form_and_is_kept_when_the_form_is_refused(cast: Cast) -> None:
    data = sent("article", title="") | {"facts-TOTAL_FORMS": "many"}
    data |= {"pictures-0-file": png(), "pictures-0-name": "portrait", "pictures-0-alt": "A sea."}
    client = entered(cast.editor)
    answer = client.post(add_address("article"), data)
    assert answer.status_code == 422
    digest = answer.context["whole"].pictures.forms[0]["digest"].value()
    assert Upload.objects.get().digest == digest
    data |= {
        "pictures-0-file": "",
        "pictures-0-digest": digest,
        "title": "A picture",
        "facts-TOTAL_FORMS": "0",
    }
    assert client.post(add_address("article"), data).status_code == 302
    (picture,) = newest(Manuscript.objects.get()).pictures
    assert (picture.name, picture.digest, picture.alt) == ("portrait", digest, "A sea.")


def test_a_file_that_is_no_picture_is_not_taken_and_the_rest_is_saved(cast: Cast) -> None:
    data = sent("article", title="A picture")
    svg = SimpleUploadedFile("a.png", b"<svg onload=alert(1)>", "image/png")
    data |= {"pictures-0-file": svg, "pictures-0-name": "portrait", "pictures-0-alt": "Harm."}
    answer = entered(cast.editor).post(add_address("article"), data, follow=True)
    assert "SVG" in answer.content.decode()
    assert not Upload.objects.exists()
    (picture,) = newest(Manuscript.objects.get()).pictures
    assert (picture.digest, picture.name, picture.alt) == ("", "portrait", "Harm.")


def test_a_stored_picture_is_shown_only_to_the_office(cast: Cast) -> None:
    client = entered(cast.editor)
    answer = client.post(reverse("admin:upload"), {"file": png()})
    address = answer.json()["address"]
    shown = entered(cast.moderator).get(address)
    assert shown["Content-Type"] == "image/png"
    assert b"".join(shown).startswith(b"\x89PNG")  # type: ignore[call-overload]
    client.logout()
    assert client.get(address).status_code == 302
    assert entered(cast.moderator).post(reverse("admin:upload"), {"file": png()}).status_code == 403
    refused = entered(cast.editor).post(
        reverse("admin:upload"), {"file": SimpleUploadedFile("a.jpg", b"no")}
    )
    assert refused.status_code == 422


def test_a_source_is_written_field_by_field(cast: Cast) -> None:
    data = sent("source", title="Trotsky: A Biography", slug="x")
    data |= {
        "csl_type": "book",
        "csl_author": "Service, Robert",
        "csl_issued": "2009",
        "csl_publisher": "Belknap Press",
        "more": '{"dimensions": "xx, 600 p."}',
    }
    answer = entered(cast.editor).post(add_address("source"), data)
    assert answer.status_code == 302, answer.context["errors"]
    document = newest(Manuscript.objects.get())
    assert isinstance(document, SourceDocument)
    assert document.slug == "service-trotsky-2009"
    assert document.record == {
        "type": "book",
        "title": "Trotsky: A Biography",
        "author": [{"family": "Service", "given": "Robert"}],
        "issued": {"date-parts": [[2009]]},
        "publisher": "Belknap Press",
        "dimensions": "xx, 600 p.",
    }


def test_a_pasted_reference_fills_the_form_without_script(cast: Cast) -> None:
    bibtex = "@book{knuth84, author={Donald van Knuth}, title={The Art}, year={1984}}"
    data = sent("source", summary="kept") | {"paste": bibtex, "_read": "1"}
    answer = entered(cast.editor).post(add_address("source"), data)
    form = answer.context["whole"].form
    assert form["title"].value() == "The Art"
    assert form["slug"].value() == "knuth-art-1984"
    assert form["summary"].value() == "kept"
    assert "Knuth, Donald" in form["csl_author"].value()
    assert not Manuscript.objects.exists()


def test_nonsense_pasted_is_refused_and_kept(cast: Cast) -> None:
    data = sent("source") | {"paste": "no reference at all", "_read": "1"}
    answer = entered(cast.editor).post(add_address("source"), data)
    assert "This is no number, BibTeX, RIS or CSL-JSON" in answer.content.decode()
    assert "no reference at all" in answer.content.decode()


def test_the_live_preview_shows_the_page_and_saves_nothing(cast: Cast) -> None:
    drafted(source(), cast)
    data = sent("article", title="Dual power", text="It was.[@service-trotsky-2009]\n\n[@nobody]")
    answer = entered(cast.editor).post(reverse("admin:live_article"), data).json()
    assert "Dual power" in answer["top"]
    assert "Belknap Press" in answer["notes"]
    assert "It was." in answer["body"]
    assert "unknown_source" in {problem["code"] for problem in answer["problems"]}
    assert Manuscript.objects.count() == Event.objects.count() == 1


def test_the_live_preview_goes_on_and_names_the_field_of_each_wrong_value(cast: Cast) -> None:
    data = sent("person", title="Leon", text="Words that are shown.")
    data |= {
        "facts-TOTAL_FORMS": "2",
        "facts-1-property": "born",
        "facts-1-date": "sometime in 1882",
    }
    answer = entered(cast.editor).post(reverse("admin:live_person"), data).json()
    assert "Words that are shown." in answer["body"]
    assert "id_facts-1-date" in {problem["id"] for problem in answer["problems"]}
    data = sent("article", title="A") | {"facts-TOTAL_FORMS": "many"}
    assert entered(cast.editor).post(reverse("admin:live_article"), data).json()["errors"]
    assert entered(cast.moderator).post(reverse("admin:live_article"), {}).status_code == 403
