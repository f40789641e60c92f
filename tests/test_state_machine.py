"""Random sequences of moves by random people: everything that is published keeps the promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from factories import Cast, article, make_cast, published, said, source
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from editorial import actions
from editorial.models import Approval, DraftCitation, Manuscript, Publication, Revision, Status
from editorial.workflow import Refused
from encyclopedia.models import Citation, Edition, Entry, Page

PEOPLE = st.sampled_from(
    ["editor", "other_editor", "moderator", "approver", "other_approver", "superuser", "disabled"]
)
TEXTS = st.sampled_from(
    [
        "One.[@service-trotsky-2009, p. 1]",
        "Two.[@service-trotsky-2009, p. 2] Three.",
        "Unsourced.[@nothing-1900]",
        "Broken.[@service-trotsky-2009, p. 1",
        "",
    ]
)
VERDICTS = st.sampled_from(["supports", "partly", "contradicts", "could_not_access"])


class Office(RuleBasedStateMachine):
    """One article under review; every refusal leaves everything unchanged."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.document = article()
        self.known = 0

    @property
    def manuscript(self) -> Manuscript | None:
        return Manuscript.objects.filter(pk=self.document.id).first()

    def attempt(self, move: Any, **arguments: Any) -> None:
        before = self.snapshot()
        try:
            with transaction.atomic():
                move(**arguments)
        except Refused:
            assert self.snapshot() == before

    def snapshot(self) -> tuple[Any, ...]:
        return (
            Revision.objects.count(),
            Approval.objects.count(),
            Publication.objects.count(),
            Edition.objects.count(),
            list(Manuscript.objects.values_list("status", "revision", "edition")),
            list(Page.objects.values_list("etag", flat=True)),
        )

    @rule(by=PEOPLE, text=TEXTS, stale=st.booleans())
    def save(self, by: str, text: str, stale: bool) -> None:
        current = self.manuscript.revision if self.manuscript else 0
        self.attempt(
            actions.save,
            document=replace(self.document, text=text),
            by=getattr(self.cast, by),
            based_on=max(0, current - stale),
        )

    @precondition(lambda self: self.manuscript is not None)
    @rule(by=PEOPLE, name=st.sampled_from(["submit", "approve"]), older=st.booleans())
    def review(self, by: str, name: str, older: bool) -> None:
        assert self.manuscript is not None
        arguments = {"change": "wording"} if name == "approve" else {}
        self.attempt(
            getattr(actions, name),
            manuscript=self.manuscript.pk,
            revision=max(1, self.manuscript.revision - older),
            by=getattr(self.cast, by),
            **arguments,
        )

    @precondition(lambda self: self.manuscript is not None)
    @rule(by=PEOPLE, hours=st.integers(-1, 2))
    def schedule(self, by: str, hours: int) -> None:
        self.attempt(
            actions.schedule,
            manuscript=self.document.id,
            by=getattr(self.cast, by),
            publish_at=timezone.now() + timedelta(hours=hours),
        )

    @precondition(lambda self: self.manuscript is not None)
    @rule(by=PEOPLE, name=st.sampled_from(["unschedule", "publish"]))
    def move(self, by: str, name: str) -> None:
        self.attempt(getattr(actions, name), manuscript=self.document.id, by=getattr(self.cast, by))

    @precondition(lambda self: self.manuscript is not None)
    @rule(by=PEOPLE, name=st.sampled_from(["recall", "return_", "withdraw"]))
    def give_reason(self, by: str, name: str) -> None:
        self.attempt(
            getattr(actions, name),
            manuscript=self.document.id,
            by=getattr(self.cast, by),
            reason="For a reason.",
        )

    @precondition(lambda self: self.manuscript is not None)
    @rule(by=PEOPLE, verdict=VERDICTS)
    def check(self, by: str, verdict: str) -> None:
        for digest in DraftCitation.objects.filter(manuscript=self.document.id).values_list(
            "digest", flat=True
        ):
            self.attempt(
                actions.check,
                manuscript=self.document.id,
                digest=digest,
                verdict=verdict,
                note="A note.",
                **said(digest, verdict),
                by=getattr(self.cast, by),
            )

    @precondition(lambda self: self.manuscript is not None)
    @rule(by=PEOPLE, number=st.integers(1, 4))
    def revert(self, by: str, number: int) -> None:
        if Revision.objects.filter(manuscript=self.document.id, number=number).exists():
            self.attempt(
                actions.revert,
                manuscript=self.document.id,
                number=number,
                by=getattr(self.cast, by),
            )

    @invariant()
    def what_is_published_was_approved_by_another_person(self) -> None:
        last = 0
        for publication in Publication.objects.filter(manuscript=self.document.id).order_by(
            "number"
        ):
            assert publication.digest == publication.approval.digest == publication.revision.digest
            written = Revision.objects.filter(
                manuscript=self.document.id,
                number__gt=last,
                number__lte=publication.revision.number,
            )
            assert publication.approval.by_id not in set(written.values_list("author", flat=True))
            last = publication.revision.number

    @invariant()
    def what_waits_for_publication_is_signed_unchanged(self) -> None:
        manuscript = self.manuscript
        if manuscript and manuscript.status in {Status.APPROVED, Status.SCHEDULED}:
            assert manuscript.approval
            assert manuscript.approval.revision.number == manuscript.revision
            assert (manuscript.publish_at is None) == (manuscript.status == Status.APPROVED)

    @invariant()
    def readers_see_exactly_the_live_edition(self) -> None:
        manuscript = self.manuscript
        entry = Entry.objects.filter(pk=self.document.id).first()
        live = manuscript.live_edition if manuscript else 0
        assert (entry.edition if entry else 0) == live
        assert Page.objects.filter(entry=self.document.id).count() == bool(live)
        current = Edition.objects.filter(entry_id=self.document.id, state="current")
        assert [edition.number for edition in current] == ([live] if live else [])

    @invariant()
    def history_only_grows(self) -> None:
        count = Revision.objects.count()
        assert count >= self.known
        self.known = count

    @invariant()
    def every_published_citation_has_its_standing(self) -> None:
        for citation in Citation.objects.filter(entry=self.document.id):
            assert (citation.standing == "unchecked") == (citation.checked_at is None)


@pytest.mark.django_db
def test_no_sequence_of_moves_breaks_a_promise() -> None:
    cast = make_cast()
    published(source(), cast)

    class OneRun(Office):
        def __init__(self) -> None:
            super().__init__()
            self.point = transaction.savepoint()
            self.cast = cast

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    OneRun.TestCase.settings = settings(
        max_examples=settings.default.max_examples // 4,
        suppress_health_check=list(HealthCheck),
    )
    test = OneRun.TestCase()
    test.runTest()
