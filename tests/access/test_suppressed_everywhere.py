"""Words of an edition that were suppressed stand at no address of the site, in no file and in no list of it.

docs/office.md says what suppression does not reach: the line of change, and what people write anew.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from access.routes import Places, addresses, names, places
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.test import Client
from factories import Cast, article, biography, person, published, source, submitted
from PIL import Image
from portions import Portion

from editorial import actions
from editorial.actions.suppress import ask_suppression, suppress
from editorial.models import Check, DraftCitation, Manuscript, Revision
from editorial.static_edition.whole import write_edition
from editorial.storage import picture_files
from encyclopedia.core.documents import DocumentFact, DocumentPicture
from encyclopedia.models import DuePage
from encyclopedia.projection.remaking import remake

APPLICATION = StaticFilesHandler(WSGIHandler())
GROUND = "Judgment of a court, 12 O 34/26."
# Each begins what stands in one place of the document, and is a word of nothing else.
PLACES = (
    *("summary", "text", "heading", "note", "alias", "subject", "fact", "factnote", "caption"),
    *("alt", "cell", "told", "public", "looked", "said", "replied"),
)
OF_THE_OFFICE = {"told", "looked", "said", "replied"}
KEY = "[@service-trotsky-2009, p. 3]"
ENDINGS = ("md", "pdf", "docx", "epub", "xml", "txt", "json", "bib", "ris", "html")


def canary(place: str) -> str:
    return f"zq{place}zq"


def secret(cast: Cast) -> tuple[object, object]:
    """A life with a canary in every place, and the same one without."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "maroon").save(file, "PNG")
    file.seek(0)
    picture = picture_files.store(file, by=cast.editor, name="spoon.png")
    clean = biography("A life", text=f"He was born.{KEY}")
    text = (
        f"He was born.{KEY} He was {canary('text')}.{KEY}\n\n## Of {canary('heading')}\n\n"
        f"So it was.[^a]\n\n| What | When |\n| --- | --- |\n| {canary('cell')} | 1917 |\n\n"
        f"[^a]: Nobody {canary('note')}.\n"
    )
    dirty = replace(
        clean,
        summary=f"Who {canary('summary')}.",
        text=text,
        aliases=(f"{canary('alias').capitalize()} Bee",),
        tags=(canary("subject"),),
        facts=(
            *clean.facts,
            DocumentFact("occupation", value=canary("fact"), note=canary("factnote")),
        ),
        pictures=(
            DocumentPicture(
                "spoon", picture.pk, f"A {canary('alt')}", caption=f"A {canary('caption')}."
            ),
        ),
    )
    return dirty, clean


@pytest.fixture
def entry(cast: Cast) -> Manuscript:
    """Its first edition has the words, checked, commented and answered; its second has none of them."""
    published(source(), cast)
    dirty, clean = secret(cast)
    row = submitted(dirty, cast)  # type: ignore[arg-type]
    for cited in DraftCitation.objects.filter(manuscript=row):
        ours = canary("text") in cited.claim
        actions.check(
            manuscript=row.pk,
            digest=cited.digest,
            by=cast.moderator,
            verdict="supports",
            means="shelf",
            note=canary("told") if ours else "",
            public_note=canary("public") if ours else "",
            looked_at=canary("looked") if ours else "",
        )
    digest = Check.objects.get(claim__contains=canary("text")).digest
    thread = actions.start_thread(
        manuscript=row.pk, by=cast.editor, comment=f"Who {canary('said')}?", digest=digest
    )
    actions.reply(thread=thread.thread.pk, by=cast.moderator, comment=canary("replied"))
    actions.approve(manuscript=row.pk, revision=1, by=cast.approver, change="addition", summary="")
    actions.publish(manuscript=row.pk, by=cast.approver)
    published(article("Another life", text=f"As in [[A life]].{KEY}"), cast)
    again = published(clean, cast)  # type: ignore[arg-type]
    remake(list(DuePage.objects.all()))
    return again


