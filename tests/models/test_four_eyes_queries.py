"""Whose words are in a manuscript: the program's query and the database's triggers, compared over random histories."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import F
from factories import person
from raw_sql import sign
from told import told

from editorial.models import Approval, Manuscript, Merge, Publication, Revision

PEOPLE, SOURCES, START = 6, 4, datetime(2026, 1, 1, tzinfo=UTC)
HISTORIES, MAX_STEPS = 40, 28


class History:
    """Some sources by some people, with the rows that the actions would write; `publisher` writes none of them."""

    def __init__(self, people: list[User], publisher: User) -> None:
        self.people, self.publisher = people, publisher
        self.now = START
        self.pks = [uuid.uuid4() for _ in range(SOURCES)]
        for number, pk in enumerate(self.pks):
            name = f"source-{number}"
            Manuscript.objects.create(
                pk=pk, kind="source", slug=name, title=name, name_key=name, author=people[0]
            )

    def step(self, chance: Random) -> str:
        """Make a random move, if it is possible; returns its name, or nothing."""
        manuscript = Manuscript.objects.get(pk=chance.choice(self.pks))
        by, name = chance.randrange(PEOPLE), chance.choice(("save", "revert", "publish", "merge"))
        if manuscript.is_merged or (name != "save" and not manuscript.revision):
            return ""
        if name == "save":
            self.save(manuscript, by)
        elif name == "revert":
            # A published revision was approved: half of the time revert to one.
            newest = chance.choice((manuscript.published_revision, manuscript.revision))
            number = newest if newest < manuscript.revision else chance.randint(1, newest)
            return self.revert(manuscript, by, max(1, number))
        elif name == "publish":
            return self.publish(manuscript)
        else:
            return self.merge(manuscript, by, chance.choice(self.pks), filled=chance.random() < 0.5)
        return name

    def save(self, manuscript: Manuscript, by: int, restored: Revision | None = None) -> None:
        self.now += timedelta(seconds=1)
        manuscript.revision += 1
        told(
            Revision(
                manuscript=manuscript,
                number=manuscript.revision,
                based_on=manuscript.revision - 1,
                document="{}",
                digest=sha256(f"{manuscript.pk} {manuscript.revision}".encode()).hexdigest(),
                author=self.people[by],
                restored=restored,
                saved_at=self.now,
            )
        )
        manuscript.save(update_fields=["revision"])

    def revert(self, manuscript: Manuscript, by: int, number: int) -> str:
        earlier = Revision.objects.get(manuscript=manuscript, number=number)
        again = earlier.restored is not None
        while earlier.restored is not None:
            earlier = earlier.restored
        self.save(manuscript, by, earlier)
        return "revert of a revert" if again else "revert"

    def publish(self, manuscript: Manuscript) -> str:
        if manuscript.revision == manuscript.published_revision:
            return ""
        Manuscript.objects.filter(pk=manuscript.pk).update(status="submitted")
        sign(manuscript, self.publisher)
        approval = Approval.objects.latest("pk")
        Manuscript.objects.filter(pk=manuscript.pk).update(status="approved", approval=approval)
        edition = manuscript.edition + 1
        told(
            Publication(
                manuscript=manuscript,
                number=edition,
                revision=approval.revision,
                approval=approval,
                digest=approval.digest,
                by=self.publisher,
            )
        )
        Manuscript.objects.filter(pk=manuscript.pk).update(
            status="published",
            approval=None,
            edition=edition,
            live_edition=edition,
            published_revision=manuscript.revision,
        )
        return "publish"

    def merge(self, target: Manuscript, by: int, merged_id: uuid.UUID, *, filled: bool) -> str:
        merged = Manuscript.objects.get(pk=merged_id)
        if merged == target or merged.is_merged:
            return ""
        if filled:
            self.save(target, by)
        else:
            self.now += timedelta(seconds=1)
        Merge.objects.filter(into=merged).update(into=target)
        told(Merge(merged=merged, into=target, by=self.people[by], at=self.now))
        return "filling merge" if filled else "merge"

    def waiting(self) -> list[Manuscript]:
        """What could be submitted."""
        return list(Manuscript.objects.unmerged().filter(revision__gt=F("published_revision")))

    def refused_by_query(self) -> set[tuple[uuid.UUID, str]]:
        """Which source which person may not approve, according to the program."""
        waiting = Manuscript.objects.filter(pk__in=[source.pk for source in self.waiting()])
        refused = set()
        for user in self.people:
            written = set(waiting.written_by(user.pk).values_list("pk", flat=True))
            others = set(waiting.not_written_by(user.pk).values_list("pk", flat=True))
            assert not written & others
            assert len(written) + len(others) == waiting.count()
            refused |= {(pk, user.username) for pk in written}
        return refused

    def refused_by_trigger(self) -> set[tuple[uuid.UUID, str]]:
        """The same, according to the database."""
        waiting = self.waiting()
        Manuscript.objects.filter(pk__in=[source.pk for source in waiting]).update(
            status="submitted"
        )
        return {
            (source.pk, user.username)
            for source in waiting
            for user in self.people
            if not self.lets_sign(source, user)
        }

    def lets_sign(self, manuscript: Manuscript, user: User) -> bool:
        point = transaction.savepoint()
        try:
            sign(manuscript, user)
        except DatabaseError as error:
            if "nobody approves what they wrote" not in str(error):
                raise
            return False
        else:
            return True
        finally:
            transaction.savepoint_rollback(point)


@pytest.mark.django_db
def test_the_query_and_the_triggers_name_the_same_writers_over_any_history() -> None:
    people = [person(f"writer{number}") for number in range(PEOPLE)]
    publisher = person("publisher")
    counts: Counter[str] = Counter()
    for seed in range(HISTORIES):
        chance = Random(seed)
        point = transaction.savepoint()
        history = History(people, publisher)
        steps = [history.step(chance) for _ in range(chance.randint(6, MAX_STEPS))]
        refused = history.refused_by_query()
        assert refused == history.refused_by_trigger(), (seed, steps)
        counts.update(steps)
        counts["refused"] += len(refused)
        counts["allowed"] += len(history.waiting()) * PEOPLE - len(refused)
        transaction.savepoint_rollback(point)
    for name in (
        *("save", "revert", "revert of a revert", "publish", "merge", "filling merge"),
        *("refused", "allowed"),
    ):
        assert counts[name] >= 10, counts
