"""The moves of one article by random people, beside the model: what is accepted must be what is promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import factories
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import timezone
from factories import Cast
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from what_a_check_holds.promised import (
    CONTEXT_CHANGED,
    FALLEN,
    VOUCHING,
    Promised,
    Shelved,
    Waived,
    Work,
)
from what_a_check_holds.typed_document import Cited, TypedDocument
from what_a_check_holds.typed_edits import EDITS, Pen, beginning, edited

from editorial import actions
from editorial.actions.confirm import confirm
from editorial.gate.gate_input import obstacles
from editorial.models import Manuscript, Publication, Revision
from editorial.workflow import Refused
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.models import Citation, Entry

WRITE, CHECK, DECIDE = "write", "check", "decide"
# What each person's roles let them do; `maja` and `nils` are editors and moderators, `root` is a superuser.
PEOPLE = {
    "edna": {WRITE},
    "otto": {WRITE},
    "mona": {CHECK},
    "maja": {WRITE, CHECK},
    "nils": {WRITE, CHECK},
    "abel": {WRITE, DECIDE},
    "anna": {WRITE, DECIDE},
    "root": {WRITE, CHECK, DECIDE},
    "dora": set(),
}
ANYBODY = st.sampled_from(sorted(PEOPLE))
MODERATORS = st.sampled_from([name for name in PEOPLE if CHECK in PEOPLE[name]] + ["edna"])
VERDICTS = st.sampled_from(
    ["supports", "supports", "partly", "contradicts", "does_not_support", "could_not_access"]
)
NUMBER = st.integers(0, 11)
CHANGES = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), NUMBER, NUMBER), min_size=1, max_size=3
)
OPEN, REVIEWED = (
    {"draft", "returned", "published", "withdrawn"},
    {"submitted", "approved", "scheduled"},
)
made: Counter[str] = Counter()


class OneArticle(RuleBasedStateMachine):
    """An article that is written, checked, approved, published and withdrawn, beside what is promised of it."""

    cast: Cast
    people: dict[str, User]
    records: dict[str, tuple[str, str]]
    sources: dict[str, SourceDocument]

    def __init__(self) -> None:
        super().__init__()
        self.promised = Promised(
            {
                key: Shelved(Work(document.id, 1, self.records[key]))
                for key, document in self.sources.items()
            }
        )
        # What each source's key is by now.
        self.keys = {key: key for key in self.sources}
        self.article = factories.article()
        self.status = "draft"
        self.editions = 0
        self.digests: dict[tuple[str, ...], str] = {}
        self.typed: dict[str, tuple[str, ...]] = {}

    @property
    def id(self) -> Any:
        return self.row.pk

    @property
    def row(self) -> Manuscript:
        return Manuscript.objects.get(pk=self.article.id)

    def newest(self, source: str = "") -> tuple[int, Document]:
        pk = self.sources[source].id if source else self.article.id
        revision = Revision.objects.filter(manuscript=pk).newest()[0]
        return revision.number, revision.read()

    def attempt(
        self,
        move: Callable[..., Any],
        *,
        by: str,
        may: str,
        states: set[str] | None = None,
        **arguments: Any,
    ) -> bool:
        """Whether the move was made: only by those who may, and only from these states."""
        try:
            with transaction.atomic():
                outcome = move(by=self.people[by], **arguments)
        except Refused:
            return False
        assert may in PEOPLE[by], f"{by} may not {move.__name__}"
        if not outcome.changed:
            return False
        assert states is None or self.status in states, f"{move.__name__} of what is {self.status}"
        made[move.__name__.strip("_")] += 1
        return True

    def learn(self, words: tuple[str, ...], digest: str) -> None:
        """What was typed has one digest for ever, and no other words have it."""
        assert self.digests.setdefault(words, digest) == digest, words
        assert self.typed.setdefault(digest, words) == words, words

    def _use(self, cited: Cited) -> Use:
        return Use(self.digests[cited.identity], self.digests[cited.context])

    # Writing

    @initialize(by=st.sampled_from(["edna", "maja"]), a=NUMBER, b=NUMBER)
    def begin(self, by: str, a: int, b: int) -> None:
        document = beginning(Pen(by, 1, a, b), self.article.title)
        self._save(document, by, 0)

    def _save(self, document: TypedDocument, by: str, based_on: int) -> None:
        _number, before = self.newest() if self.promised.history else (0, self.article)
        text = replace(before, text=document.text, facts=document.written_facts)
        if self.attempt(
            actions.save, by=by, may=WRITE, states=OPEN, document=text, based_on=based_on
        ):
            assert based_on == self.promised.revision, "somebody's revision was passed over"
            self._saved(document, by)

    def _saved(self, document: TypedDocument, *writers: str) -> None:
        self.promised.save(document, *writers)
        self.status = "returned" if self.status == "returned" else "draft"

    @rule(by=ANYBODY, changes=CHANGES, older=st.sampled_from([0, 0, 0, 0, 1]))
    def save(self, by: str, changes: list[tuple[str, int, int]], older: int) -> None:
        number = self.promised.revision + 1
        document = self.promised.newest.standing_since(self.promised.stood())
        for what, a, b in changes:
            document = edited(document, what, Pen(by, number, a, b))
        self._save(document, by, self.promised.revision - older)

    @rule(by=ANYBODY, a=NUMBER)
    def revert(self, by: str, a: int) -> None:
        number = a % self.promised.revision + 1
        if self.attempt(
            actions.revert, by=by, may=WRITE, states=OPEN, manuscript=self.id, number=number
        ):
            document = self.promised.history[number - 1]
            document = replace(document, title=self.promised.newest.title)
            document = document.surrounded_by(by, self.promised.revision + 1)
            self._saved(document, by, *self.promised.writers[number - 1])

    @rule(by=ANYBODY, a=NUMBER)
    def rename(self, by: str, a: int) -> None:
        title = ("Permanent revolution", "The strike")[a % 2]
        slug = title.lower().replace(" ", "-")
        number = self.promised.revision
        if self.attempt(
            actions.rename,
            by=by,
            may=WRITE,
            states=OPEN,
            manuscript=self.id,
            title=title,
            slug=slug,
            based_on=number,
        ):
            self._saved(replace(self.promised.newest, title=title), by)

    # Review

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
        if self.attempt(actions.recall, by=by, may=WRITE, states=REVIEWED, manuscript=self.id):
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
            **use._asdict(),
        ):
            return False
        refused = self.promised.brought_in(cited.identity, cited.context)
        assert by not in refused, f"{by} checked what they brought in: {cited}"
        self.promised.check(cited, verdict, by)
        return True

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
            what = {
                (
                    f"doubted:{obstacle.detail}"
                    if obstacle.detail
                    else words.get(obstacle.code, obstacle.code),
                    self.typed[obstacle.subject],
                )
                for obstacle in waivable
                if obstacle.subject
            }
            self.promised.waived.append(Waived(by, self.promised.revision, frozenset(what)))

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

    @rule(by=ANYBODY)
    def schedule(self, by: str) -> None:
        at = timezone.now() + timedelta(hours=1)
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
        steps=st.sampled_from([1, 2, 3, 4, 4]),
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
            self.schedule("anna")
        else:
            self.publish("abel")
