"""Acts that break four eyes or the gate, appended with their events by somebody who drops the triggers, are named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from factories import (
    Cast,
    article,
    check_all,
    checked,
    drafted,
    people,
    published,
    source,
    submitted,
)
from record.acts import named, publish, unguarded, waive
from record.forging import query, triggers_off

from editorial import actions
from editorial.models import Contribution, DraftCitation, Manuscript
from editorial.record.verification import faults
from encyclopedia.core.citations import Use

ALL = ("Editors", "Moderators", "Approvers")
HEADED = "## Confirmed\n\nOlsen wove.[@service-trotsky-2009, p. 5]"


@pytest.fixture
def writer(cast: Cast) -> User:
    """Somebody who may do everything; the cast's source is published."""
    published(source(), cast)
    return people({"wanda": (ALL, {})})[0]


def by(cast: Cast, writer: User) -> Cast:
    return replace(cast, editor=writer)


def first(manuscript: Manuscript) -> DraftCitation:
    citation = DraftCitation.objects.filter(manuscript=manuscript).first()
    assert citation is not None
    return citation


def test_a_check_by_the_writer_is_named(
    cast: Cast, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = submitted(article("Looms"), by(cast, writer))
    unguarded(monkeypatch, "check", brought_in=False, refuse_who_changed_it=None)
    with triggers_off():
        check_all(manuscript, replace(cast, moderator=writer))
    assert named("article/looms, check of", "brought in the citation")


def test_a_check_by_somebody_whose_words_it_grew_out_of_is_named(
    cast: Cast, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = article("Looms", text="Olsen wove the wide linen.[@service-trotsky-2009, p. 5]")
    drafted(document, by(cast, writer))
    changed = replace(document, text=document.text.replace("wide", "narrow"))
    manuscript = drafted(changed, cast)
    unguarded(monkeypatch, "check", brought_in=False, refuse_who_changed_it=None)
    with triggers_off():
        check_all(manuscript, replace(cast, moderator=writer))
    assert named("article/looms, check of", "brought in the citation")


def test_a_check_by_who_gave_the_key_its_work_is_named(
    cast: Cast, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = drafted(article("Looms", text="Olsen wove carpets.[@olsen-1901, p. 5]"), cast)
    published(source("olsen-1901"), by(cast, writer))
    actions.submit(manuscript=manuscript.pk, revision=manuscript.revision, by=cast.editor)
    check_all(manuscript, cast)
    assert list(faults(derived=False)) == []
    unguarded(monkeypatch, "check", brought_in=False, refuse_who_changed_it=None)
    with triggers_off():
        check_all(manuscript, replace(cast, moderator=writer))
    assert named("article/looms, check of", "gave the key its work")


def test_a_check_that_was_right_when_it_was_made_is_not_named(cast: Cast, writer: User) -> None:
    """A later check overturned the one that freed the first writer of the words."""
    document = article("Looms", text="Olsen wove the wide linen.[@service-trotsky-2009, p. 5]")
    manuscript = drafted(document, by(cast, writer))
    before = first(manuscript).digest
    check_all(manuscript, cast)
    actions.submit(manuscript=manuscript.pk, revision=1, by=writer)
    publish(manuscript, cast)
    changed = replace(document, text=document.text.replace("wide", "narrow"))
    manuscript = drafted(changed, cast)
    check_all(manuscript, replace(cast, moderator=writer))
    actions.check(
        manuscript=manuscript.pk, digest=before, verdict="contradicts", note="No.", means="shelf",
        by=cast.moderator,
    )  # fmt: skip
    changed_words = Contribution.objects.filter(digest=first(manuscript).digest)
    assert changed_words.by(writer.pk).exists()
    assert list(faults(derived=True)) == []


@pytest.fixture
def confirmed_context(cast: Cast, writer: User) -> Manuscript:
    """Checked under one heading; then the writer wrote another."""
    document = article("Looms", text=HEADED)
    check_all(drafted(document, cast), cast)
    changed = replace(document, text=HEADED.replace("Confirmed", "Refuted"))
    return drafted(changed, by(cast, writer))


def confirm(manuscript: Manuscript, person: User) -> None:
    citation = first(manuscript)
    uses = [Use(citation.digest, citation.context)]
    actions.confirm(manuscript=manuscript.pk, uses=uses, by=person)


def test_a_confirmation_by_who_made_the_change_is_named(
    confirmed_context: Manuscript, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded(monkeypatch, "confirm", refuse_who_changed_it=None, brought_in=False)
    with triggers_off():
        confirm(confirmed_context, writer)
    assert named("article/looms, confirmation of", "saved the entry since the first check")


def test_a_confirmation_by_who_wrote_the_sentence_is_named(
    confirmed_context: Manuscript, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded(monkeypatch, "confirm", brought_in=False)
    cast.editor.groups.add(*cast.moderator.groups.all())
    with triggers_off():
        confirm(confirmed_context, User.objects.get(pk=cast.editor.pk))
    assert named("article/looms, confirmation of", "brought in the citation")


def test_a_check_in_a_new_context_by_who_made_it_is_named(
    confirmed_context: Manuscript, cast: Cast, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded(monkeypatch, "check", refuse_who_changed_it=None, brought_in=False)
    with triggers_off():
        check_all(confirmed_context, replace(cast, moderator=writer))
    assert named("article/looms, check of", "saved the entry since the first check")


def test_a_confirmation_by_somebody_else_is_not_named(
    confirmed_context: Manuscript, cast: Cast
) -> None:
    confirm(confirmed_context, cast.moderator)
    assert list(faults(derived=False)) == []


def test_a_waiver_by_the_writer_is_named(
    cast: Cast, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = checked(article("Looms"), by(cast, writer), "contradicts", "It does not.")
    monkeypatch.setattr(
        type(Manuscript.objects), "written_by", lambda self, *_a: Manuscript.objects.none()
    )
    waive(manuscript, writer)
    monkeypatch.undo()
    assert named("article/looms, waiver of", "somebody who wrote revision 1")


def test_a_waiver_by_who_wrote_what_was_published_before_is_not_named(
    cast: Cast, writer: User
) -> None:
    document = article("Looms")
    published(document, by(cast, writer))
    changed = replace(document, text=document.text.replace("is a theory", "was a machine"))
    waive(checked(changed, cast, "contradicts", "It does not."), writer)
    assert list(faults(derived=False)) == []


@pytest.mark.parametrize("of", ["", " WHERE manuscript_id = '{0}'"], ids=["all", "of one entry"])
def test_contributions_that_were_all_deleted_are_named(cast: Cast, writer: User, of: str) -> None:
    manuscript = drafted(article("Looms"), cast)
    key = manuscript.pk.hex if connection.vendor == "sqlite" else manuscript.pk
    with triggers_off():
        query(f"DELETE FROM editorial_contribution{of.format(key)}")
    messages = list(faults())
    assert any("article/looms, revision 1" in m and "is not kept" in m for m in messages)
