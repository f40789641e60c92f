"""Words that were suppressed are shown nowhere: neither with their checks and comments, nor in their pictures."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from factories import Cast, article, drafted, person, published, source, submitted
from PIL import Image

from editorial import actions
from editorial.actions.suppress import ask_suppression, suppress
from editorial.models import Check, Contribution, Manuscript, Revision, Thread, Upload
from editorial.record.verification import faults
from editorial.storage import picture_files
from encyclopedia.core.documents import DocumentPicture
from encyclopedia.models import PublishedCheck

GROUND = "Judgment of a court, 12 O 34/26."
SECRET = "He stole a silver spoon"
KEY = "[@service-trotsky-2009, p. 3]"
STANDING = f"He was born.{KEY}"


def png() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "maroon").save(out, "PNG")
    out.seek(0)
    return out


@pytest.fixture
def entry(cast: Cast) -> Manuscript:
    """Checked and commented at its first revision; of its second only one sentence is the same. One has its place."""
    published(source(), cast)
    picture = picture_files.store(png(), by=cast.editor, name="spoon.png")
    first = article(
        "A life",
        text=f"{STANDING} {SECRET}.{KEY}",
        pictures=(DocumentPicture("spoon", picture.pk, "A spoon"),),
    )
    row = submitted(first, cast)
    for cited in row.draft_citations.all():
        note = "The spoon was brass." if "spoon" in cited.claim else ""
        told = {"verdict": "supports", "means": "shelf", "note": note}
        actions.check(manuscript=row.pk, digest=cited.digest, by=cast.moderator, **told)
    digest = Check.objects.get(claim__contains="spoon").digest
    actions.start_thread(
        manuscript=row.pk, by=cast.editor, comment="A spoon of whose?", digest=digest
    )
    actions.approve(manuscript=row.pk, revision=1, by=cast.approver, change="addition", summary="")
    actions.publish(manuscript=row.pk, by=cast.approver)
    again = published(replace(first, text=STANDING, pictures=()), cast)
    published(article("Another life", text=f"Another one.{KEY}"), cast)
    return again


def done(entry: Manuscript, cast: Cast) -> None:
    ask_suppression(manuscript=entry.pk, revision=1, ground=GROUND, by=cast.superuser)
    digest = Revision.objects.get(manuscript=entry, number=1).digest
    suppress(manuscript=entry.pk, digest=digest, by=person("uma", "Office managers"))


def test_nobody_is_shown_words_of_its_checks_and_comments(entry: Manuscript, cast: Cast) -> None:
    gone, standing = (
        Check.objects.filter(claim__contains=words)[0] for words in ("spoon", "was born")
    )
    other = Manuscript.objects.get(slug="another-life").draft_citations.get()
    addresses = (
        reverse("claim", args=[gone.claim_digest]),
        reverse("claim", args=[standing.claim_digest]),
        reverse("admin:history", args=[entry.pk]),
        reverse("admin:comments", args=[entry.pk]),
        reverse("admin:manuscript", args=[entry.pk]),
        reverse("admin:record"),
        reverse("admin:notices"),
        reverse("admin:desk_citation", args=[other.manuscript_id, other.digest]),
        reverse("admin:index"),
    )

    def showing(by: Client) -> set[str]:
        return {at for at in addresses if b"spoon" in by.get(at, follow=True).content.lower()}

    readers = [Client() for _ in range(3)]
    for client, who in zip(readers, (cast.superuser, cast.moderator), strict=False):
        client.force_login(who)
    before = {at for client in readers for at in showing(client)}
    assert before >= {addresses[0], addresses[2], addresses[3], addresses[7]}
    done(entry, cast)
    assert [showing(client) for client in readers] == [set(), set(), set()]
    assert readers[2].get(addresses[0]).status_code == 404
    assert readers[2].get(addresses[1]).status_code == 200
    assert GROUND in readers[0].get(reverse("admin:suppressions")).content.decode()
    assert not Thread.objects.seen_by(cast.superuser).of(entry).exists()
    assert PublishedCheck.objects.filter(claim_digest=standing.claim_digest).exists()
    assert not PublishedCheck.objects.filter(claim__contains="spoon").exists()
    assert list(faults()) == []


def test_its_picture_is_set_aside(entry: Manuscript, cast: Cast) -> None:
    picture = Upload.objects.get()
    address = reverse("admin:picture", args=[picture.pk])
    client = Client()
    client.force_login(cast.moderator)
    assert client.get(address).status_code == 200
    done(entry, cast)
    assert Upload.objects.set_aside().get() == picture
    assert client.get(address).status_code == 404
    assert Client().get(f"/media/{picture.pk}").status_code == 404
    assert list(faults()) == []


def test_what_stood_in_two_revisions_is_gone_with_the_second(cast: Cast) -> None:
    published(source(), cast)
    first = article("A life", text=f"{SECRET}.{KEY}")
    drafted(first, cast)
    drafted(replace(first, summary="A clerk."), cast)
    row = drafted(replace(first, text=STANDING), cast)
    uma = person("uma", "Office managers")
    for number, left in ((1, True), (2, False)):
        ask_suppression(manuscript=row.pk, revision=number, ground=GROUND, by=cast.superuser)
        digest = Revision.objects.get(manuscript=row, number=number).digest
        suppress(manuscript=row.pk, digest=digest, by=uma)
        assert Contribution.objects.filter(words__contains="spoon").exists() is left
    assert list(faults()) == []
