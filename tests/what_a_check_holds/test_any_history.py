"""Random sequences of moves by random people, beside a model written from the promises: the two never differ.

The model (`promised.py`) sees what was typed by whom (`typed_document.py`), never a digest or a row. A refusal may be
more careful than promised; what is accepted may not. `make test-thorough` tries 2,000 sequences.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any
from uuid import UUID

import factories
import pytest
from django.db import transaction
from django.test import Client
from factories import people, published, source
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from portions import Portion
from what_a_check_holds.driven_article import OneArticle
from what_a_check_holds.driven_writing import ANYBODY, DECIDE, NUMBER, WRITE, made
from what_a_check_holds.promised import FALLEN, Shelved, Work
from what_a_check_holds.typed_edits import MOVED_KEY, SERVICE, SMITH, TWIN

from editorial import actions
from editorial.actions.erase_private import erase_private
from editorial.actions.upgrade_digests import software, upgrade_digests
from editorial.gate.verdicts import current_standings
from editorial.models import DraftCitation, Event, Manuscript, Publication
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.record.verification import faults
from editorial.workflow import Refused
from encyclopedia import projection
from encyclopedia.core.documents import SourceDocument
from encyclopedia.models import Citation, Edition, Entry

# The most moves of a sequence.
STEPS = 12
# The sentences of every sequence are few, so that the same words come back; the moves are these.
EXPECTED = {
    *(
        "save",
        "revert",
        "rename",
        "submit",
        "recall",
        "return",
        "check",
        "confirm",
        "waive",
        "approve",
    ),
    *(
        "schedule",
        "publish",
        "withdraw",
        "mark",
        "merge",
        "correct",
        "another_edition",
        "another_work",
    ),
    *("rename_source", "erase", "publish_due"),
}


class AnyHistory(OneArticle):
    """The article's moves and those of the sources that it cites."""

    @rule(
        key=st.sampled_from([SERVICE, SMITH, TWIN]),
        what=st.sampled_from(["correct", "another_edition", "another_work"]),
        a=NUMBER,
    )
    def change_source(self, key: str, what: str, a: int) -> None:
        """Publish a source's record once more: without a full stop, as another edition, or as quite another work."""
        now = self.shelved(key)
        _number, document = self.newest(key)
        assert isinstance(document, SourceDocument)
        title, year = now.work.identity
        record = {**document.record, "publisher": f"Publisher {a}"}
        edition = document.record_edition
        if what == "another_edition":
            edition += 1
        elif what == "another_work":
            title, year = f"Another book {a}", str(1950 + a)
            record |= {"title": title, "issued": {"date-parts": [[int(year)]]}}
        else:
            record["title"] = f"{record['title'].rstrip('.')}{'.' * (a % 2)}"
        changed = replace(document, title=record["title"], record=record, record_edition=edition)
        if self._published_source(changed, key):
            made[what] += 1
            work = Work(now.work.source, edition, (title, year))
            self.promised.shelf[self.keys[key]] = replace(now, work=work)

    def shelved(self, key: str) -> Shelved:
        return self.promised.shelf[self.keys[key]]

    def _published_source(self, document: SourceDocument, key: str) -> bool:
        before = document.slug
        try:
            with transaction.atomic():
                published(document, self.cast, "wording")
        except Refused:
            return False
        assert before == self.keys[key]
        return True

    @rule(a=NUMBER)
    def rename_source(self, a: int) -> None:
        """Give one source another key, and publish it so."""
        after = (SMITH, MOVED_KEY)[a % 2]
        pk = self.sources[SMITH].id
        number, document = self.newest(SMITH)
        try:
            with transaction.atomic():
                actions.rename(
                    manuscript=pk,
                    title=document.title,
                    slug=after,
                    by=self.people["edna"],
                    based_on=number,
                )
                number, renamed = self.newest(SMITH)
                published(renamed, self.cast, "wording")
        except Refused:
            return
        before = self.keys[SMITH]
        if before != after:
            made["rename_source"] += 1
        self.keys[SMITH] = after
        self.promised.shelf[after] = self.promised.shelf.pop(before)

    @rule(
        by=ANYBODY,
        key=st.sampled_from([SERVICE, SMITH, TWIN]),
        mark=st.sampled_from(["retracted", "forged", "sound", "sound"]),
    )
    def mark(self, by: str, key: str, mark: str) -> None:
        pk = self.sources[key].id
        if self.attempt(
            actions.mark,
            by=by,
            may=DECIDE,
            manuscript=pk,
            reliability=mark,
            reason=f"It is {mark}.",
        ):
            self.promised.mark(self.keys[key], mark)

    @rule(by=ANYBODY)
    def merge(self, by: str) -> None:
        """The twin into the source whose twin it is: the newest revision then cites that one."""
        twin, kept = (UUID(self.sources[key].id) for key in (TWIN, SERVICE))
        before = self.promised.revision
        if self.attempt(
            actions.merge, by=by, may=WRITE, source=twin, into=kept, reason="One book."
        ):
            document = self.promised.newest.standing_since(self.promised.stood())
            document = document.citing_instead(TWIN, SERVICE, by, before + 1)
            if document != self.promised.newest and self.newest()[0] > before:
                self._saved(document, by)

    @rule(a=NUMBER)
    def erase_who_and_why(self, a: int) -> None:
        newest = Event.objects.order_by("-seq")[0].seq
        events = [newest - a]
        if erase_private(events=events, by=self.people["root"], reason="A request."):
            made["erase"] += 1

    @rule()
    def upgrade_nothing(self) -> None:
        upgrade = upgrade_digests(by=software())
        assert (upgrade.event, upgrade.carried, upgrade.fallen) == (None, 0, [])

    @invariant()
    def the_desk_says_what_is_promised(self) -> None:
        if not self.promised.history:
            return
        row = self.row
        assert (row.status, row.revision) == (self.status, self.promised.revision)
        _number, document = self.newest()
        newest = self.promised.newest
        assert (document.text, document.facts) == (newest.text, newest.written_facts)
        assert document.title == newest.title
        self._compare(newest.cited, DraftCitation.objects.filter(manuscript=self.id))

    @invariant()
    def readers_see_what_was_approved_with_the_standings_that_are_promised(self) -> None:
        if not self.promised.history:
            return
        live = self.promised.live
        entry = Entry.objects.filter(pk=self.id).first()
        current = Edition.objects.filter(entry_id=self.id, state="current")
        assert [edition.number for edition in current] == ([self.editions] if live else [])
        assert (entry is None) == (live is None)
        rows = Citation.objects.filter(entry=self.id)
        self._compare(live.cited if live else (), rows)
        if live:
            published_as = Publication.objects.get(manuscript=self.id, number=self.editions)
            document = published_as.revision.read()
            assert (document.text, document.facts) == (live.text, live.written_facts)

    def _compare(self, promised: Any, rows: Any) -> None:
        """Every citation has the standing promised, and what was typed has one digest, and one context, each."""
        stored = list(rows.order_by("position").values_list("digest", "context", "standing"))
        assert len(stored) == len(promised)
        for cited, (digest, context, standing) in zip(promised, stored, strict=True):
            self.learn(cited.identity, digest)
            self.learn(cited.context, context)
            said = FALLEN if standing in {"unchecked", "stale"} else standing
            assert said == self.promised.standing(cited, promised), cited

    def _desk(self) -> list[Any]:
        rows = DraftCitation.objects.order_by("manuscript", "position")
        counts = Manuscript.objects.order_by("pk").values_list("words", "citations", "unchecked")
        names = ("digest", "context", "standing", "checked", "first_by", "source_key", "line")
        return [*rows.values_list(*names), *counts]

    def check_the_end(self) -> None:
        differences = list(projection.rebuild(lambda *_: None, standings_of=current_standings))
        assert differences == []
        # The number to fix in lists is that of the last save: it alone may have become another since.
        desk = self._desk()
        assert len(list(rebuild_drafts())) == 4
        assert self._desk() == desk
        assert list(faults()) == []
        if self.promised.live:
            for address in self.addresses():
                assert Client().get(address).status_code == 200, address


