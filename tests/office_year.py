"""Ten people write, check, approve and assign for a while, day by day, as chance has it; a diary is kept of it all.

The diary is written beside the office, from what was done here, so that the office's own counts can be held against it.
"""

from __future__ import annotations

import random
import uuid
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from factories import article, people, source
from moved_clock import Clock

from editorial import actions
from editorial.accounts import management
from editorial.models import DraftCitation, Manuscript, Status
from editorial.models.turns import Step
from editorial.workflow import Refused
from encyclopedia.core.documents import ArticleDocument

SOURCES = 10
ACCOUNTS = {
    "maya": ("Office managers",),
    "abel": ("Approvers",),
    "anna": ("Approvers",),
    "edna": ("Editors",),
    "otto": ("Editors",),
    "erin": ("Editors",),
    "emil": ("Editors",),
    "mona": ("Moderators",),
    "milo": ("Moderators",),
    "mina": ("Moderators",),
}


@dataclass
class Diary:
    """What was done: moves as manuscript, name and time; checks by person and day; the last verdict by manuscript
    and citation; who was there no more, and since when."""

    moves: list[tuple[uuid.UUID, str, datetime]] = field(default_factory=list)
    checks: Counter[tuple[int, datetime]] = field(default_factory=Counter)
    verdicts: dict[tuple[uuid.UUID, str], str] = field(default_factory=dict)
    gone: dict[int, datetime] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


