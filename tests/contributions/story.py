"""One article, saved again and again by people who all write and check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from factories import article, said

from editorial import actions
from editorial.contributions.keeping import contributions_of
from editorial.models import Contribution, DraftCitation, Manuscript
from editorial.workflow import Forbidden
from encyclopedia.core.documents import Document

KEY, OTHER = "service-trotsky-2009", "deutscher-prophet-1954"


class Story:
    """One article, saved again and again."""

    def __init__(self, people: dict[str, User], document: Document | None = None) -> None:
        self.people = people
        self.document: Document = document or article(text="Nothing.")

    def save(self, name: str, text: str, **fields: object) -> Story:
        self.document = replace(self.document, text=text, **fields)
        actions.save(document=self.document, by=self.people[name], based_on=self.revision)
        made = {(row.digest, row.person) for row in contributions_of(self.manuscript)}
        kept = Contribution.objects.filter(manuscript=self.document.id)
        assert set(kept.values_list("digest", "person")) == made
        return self

    @property
    def manuscript(self) -> Manuscript:
        return Manuscript.objects.get(pk=self.document.id)

    @property
    def revision(self) -> int:
        row = Manuscript.objects.filter(pk=self.document.id).first()
        return row.revision if row else 0

    def digest(self, number: int = 1) -> str:
        rows = DraftCitation.objects.filter(manuscript=self.document.id).in_order()
        return str(rows[number - 1].digest)

    def check(self, name: str, number: int = 1, verdict: str = "supports") -> Story:
        actions.check(
            manuscript=self.manuscript.pk,
            digest=self.digest(number),
            verdict=verdict,
            **said(self.digest(number), verdict),
            note="" if verdict == "supports" else "So it is.",
            by=self.people[name],
        )
        return self

    def barred(self, number: int = 1) -> set[str]:
        """Who may not check it, as the action says; what it let through is taken back."""
        names = set()
        for name, user in self.people.items():
            barred = Contribution.objects.of(self.manuscript.pk, [self.digest(number)]).by(user.pk)
            if barred.exists():
                with pytest.raises(Forbidden, match="they wrote the words, chose the source"):
                    self.check(name, number)
                names.add(name)
        return names
