"""The review of an article by random people, beside the model: what is accepted must be what is promised."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from io import StringIO

import factories
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule
from what_a_check_holds.driven_writing import (
    ANYBODY,
    CHECK,
    DECIDE,
    MODERATORS,
    NUMBER,
    REVIEWED,
    VERDICTS,
    WRITE,
    WrittenArticle,
    made,
)
from what_a_check_holds.promised import CONTEXT_CHANGED, FALLEN, VOUCHING, Waived
from what_a_check_holds.typed_document import Cited

from editorial import actions
from editorial.actions.confirm import confirm
from editorial.gate.gate_input import obstacles
from editorial.models import Publication
from encyclopedia.models import Citation, Entry


class OneArticle(WrittenArticle):
    """An article that is written, checked, approved, published and withdrawn."""

    @rule(by=ANYBODY)
    def submit(self, by: str) -> None:
        if self.attempt(
            actions.submit,
            by=by,
            may=WRITE,
            states={"draft", "returned"},
            manuscript=self.id,
            revision=self.promised.revision,
        ):
            self.status = "submitted"

    @rule(by=ANYBODY)
    def recall(self, by: str) -> None:
        if self.attempt(
            actions.recall, by=by, may=WRITE, states=REVIEWED, manuscript=self.id, reason="Why."
        ):
            self.status, self.promised.signed = "draft", None

    @rule(by=st.sampled_from(["mona", "abel", "edna"]))
    def return_(self, by: str) -> None:
        may = WRITE if by == "abel" else CHECK
        if self.attempt(
            actions.return_, by=by, may=may, states=REVIEWED, manuscript=self.id, reason="Why."
        ):
            self.status, self.promised.signed = "returned", None

    @rule(by=MODERATORS, verdict=VERDICTS, a=NUMBER, live=st.booleans())
    def check(self, by: str, verdict: str, a: int, live: bool) -> None:
        document = self.promised.live if live and self.promised.live else self.promised.newest
        self._check(document.cited[a % len(document.cited)], verdict, by)

    def _check(self, cited: Cited, verdict: str, by: str) -> bool:
        use = self._use(cited)
        if not self.attempt(
            actions.check,
            by=by,
            may=CHECK,
            manuscript=self.id,
            verdict=verdict,
            note="What I saw.",
            **factories.said(use.digest, verdict),
            **use._asdict(),
        ):
            return False
        refused = self.promised.brought_in(cited.identity, cited.context)
        assert by not in refused, f"{by} checked what they brought in: {cited}"
        self.promised.check(cited, verdict, by)
        return True

    @rule(
        by=st.sampled_from(["maja", "nils"]),
        what=st.sampled_from(["word", "key", "locator", "quotation", "bring back"]),
        b=NUMBER,
    )
    def check_what_one_wrote(self, by: str, what: str, b: int) -> None:
        """Change one part of one citation after the other, and try to check it: who changed it, then another writer."""
        if self.status in REVIEWED:
            self.recall("edna")
        for a in range(3):
            before = {cited.identity for cited in self.promised.newest.cited}
            self.save(by, [(what, a, b)], 0)
            self.the_desk_says_what_is_promised()  # type: ignore[attr-defined]
            for cited in self.promised.newest.cited:
                if cited.identity not in before:
                    for checker in (by, "maja", "nils"):
                        self._check(cited, "supports", checker)

    @rule(by=MODERATORS, a=NUMBER, everything=st.booleans())
    def confirm(self, by: str, a: int, everything: bool) -> None:
        changed = [
            cited
            for cited in self.promised.newest.cited
            if self.promised.standing(cited) == CONTEXT_CHANGED
        ]
        changed = changed if everything or not changed else [changed[a % len(changed)]]
        if self.attempt(
            confirm,
            by=by,
            may=CHECK,
            manuscript=self.id,
            uses=[self._use(cited) for cited in changed],
        ):
            for cited in dict.fromkeys(changed):
                assert by not in self.promised.changed_around(cited), f"{by} confirmed {cited}"
                self.promised.confirm(cited)

    @rule(
        by=st.sampled_from(["edna", "maja", "nils"]),
        what=st.sampled_from(["heading", "lead", "form", "move"]),
        a=NUMBER,
        b=NUMBER,
    )
    def confirm_what_one_changed_around(self, by: str, what: str, a: int, b: int) -> None:
        """Change what stands around checked citations, and try to confirm them: who changed it, then the others.

        Chance alone comes here so seldom that 2,000 sequences may never confirm anything.
        """
        if self.status in REVIEWED:
            self.recall("edna")
        for cited in dict.fromkeys(self.promised.newest.cited):
            for checker in ("mona", "maja", "nils"):
                if self._check(cited, "supports", checker):
                    break
        self.save(by, [(what, a, b)], 0)
        self.the_desk_says_what_is_promised()  # type: ignore[attr-defined]
        for confirmer in (by, "maja", "mona"):
            self.confirm(confirmer, a, True)

    @rule(by=ANYBODY, a=NUMBER, everything=st.booleans())
    def waive(self, by: str, a: int, everything: bool) -> None:
        _number, document = self.newest()
        waivable = [
            obstacle for obstacle in obstacles(self.row, document, "approve") if obstacle.waivable
        ]
        if not everything and waivable:
            waivable = [waivable[a % len(waivable)]]
        if self.attempt(
            actions.waive,
            by=by,
            may=DECIDE,
            states=REVIEWED,
            manuscript=self.id,
            keys=[obstacle.key for obstacle in waivable],
            reason=f"For reason {a}.",
            expires_at=timezone.now() + timedelta(days=30),
        ):
            assert by not in self._writers(), f"{by} waived their own"
            words = {"unchecked": FALLEN, "stale": FALLEN, "not_looked_at": "could_not_access"}
            named = {
                (
                    f"doubted:{obstacle.values['doubt']}"
                    if "doubt" in obstacle.values
                    else words.get(obstacle.code, obstacle.code),
                    self.typed[obstacle.subject],
                )
                for obstacle in waivable
                if obstacle.subject
            }
            # Where the same words stand in several places, the driver cannot tell which of them was meant.
            seen = {
                self.promised.seen(what, cited)
                for what, identity in named
                for cited in self.promised.newest.cited
                if cited.identity == identity
            }
            self.promised.waived.append(Waived(by, self.promised.revision, frozenset(seen)))

    def _writers(self) -> set[str]:
        return self.promised.writers_since(self.promised.published_revision)

    @rule(by=ANYBODY, older=st.sampled_from([0, 0, 0, 1]))
    def approve(self, by: str, older: int) -> None:
        number = self.promised.revision - older
        if self.attempt(
            actions.approve,
            by=by,
            may=DECIDE,
            states={"submitted"},
            manuscript=self.id,
            revision=number,
            change="wording",
        ):
            assert older == 0, "another revision than the newest was signed"
            assert by not in self._writers(), f"{by} approved what they wrote"
            assert self.promised.in_the_way() == []
            self.status, self.promised.signed = "approved", self.promised.newest

    @rule(by=ANYBODY, soon=st.booleans())
    def schedule(self, by: str, soon: bool) -> None:
        at = timezone.now() + (timedelta(milliseconds=30) if soon else timedelta(hours=1))
        if self.attempt(
            actions.schedule,
            by=by,
            may=DECIDE,
            states={"approved", "scheduled"},
            manuscript=self.id,
            publish_at=at,
        ):
            self.status = "scheduled"

    @rule(by=ANYBODY)
    def publish(self, by: str) -> None:
        if self.attempt(
            actions.publish, by=by, may=DECIDE, states={"approved", "scheduled"}, manuscript=self.id
        ):
            self._published()

    @rule()
    def publish_due(self) -> None:
        """As it runs every minute; whatever it refuses stays scheduled."""
        with suppress(CommandError):
            call_command("publish_due", stdout=StringIO(), stderr=StringIO())
        if self.status == "scheduled" and self.row.status == "published":
            made["publish_due"] += 1
            self._published()

    def _published(self) -> None:
        assert self.promised.in_the_way() == []
        assert self.promised.signed is not None
        self.status, self.promised.live = "published", self.promised.signed
        self.promised.published_revision = self.promised.revision
        self.editions += 1
        publication = Publication.objects.get(manuscript=self.id, number=self.editions)
        assert publication.digest == publication.approval.digest == publication.revision.digest

    @rule(by=ANYBODY)
    def withdraw(self, by: str) -> None:
        shown = self.addresses()
        if self.attempt(actions.withdraw, by=by, may=DECIDE, manuscript=self.id, reason="Wrong."):
            self.status, self.promised.live, self.promised.signed = "withdrawn", None, None
            for address in shown:
                assert Client().get(address).status_code == 410, address

    def addresses(self) -> list[str]:
        entry = Entry.objects.filter(pk=self.id).first()
        claims = Citation.objects.filter(entry=self.id).values_list("claim_digest", flat=True)
        return (
            [entry.get_absolute_url(), *(f"/claim/{digest}/" for digest in claims)] if entry else []
        )

    @rule(
        verdict=st.sampled_from(["supports", "supports", "partly"]),
        steps=st.sampled_from([1, 2, 3, 4, 4, 4, 4]),
    )
    def bring_out(self, verdict: str, steps: int) -> None:
        """People of good will do all there is to do, so that many sequences come to an edition."""
        self.submit("edna")
        if steps == 1:
            return
        for cited in self.promised.newest.cited:
            if self.promised.standing(cited) not in VOUCHING | {CONTEXT_CHANGED}:
                any(self._check(cited, verdict, by) for by in ("mona", "maja", "nils"))
        if steps == 2:
            return
        for by in ("abel", "anna"):
            self.approve(by, 0)
        if steps == 3:
            self.schedule("anna", soon=True)
        else:
            self.publish("abel")