class Year:
    def __init__(self, clock: Clock, *, days: int, entries: int, citations: int) -> None:
        """`citations` in each entry."""
        self.clock, self.days, self.entries, self.citations = clock, days, entries, citations
        self.chance = random.Random(1938)
        self.diary = Diary()
        self.documents: dict[str, ArticleDocument] = {}
        accounts = people({name: (groups, {}) for name, groups in ACCOUNTS.items()})
        self.who = {user.username: user for user in accounts}
        self._publish_sources()
        self.first = clock.now

    # One day

    def work(self, day: int) -> None:
        """What is done on this day, from nine o'clock on."""
        self._people_leave(day)
        self._write(day)
        self._mend()
        # The approvers are away for ten days of every thirty.
        approvers_are_here = day % 30 < 20
        if approvers_are_here:
            self._assign()
        self._check()
        if approvers_are_here:
            self._approve()

    def here(self, *names: str) -> list[User]:
        return [self.who[name] for name in names if self.who[name].pk not in self.diary.gone]

    @property
    def approvers(self) -> list[User]:
        return self.here("abel", "anna")

    @property
    def moderators(self) -> list[User]:
        return self.here("mona", "milo", "mina")

    def _people_leave(self, day: int) -> None:
        if day == self.days // 3:
            management.change_roles(account=self.who["milo"], roles=[], by=self.who["maya"])
            self._gone("milo")
        if day == self.days // 2:
            management.close(account=self.who["emil"], by=self.who["maya"])
            self._gone("emil")

    def _gone(self, name: str) -> None:
        self.diary.gone[self.who[name].pk] = timezone.now()
        self.who[name] = User.objects.get(username=name)

    def _write(self, day: int) -> None:
        """New entries in the first four fifths of the time; now and then another word in one that is published."""
        wanted = min(self.entries, 1 + self.entries * day * 5 // (self.days * 4))
        while len(self.documents) < wanted:
            number = len(self.documents)
            sentences = [
                f"Thing {number} has part {part}.[@work-{self.chance.randrange(SOURCES)}, p. {part + 1}]"
                for part in range(self.citations)
            ]
            document = article(f"Thing {number}", " ".join(sentences))
            self.documents[document.id] = document
            self._save(document, self.chance.choice(self.here("edna", "otto", "erin", "emil")))
        for row in Manuscript.objects.filter(status=Status.DRAFT):
            if self.chance.random() < 0.4:
                self._submit(row)
        published = list(Manuscript.objects.filter(status=Status.PUBLISHED, kind="article"))
        if published and self.chance.random() < 0.1:
            self._change(self.chance.choice(published))

    def _mend(self) -> None:
        for row in Manuscript.objects.filter(status=Status.RETURNED):
            if self.chance.random() < 0.5:
                self._change(row)
                row.refresh_from_db()
                self._submit(row)

    def _change(self, row: Manuscript) -> None:
        """Without the sentences whose sources do not bear them out; else with one more sentence."""
        document = self.documents[str(row.pk)]
        sentences = document.text.split(" Thing ")
        bad = {
            place
            for place, use in enumerate(DraftCitation.objects.filter(manuscript=row).in_order(), 1)
            if self.diary.verdicts.get((row.pk, use.digest)) == "does_not_support"
        }
        if bad:
            text = " Thing ".join(
                sentence for place, sentence in enumerate(sentences, 1) if place not in bad
            )
            text = text if text.startswith("Thing ") else f"Thing {text}"
        else:
            text = f"{document.text} Thing {row.revision} more.[@work-1, p. {row.revision + 100}]"
        self.documents[str(row.pk)] = replace(document, text=text)
        self._save(self.documents[str(row.pk)], self._writer(row), row.revision)

    def _writer(self, row: Manuscript) -> User:
        responsible = row.responsible
        if responsible is not None and responsible in self.here(*ACCOUNTS):
            return responsible
        return self.chance.choice(self.here("edna", "otto", "erin"))

    def _save(self, document: ArticleDocument, by: User, based_on: int = 0) -> None:
        outcome = actions.save(document=document, by=by, based_on=based_on)
        assert outcome.changed
        self._noted(outcome.manuscript.pk, "save")

    def _submit(self, row: Manuscript) -> None:
        try:
            actions.submit(manuscript=row.pk, revision=row.revision, by=self._writer(row))
        except Refused as refusal:
            self.diary.refused.append(str(refusal))
        else:
            self._noted(row.pk, "submit")

    def _assign(self) -> None:
        """An approver names people for half of what nobody has, some with a day; somebody takes the next step."""
        by = self.chance.choice(self.approvers)
        for row in list(Manuscript.objects.to_do().unassigned()):
            if row.turn == "responsible":
                chosen = {"responsible": self.chance.choice(self.here("edna", "otto", "erin"))}
            elif row.turn == "checker" and self.chance.random() < 0.5:
                chosen = {"checker": self.chance.choice(self.moderators)}
            else:
                continue
            due_on = timezone.localdate() + timedelta(days=self.chance.randrange(1, 15))
            actions.assign(manuscript=row.pk, by=by, due_on=due_on, **chosen)
        for row in list(Manuscript.objects.to_do()):
            if self.chance.random() < (0.15 if row.due_on else 0.2):
                due_on = timezone.localdate() + timedelta(days=self.chance.randrange(1, 6))
                actions.assign(manuscript=row.pk, by=by, due_on=due_on)
        free = Manuscript.objects.at_step(Step.CHECK).given_to_nobody("checker").first()
        if free is not None and self.chance.random() < 0.5:
            actions.take(manuscript=free.pk, by=self.chance.choice(self.moderators))

    def _check(self) -> None:
        for by in self.moderators:
            mine = Manuscript.objects.filter(status=Status.SUBMITTED, unchecked__gt=0)
            for row in mine.not_given_to_others(by, "checker").most_urgent_first()[:2]:
                if self.chance.random() < 0.7:
                    self._check_all(row, by)

    def _check_all(self, row: Manuscript, by: User) -> None:
        for digest in DraftCitation.objects.filter(manuscript=row).values_list("digest", flat=True):
            if (row.pk, digest) in self.diary.verdicts:
                continue
            verdict = "does_not_support" if self.chance.random() < 0.02 else "supports"
            note = "" if verdict == "supports" else "The page says nothing of it."
            actions.check(
                manuscript=row.pk, digest=digest, verdict=verdict, note=note, means="shelf", by=by
            )
            self.diary.verdicts[row.pk, digest] = verdict
            self.diary.checks[by.pk, timezone.now()] += 1

    def _approve(self) -> None:
        for row in list(Manuscript.objects.filter(status=Status.SUBMITTED, unchecked=0)):
            by = self.chance.choice(self.approvers)
            if self.chance.random() < 0.4:
                continue
            refuted = DraftCitation.objects.filter(manuscript=row).values_list("digest", flat=True)
            if any(self.diary.verdicts[row.pk, use] == "does_not_support" for use in refuted):
                actions.return_(manuscript=row.pk, by=by, reason="A source does not say so.")
                self._noted(row.pk, "return")
                continue
            actions.approve(
                manuscript=row.pk, revision=row.revision, by=by, change="addition", summary="More."
            )
            self._noted(row.pk, "approve")
            if self.chance.random() < 0.3:
                then = timezone.now() + timedelta(days=2)
                actions.schedule(manuscript=row.pk, by=by, publish_at=then)
                self._noted(row.pk, "schedule")
            else:
                actions.publish(manuscript=row.pk, by=by)
                self._noted(row.pk, "publish")

    # Where it begins

    def _publish_sources(self) -> None:
        for number in range(SOURCES):
            document = source(f"work-{number}", title=f"Work {number}")
            pk = uuid.UUID(document.id)
            actions.save(document=document, by=self.who["edna"], based_on=0)
            actions.submit(manuscript=pk, revision=1, by=self.who["edna"])
            actions.approve(
                manuscript=pk,
                revision=1,
                by=self.who["abel"],
                change="addition",
                summary="",
                another_edition=None,
            )
            actions.publish(manuscript=pk, by=self.who["abel"])
            for name in ("save", "submit", "approve", "publish"):
                self._noted(pk, name)

    def _noted(self, manuscript: uuid.UUID, name: str) -> None:
        self.diary.moves.append((manuscript, name, timezone.now()))
