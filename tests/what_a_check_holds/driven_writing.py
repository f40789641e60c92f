"""The people, and how they write an article: what is accepted must be what is promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import factories
from django.contrib.auth.models import User
from django.db import transaction
from factories import Cast
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from what_a_check_holds.promised import (
    Promised,
    Shelved,
    Work,
)
from what_a_check_holds.typed_document import Cited, Typed, TypedDocument
from what_a_check_holds.typed_edits import EDITS, Pen, beginning, edited

from editorial import actions
from editorial.models import Manuscript, Revision
from editorial.workflow import Refused
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import Document, SourceDocument

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


class WrittenArticle(RuleBasedStateMachine):
    """An article that is written, brought back and renamed, beside what is promised of it."""

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
        stood = self.promised.stood()
        past = tuple(earlier.standing_since(stood) for earlier in self.promised.history)
        # What comes back is known by its words: nothing else is changed then.
        back = [change for change in changes if change[0] == "bring back"]
        for what, a, b in back[:1] or changes:
            document = edited(document, what, Pen(by, number, a, b, past))
        self._save(document, by, self.promised.revision - older)

    @rule(by=ANYBODY, a=NUMBER)
    def revert(self, by: str, a: int) -> None:
        number = a % self.promised.revision + 1
        if self.attempt(
            actions.revert, by=by, may=WRITE, states=OPEN, manuscript=self.id, number=number
        ):
            document = self.promised.history[number - 1]
            newest = self.promised.newest
            document = replace(document, title=newest.title, titled=newest.titled)
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
            titled = Typed(title, by, self.promised.revision + 1)
            self._saved(replace(self.promised.newest, title=title, titled=titled), by)