RECORDS = {
    SERVICE: ("Trotsky: A Biography", "2009"),
    SMITH: ("Strikes", "1990"),
    TWIN: ("Trotsky: a biography", "2009"),
}
GROUPS = {
    "edna": ("Editors",),
    "otto": ("Editors",),
    "mona": ("Moderators",),
    "maja": ("Editors", "Moderators"),
    "nils": ("Editors", "Moderators"),
    "abel": ("Approvers",),
    "anna": ("Approvers",),
    "root": (),
    "dora": (),
}


@pytest.mark.django_db
def test_no_history_breaks_a_promise(portion: Portion) -> None:
    accounts = {name: (groups, {"is_superuser": name == "root"}) for name, groups in GROUPS.items()}
    office = dict(zip(GROUPS, people(accounts), strict=True))
    cast = factories.Cast(
        *(office[name] for name in ("edna", "otto", "mona", "abel", "anna", "root", "dora"))
    )
    shelf = {}
    for key, (title, year) in RECORDS.items():
        shelf[key] = source(key, title=title)
        record = {**shelf[key].record, "title": title, "issued": {"date-parts": [[int(year)]]}}
        shelf[key] = replace(shelf[key], record=record)
        published(shelf[key], cast)

    class OneRun(AnyHistory):
        people, sources, records = office, shelf, RECORDS

        def __init__(self) -> None:
            self.point = transaction.savepoint()
            self.cast = cast
            super().__init__()

        def teardown(self) -> None:
            try:
                # Where a step failed, that is what is to be reported.
                if sys.exc_info()[0] is None:
                    self.check_the_end()
            finally:
                transaction.savepoint_rollback(self.point)

    made.clear()
    OneRun.TestCase.settings = settings(
        max_examples=settings.default.max_examples // (1 if portion.thorough else 2),
        stateful_step_count=STEPS,
        suppress_health_check=list(HealthCheck),
        derandomize=not portion.thorough,
    )
    OneRun.TestCase().runTest()
    expected = EXPECTED if portion.thorough else {"save", "check", "approve", "publish"}
    assert made.keys() >= expected, f"never made: {expected - made.keys()}"
