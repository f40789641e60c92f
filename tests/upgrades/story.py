"""Fills an empty site through the office's own moves, so that it contains something of everything.

It calls only what keeps its name from release to release: the actions, the models, the commands and the office's
addresses.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import story_documents as documents
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from site_apart import command, work_off

from editorial import actions
from editorial.actions.attach import attach_file, attach_passage, set_aside
from editorial.actions.publish_imported import publish_import
from editorial.gate.gate_input import obstacles
from editorial.models import DraftCitation, Evidence, Import, Manuscript, Revision, Upload
from encyclopedia.models import Citation

# Scheduled for a day that no test will see, so that the stored site is the same on every later day.
FAR_AWAY = datetime(2999, 1, 1, tzinfo=UTC)
NEWS = {"publisher": "Lindhaven Press, second edition"}


def person(username: str, *groups: str, **columns: Any) -> User:
    """An account without a password."""
    mail = f"{username}@example.org"
    user = User.objects.create_user(username, mail, is_staff=True, **columns)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


class Story:
    """The people, and each move with what it needs by default."""

    def __init__(self) -> None:
        self.edna = person("edna", "Editors", first_name="Edna", last_name="Editor")
        self.otto = person("otto", "Editors")
        self.mona = person("mona", "Moderators")
        self.abel = person("abel", "Approvers", first_name="Abel")
        self.anna = person("anna", "Approvers")
        self.root = person("root", is_superuser=True)
        self.gone = person("gone", "Editors", is_active=False)

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def save(self, data: dict[str, Any], by: User | None = None) -> Manuscript:
        based_on = 0
        if before := Manuscript.objects.filter(pk=data["id"]).first():
            based_on = before.revision
        # A revision reads its own document: a typed document without an import of any documents module.
        document = Revision(document=json.dumps(data)).read()
        outcome = actions.save(
            document=document, by=by or self.edna, based_on=based_on, summary="As kept."
        )
        return outcome.manuscript

    def submit(self, data: dict[str, Any]) -> Manuscript:
        saved = self.save(data)
        return self.hand_in(saved)

    def hand_in(self, saved: Manuscript) -> Manuscript:
        saved.refresh_from_db()
        return actions.submit(
            manuscript=saved.pk, revision=saved.revision, by=saved.author, message="Please look."
        ).manuscript

    def check(self, manuscript: Manuscript) -> None:
        for citation in DraftCitation.objects.filter(manuscript=manuscript, checked=False):
            actions.check(
                manuscript=manuscript.pk,
                digest=citation.digest,
                verdict="supports",
                means="shelf",
                looked_at="The copy in the town library.",
                by=self.mona,
            )

    def approve(self, data: dict[str, Any], change: str = "", **answers: Any) -> Manuscript:
        return self.sign(self.submit(data), change, **answers)

    def sign(self, manuscript: Manuscript, change: str = "", **answers: Any) -> Manuscript:
        self.check(manuscript)
        return actions.approve(
            manuscript=manuscript.pk,
            revision=manuscript.revision,
            by=self.abel,
            change=change,
            summary="A line for readers." if change else "",
            **answers,
        ).manuscript

    def publish(self, data: dict[str, Any], change: str = "", **answers: Any) -> Manuscript:
        return self.bring_out(self.approve(data, change, **answers))

    def bring_out(self, manuscript: Manuscript) -> Manuscript:
        return actions.publish(manuscript=manuscript.pk, by=self.abel).manuscript


def fill(folder: Path) -> None:
    """Everything; `folder` is for the files that are imported."""
    story = Story()
    _published(story)
    _verdicts(story)
    _sources(story)
    _withdrawn_and_renamed(story)
    _imports(story, folder)
    # The background tasks so far are run; those that follow are left waiting.
    work_off()
    _unpublished(story)
    _evidence_and_tokens(story)
    _left_in_the_queue(story)


def _published(story: Story) -> None:
    for source in (documents.LIND, documents.MOLE, documents.DIARY):
        story.publish(source)
    story.publish(documents.ADA)
    story.publish(documents.COMPANY)
    picture = {"name": "press", "digest": _picture(story, "teal"), "alt": "A press in a shed"}
    picture |= {"caption": "The first press.", "credit": "Edna Editor", "licence": "CC0 1.0"}
    herald = documents.HERALD | {"pictures": [picture]}
    story.publish(herald)
    longer = documents.HERALD_TEXT.replace("See [[", "It had a shop.[@lind-1931, p. 11] See [[")
    story.publish(herald | {"text": longer}, "addition")
    story.publish(herald | {"text": longer.replace("in 1924", "in 1925")}, "correction")
    # Never published: a picture that was only uploaded.
    _picture(story, "navy")


def _picture(story: Story, colour: str) -> str:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    file = SimpleUploadedFile("press.png", out.getvalue())
    answer = story.client(story.edna).post("/admin/pictures/upload/", {"file": file})
    return str(Upload.objects.get(pk=answer.json()["digest"]).pk)


def _verdicts(story: Story) -> None:
    """Checked again after publication, each with a different outcome."""
    verdicts = ("supports", "partly", "does_not_support", "contradicts", "could_not_access")
    cited = Citation.objects.filter(entry=documents.HERALD["id"]).order_by("position")
    for citation, verdict in zip(cited, verdicts, strict=False):
        actions.check(
            manuscript=citation.entry_id,
            digest=citation.digest,
            verdict=verdict,
            note="Seen with the page open.",
            means="shelf",
            not_borne_out=citation.claim.split()[0] if verdict == "partly" else "",
            by=story.mona,
        )


def _sources(story: Story) -> None:
    corrected = documents.LIND["record"] | {"number-of-pages": "212"}
    lind = documents.LIND | {"record": corrected}
    story.publish(lind, "correction", another_edition=False)
    edition = documents.DIARY["record"] | NEWS
    story.publish(
        documents.DIARY | {"record": edition, "record_edition": 2}, "addition", another_edition=True
    )
    mole = Manuscript.objects.get(slug=documents.MOLE["slug"])
    actions.mark(
        manuscript=mole.pk, reliability="unreliable", reason="Written from memory.", by=story.abel
    )
    again, other = story.save(documents.LIND_AGAIN), story.save(documents.MOLE_AGAIN)
    cites = documents.article(
        "the-customs", "The customs", "The customs house burned.[@lind-town-1931]"
    )
    story.save(cites, story.otto)
    kept_source = Manuscript.objects.get(slug=documents.KEY)
    reason = "One ISBN."
    actions.merge(
        source=again.pk, into=kept_source.pk, by=story.otto, reason=reason, fill=["publisher-place"]
    )
    actions.tell_apart(one=mole.pk, another=other.pk, by=story.otto, reason="Two printings.")
    story.save(
        documents.source("lind-harbour-1931", "The Town and Its Harbour", ISBN="9780306406157")
    )


def _withdrawn_and_renamed(story: Story) -> None:
    moved = story.publish(documents.plain("the-old-light", "The old light"))
    actions.rename(
        manuscript=moved.pk,
        title="The Lindhaven lighthouse",
        slug="the-lindhaven-lighthouse",
        by=story.edna,
        based_on=1,
    )
    moved = story.hand_in(moved)
    story.bring_out(story.sign(moved, "wording"))
    gone = story.publish(documents.plain("the-ferry", "The ferry", 2))
    actions.withdraw(manuscript=gone.pk, by=story.abel, reason="There never was a ferry.")
    reverted = story.publish(documents.plain("the-crane", "The crane", 3))
    story.save(documents.plain("the-crane", "The crane", 4), story.otto)
    actions.revert(manuscript=reverted.pk, number=1, by=story.otto, summary="As it was.")


def _imports(story: Story, folder: Path) -> None:
    for name, kind, words in (
        ("harbour.xml", "import_mediawiki", documents.EXPORT),
        ("tar-works.md", "import_text", documents.TEXT),
    ):
        (folder / name).write_text(words, encoding="utf-8")
        command(kind, folder / name, "--by", "edna")
    wiki = Import.objects.get(kind="mediawiki")
    # Its waiver expires while the site is made, so that the stored site is the same on every later day.
    ends = timezone.now() + timedelta(seconds=8)
    reason = "Taken over from the harbour's wiki; nobody has looked at its footnotes yet."
    for _done in publish_import(job=wiki.pk, by=story.abel, reason=reason, expires_at=ends):
        continue


def _unpublished(story: Story) -> None:
    """A manuscript in each state that readers do not see."""
    story.save(documents.plain("a-draft", "A draft", 5))
    story.save(documents.ADA | {"summary": "Editor, and historian of the town."})
    returned = story.submit(
        documents.article(
            "a-returned-one", "A returned one", "It came back. It was short.[@lind-1931]"
        )
    )
    ask = actions.Ask(sentence="It came back.", line=1, reason="who says so")
    actions.ask(manuscript=returned.pk, revision=1, asks=[ask], by=story.mona, reason="Nearly.")
    submitted = story.submit(documents.plain("a-submitted-one", "A submitted one", 6))
    story.approve(documents.plain("an-approved-one", "An approved one", 7))
    scheduled = story.approve(documents.plain("a-scheduled-one", "A scheduled one", 8))
    actions.schedule(manuscript=scheduled.pk, by=story.abel, publish_at=FAR_AWAY)
    recalled = story.submit(documents.plain("a-recalled-one", "A recalled one", 9))
    actions.recall(manuscript=recalled.pk, by=story.edna, reason="A page is wrong.")
    document = Revision.objects.get(manuscript=submitted, number=submitted.revision).read()
    unchecked = [
        obstacle.key
        for obstacle in obstacles(submitted, document, "approve")
        if obstacle.code == "unchecked"
    ]
    actions.waive(
        manuscript=submitted.pk,
        by=story.anna,
        keys=unchecked,
        reason="The only copy is being bound.",
        expires_at=timezone.now() + timedelta(days=700),
    )
    digest = DraftCitation.objects.get(manuscript=submitted).digest
    story.client(story.mona).post(f"/admin/desk/citation/{submitted.pk}/{digest}/hold/")


def _evidence_and_tokens(story: Story) -> None:
    """Evidence in each state, and tokens."""
    source = Manuscript.objects.get(slug=documents.KEY).pk
    place = {"source": source, "origin": "Town library, shelf 4", "by": story.mona}
    attach_passage(text="The press came by sea.", page="3", **place)
    attach_file(data=documents.EVIDENCE.encode(), title="Page four, copied", page="4", **place)
    attach_file(data=b"The wrong page altogether.", title="A mistake", **place)
    set_aside(
        evidence=Evidence.objects.get(title="A mistake").pk, by=story.mona, reason="Wrong book."
    )
    _row, token = actions.make_token(name="The town archive's program", by=story.edna)
    draft = {"document": documents.plain("by-a-program", "By a program", 10)}
    Client().post(
        "/api/v1/drafts/",
        json.dumps(draft),
        "application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    revoked, _token = actions.make_token(name="An old one", by=story.edna)
    actions.revoke_token(token=revoked.pk, by=story.edna)


def _left_in_the_queue(story: Story) -> None:
    """An import to publish, and an upload not yet read; the e-mails of the last moves wait as well."""
    text = Import.objects.get(kind="text")
    day = timezone.localdate() + timedelta(days=700)
    publishing = {"reason": "Taken over as it was.", "expires_at": day.isoformat()}
    story.client(story.abel).post(f"/admin/imports/{text.pk}/publish/", publishing)
    file = SimpleUploadedFile("fish-market.md", documents.WAITING.encode())
    upload = {"kind": "text", "title": "", "file": file}
    story.client(story.edna).post("/admin/imports/new/", upload)