def asked_of(entry: Manuscript) -> Places:
    """What every route can be asked for: the entry, its two revisions and editions, and all that is of the first."""
    (arguments,) = places({"": entry}).values()
    one = {"kind": entry.kind, "slug": entry.slug, "number": 1}
    arguments = [
        *arguments,
        {"pk": entry.pk, "number": 1},
        {"pk": entry.pk, "before": 1, "after": 2},
        {"pk": entry.pk, "one": 1, "other": 2},
        {"kind": entry.kind, "slug": entry.slug, "before": 1, "after": 2},
        one,
        *({**one, "ending": ending} for ending in ENDINGS),
        {"slug": canary("subject")},
        {"slug": canary("subject"), "ending": "pdf"},
        *(
            {"digest": check.claim_digest, "pk": entry.pk}
            for check in Check.objects.filter(manuscript=entry)
        ),
        *({"digest": check.claim_digest} for check in Check.objects.filter(manuscript=entry)),
        *(
            {"pk": entry.pk, "digest": check.digest}
            for check in Check.objects.filter(manuscript=entry)
        ),
    ]
    return {"": arguments}


# Where what one types is looked for: it begins every canary, and is none.
QUERIES = ("?q=zq", "?words=zq", "?search=zq", "?query=zq", "?term=zq")
LOOKED_FOR = (
    "search",
    "suggest",
    "lookup",
    "list",
    "changelist",
    "entries",
    "sources",
    "claims",
    "citations",
    "manuscripts",
    "autocomplete",
)


def words_of(body: bytes) -> str:
    """In lower case, of all files in it where it is an archive."""
    if body.startswith(b"PK"):
        with ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace").lower()


def shown(by: Client, paths: list[str]) -> dict[str, set[str]]:
    """The places whose canary an address shows, by the address."""
    told: dict[str, set[str]] = {}
    for path in paths:
        point = transaction.savepoint()
        response = by.get(path)
        body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
        text = words_of(body) + str(dict(response.headers)).lower()
        transaction.savepoint_rollback(point)
        # An address that there is not is told as it was typed.
        echoed = path if response.status_code == 404 else ""
        if leaked := {
            place for place in PLACES if canary(place) in text and canary(place) not in echoed
        }:
            told[path] = leaked
    return told


def paths_of(entry: Manuscript) -> list[str]:
    asked, paths = asked_of(entry), dict[str, None]()
    for name in names():
        looks = any(word in name for word in LOOKED_FOR)
        for _state, path in addresses(name, asked):
            paths |= dict.fromkeys(path + query for query in ("", *(QUERIES if looks else ())))
    return list(paths)


def test_no_address_shows_what_was_suppressed(
    entry: Manuscript, cast: Cast, portion: Portion, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The client would copy every template's context, which is not used here.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    readers = {"reader": Client(), "superuser": Client()}
    readers["superuser"].force_login(cast.superuser)
    paths = paths_of(entry)
    assert len(paths) > 400
    before = {who: shown(client, paths) for who, client in readers.items()}
    assert len(before["reader"]) >= 11
    assert set().union(*before["reader"].values()) == set(PLACES) - OF_THE_OFFICE
    assert len(before["superuser"]) >= 19
    done(entry, cast)
    if portion.thorough:
        for user in (cast.editor, cast.other_editor, cast.moderator, cast.approver):
            readers[user.username] = Client()
            readers[user.username].force_login(user)
    after = {who: shown(client, paths) for who, client in readers.items()}
    assert after == {who: {} for who in readers}


@pytest.mark.django_db(transaction=True)
def test_no_file_of_the_static_edition_holds_it_once_that_is_written_again(
    entry: Manuscript, cast: Cast, tmp_path: Path
) -> None:
    def told() -> set[str]:
        write_edition(tmp_path, APPLICATION)
        files = [path for path in (tmp_path).rglob("*") if path.is_file()]
        words = "".join(str(path) + words_of(path.read_bytes()) for path in files)
        return {place for place in PLACES if canary(place) in words}

    assert told() >= set(PLACES) - OF_THE_OFFICE
    done(entry, cast)
    assert told() == set()


def done(entry: Manuscript, cast: Cast) -> None:
    ask_suppression(manuscript=entry.pk, revision=1, ground=GROUND, by=cast.superuser)
    digest = Revision.objects.get(manuscript=entry, number=1).digest
    suppress(manuscript=entry.pk, digest=digest, by=person("uma", "Office managers"))
