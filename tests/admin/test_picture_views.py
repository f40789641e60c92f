"""The library's pages: the list, one picture, choosing from the form, and what stays hidden."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from actions.test_picture_library import SAID, described, uploaded, using
from commissioned import PDF
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from factories import Cast, drafted, person
from office import entered, sent

from editorial import actions
from editorial.models import Manuscript, PictureRecord, PictureUse, Restriction, Revision, Upload
from encyclopedia.pictures import name_of


def listed(cast: Cast, **asked: Any) -> list[str]:
    answer = entered(cast.editor).get(reverse("admin:pictures"), asked)
    return [row.title for row in answer.context["rows"]]


def about(row: Upload) -> str:
    return reverse("admin:picture_page", args=[row.pk])


def test_the_list_finds_by_all_words_and_by_what_is_missing(cast: Cast) -> None:
    row, other = uploaded(cast), uploaded(cast, "navy", "Ünder a bridge.png")
    described(cast, row)
    drafted(using(row), cast)
    assert listed(cast) == ["Ünder a bridge.png", "A barricade"]
    for words in ("city BARRICADE", "october", "barricades carts", row.code):
        assert listed(cast, q=words) == ["A barricade"], words
    assert listed(cast, q="ünder") == ["Ünder a bridge.png"]
    assert listed(cast, show="unused") == ["Ünder a bridge.png"]
    assert listed(cast, show="no_licence") == ["Ünder a bridge.png"]
    assert len(listed(cast, show="no_permission")) == 2
    assert listed(cast, q="<script>\x00", show="nonsense", page="x") == []
    actions.set_aside_picture(picture=other.pk, by=cast.approver, reason="Twice.")
    assert listed(cast) == ["A barricade"]
    shown = entered(cast.approver).get(reverse("admin:pictures"), {"show": "aside"})
    assert [one.upload for one in shown.context["rows"]] == [other]


def test_a_long_library_has_pages_and_asks_as_often_as_a_short_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    rows = [
        Upload(
            digest=hashlib.sha256(str(number).encode()).hexdigest(),
            media_type="image/png",
            width=40,
            height=30,
            size=1,
            file_name=f"{number}.png",
            by=cast.editor,
            at=timezone.now(),
        )
        for number in range(200)
    ]
    Upload.objects.bulk_create(rows)
    client = entered(cast.editor)
    client.get(reverse("admin:pictures"))
    with django_assert_max_num_queries(13):
        assert "200 pictures" in client.get(reverse("admin:pictures"), {"page": 2}).content.decode()
    with django_assert_max_num_queries(10):
        answer = client.get(reverse("admin:lookup_pictures"), {"page": 2}).json()
    assert (len(answer["results"]), answer["next"], answer["count"]) == (24, 3, 200)


def test_a_picture_is_described_on_its_page_and_what_is_wrong_keeps_the_words(cast: Cast) -> None:
    row = uploaded(cast)
    client, address = entered(cast.editor), reverse("admin:picture_describe", args=[row.pk])
    wrong = {"title": "A <b>barricade", "focus_x": "300", "focus_y": "", "based_on": "x"}
    answer = client.post(address, wrong)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="A &lt;b&gt;barricade"' in text
    assert "Write a number from 0 to 100." in text
    file = SimpleUploadedFile("a.pdf", PDF)
    right = {"title": "A", "focus_x": "30", "focus_y": "40", "based_on": "0", "proof": file}
    assert client.post(address, right).status_code == 302
    record = PictureRecord.objects.get()
    assert (record.title, record.focus, record.permission_type) == ("A", "30 40", "application/pdf")
    late = client.post(address, {"title": "Mine", "based_on": "0"})
    assert late.status_code == 409
    assert 'value="Mine"' in late.content.decode()
    assert late.context["form"]["based_on"].value() == "1"
    assert entered(cast.moderator).post(address, right).status_code == 403
    read = entered(cast.moderator).get(about(row)).content.decode()
    assert "A barricade" not in read
    assert 'name="title"' not in read


def test_the_file_of_a_permission_is_private(cast: Cast) -> None:
    row = uploaded(cast)
    address = reverse("admin:permission_file", args=[row.pk])
    assert entered(cast.approver).get(address).status_code == 404
    described(cast, row, proof=PDF)
    for who in (cast.editor, cast.approver):
        answer = entered(who).get(address)
        assert b"".join(answer) == PDF  # type: ignore[call-overload]
        assert "attachment" in answer["Content-Disposition"]
    for stranger in (cast.other_editor, cast.moderator):
        assert entered(stranger).get(address).status_code == 404
    digest = PictureRecord.objects.get().permission_digest
    for path in (f"/media/{digest}", f"/admin/pictures/{digest}/"):
        assert entered(cast.superuser).get(path).status_code == 404


def test_somebody_with_a_restriction_finds_only_their_own(cast: Cast) -> None:
    row = uploaded(cast)
    described(cast, row, proof=PDF)
    drafted(using(row), cast)
    stranger = person("olga", "Editors", "Approvers")
    Restriction.objects.create(account=stranger, shown="own", by=cast.superuser)
    client = entered(stranger)
    for name in ("picture", "picture_small", "picture_page", "permission_file"):
        assert client.get(reverse(f"admin:{name}", args=[row.pk])).status_code == 404, name
    for name in ("picture_describe", "picture_renew"):
        assert client.post(reverse(f"admin:{name}", args=[row.pk])).status_code == 404, name
    for words in ("", "barricade", row.code):
        assert client.get(reverse("admin:lookup_pictures"), {"q": words}).json()["count"] == 0
    data = sent("article", title="Mine") | {"pictures-0-chosen": row.code}
    client.post(reverse("admin:editorial_articlemanuscript_add"), data)
    assert not PictureUse.objects.filter(manuscript__title="Mine").exists()


def test_without_script_a_row_takes_a_picture_by_its_code_or_title(cast: Cast) -> None:
    row = uploaded(cast)
    described(cast, row)
    client = entered(cast.editor)
    for number, words in enumerate((row.code, "a BARRICADE", "barricade.png")):
        data = sent("article", title=f"Chosen {number}", slug=f"chosen-{number}", id=uuid.uuid4())
        data |= {"pictures-0-chosen": words, "pictures-0-alt": "Carts.", "pictures-0-name": "b"}
        assert (
            client.post(reverse("admin:editorial_articlemanuscript_add"), data).status_code == 302
        )
        manuscript = Manuscript.objects.get(slug=f"chosen-{number}")
        (picture,) = Revision.objects.get(manuscript=manuscript).read().pictures
        assert (picture.digest, picture.credit) == (row.pk, "City archive")
        assert (picture.licence, picture.focus) == (SAID.licence, SAID.focus)
    data = sent("article", title="None", slug="none", id=uuid.uuid4())
    data |= {"pictures-0-chosen": "nothing <b>", "pictures-0-alt": "Carts."}
    answer = client.post(reverse("admin:editorial_articlemanuscript_add"), data, follow=True)
    assert "has no picture “nothing &lt;b&gt;”" in answer.content.decode()


def test_a_focal_point_that_is_none_does_not_come_into_a_document(cast: Cast) -> None:
    row = uploaded(cast)
    data = sent("article", title="Hostile", slug="hostile")
    data |= {
        "pictures-0-digest": row.pk,
        "pictures-0-focus": '1 1" onload="x',
        "pictures-0-name": "b",
    }
    entered(cast.editor).post(reverse("admin:editorial_articlemanuscript_add"), data)
    (picture,) = Revision.objects.get(manuscript__slug="hostile").read().pictures
    assert (picture.digest, picture.focus) == (row.pk, "")


def test_the_same_bytes_twice_are_one_picture_and_it_says_so(cast: Cast) -> None:
    row = uploaded(cast)
    described(cast, row)
    content = open_stored(row)
    file = SimpleUploadedFile("other.png", content, "image/png")
    answer = entered(cast.other_editor).post(reverse("admin:upload"), {"file": file}).json()
    assert answer["digest"] == row.pk
    assert "already: “A barricade”" in answer["message"]
    assert (answer["credit"], answer["focus"]) == ("City archive", "30 40")
    assert Upload.objects.count() == 1


def open_stored(row: Upload) -> bytes:

    with default_storage.open(name_of(row.pk)) as file:
        return bytes(file.read())


def test_the_page_brings_a_change_into_the_ticked_drafts(cast: Cast) -> None:
    row, other = uploaded(cast), uploaded(cast, "navy")
    described(cast, row)
    entry = drafted(using(row), cast)
    client, address = entered(cast.editor), reverse("admin:picture_renew", args=[row.pk])
    assert client.post(address, {"_renew": ""}).status_code == 422
    hostile = {"_replace": "", "manuscripts": [str(entry.pk), "x"], "chosen": "no such"}
    answer = client.post(address, hostile)
    assert answer.status_code == 422
    assert 'value="no such"' in answer.content.decode()
    client.post(address, {"_renew": "", "manuscripts": [str(entry.pk)]})
    assert PictureUse.objects.get().credit == "City archive"
    client.post(address, {"_replace": "", "manuscripts": [str(entry.pk)], "chosen": other.code})
    assert PictureUse.objects.get().digest == other.pk
    assert entered(cast.moderator).post(address).status_code == 403
