"""Which checks and contributions the database itself refuses when they are written with raw SQL."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import raw_sql
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils import timezone
from factories import Cast, article, drafted, source
from told import tell

from editorial import actions
from editorial.models import Check, Contribution, DraftCitation, Manuscript, Revision

OWN = "stet: nobody checks a citation that they brought in"
NAMED = "stet: nobody checks a citation to whose key they gave its work later"
NO_REVISION = "stet: a contribution is of somebody who wrote its revision or an earlier one"


def insert_check(manuscript: Manuscript, by: User, **columns: Any) -> None:
    citation = DraftCitation.objects.get(manuscript=manuscript)
    fitting = {
        "manuscript_id": manuscript.pk,
        "revision": manuscript.revision,
        "digest": citation.digest,
        "claim_digest": citation.claim_digest,
        "claim": citation.claim,
        "source_key": citation.source_key,
        "source_edition": 1,
        "source_mark": "sound",
        "locator": citation.locator,
        "quotation": "",
        "prefix": "",
        "suffix": "",
        "context": "",
        "work": "",
        "version": 2,
        "public_note": "",
        "found": "",
        "found_page": "",
        "found_places": 0,
        "means": "",
        "not_borne_out": "",
        "verdict": "supports",
        "note": "",
        "looked_at": "",
        "asks": False,
        "by_id": by.pk,
        "at": timezone.now(),
    }
    # With its event, which another trigger asks for.
    tell(Check(**fitting | columns))
    raw_sql.insert("editorial_check", **fitting | columns)


def insert_contribution(revision: Revision, person: User, **columns: Any) -> None:
    fitting = {
        "manuscript_id": revision.manuscript_id,
        "digest": "a" * 64,
        "person_id": person.pk,
        "revision_id": revision.pk,
        **dict.fromkeys(("words", "source_key", "locator", "quotation"), ""),
    }
    raw_sql.insert("editorial_contribution", **fitting | columns)


def test_who_brought_it_in_does_not_check_it(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    with pytest.raises(DatabaseError, match=OWN):
        insert_check(manuscript, cast.editor)


def test_nor_who_brought_in_a_part_of_it(cast: Cast) -> None:
    document = article(text="Olsen was born.")
    drafted(document, cast)
    cited = replace(document, text="Olsen was born.[@service-trotsky-2009]")
    manuscript = actions.save(document=cited, by=cast.other_editor, based_on=1).manuscript
    for by in (cast.editor, cast.other_editor):
        with pytest.raises(DatabaseError, match=OWN):
            insert_check(manuscript, by)
    insert_check(manuscript, cast.moderator)


def test_nor_who_gave_its_key_a_work_later(cast: Cast) -> None:
    manuscript = drafted(article(text="Olsen was born.[@olsen-1901]"), cast)
    work = actions.save(document=source("olsen-1901"), by=cast.other_editor).manuscript
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    named = {"digest": digest, "source_key": "olsen-1901", "source": work.pk}
    with pytest.raises(DatabaseError, match=NAMED):
        insert_check(manuscript, cast.other_editor, **named)
    insert_check(manuscript, cast.moderator, **named)
    insert_check(manuscript, cast.other_editor, **named | {"source_key": "olsen-1902"})


def test_who_brought_in_another_citation_checks_this_one(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    actions.save(document=article("Another"), by=cast.other_editor)
    insert_check(manuscript, cast.other_editor)
    insert_check(manuscript, cast.editor, digest="b" * 64)


def test_a_contribution_is_of_a_revision_of_its_manuscript(cast: Cast) -> None:
    drafted(article(), cast)
    other = drafted(article("Another"), cast)
    revision = Revision.objects.exclude(manuscript=other).get()
    insert_contribution(revision, cast.editor)
    with pytest.raises(DatabaseError, match=NO_REVISION):
        insert_contribution(revision, cast.editor, manuscript_id=other.pk)
    with pytest.raises(DatabaseError, match=NO_REVISION):
        insert_contribution(revision, cast.editor, revision_id=10**6)


def test_of_somebody_who_wrote_it_or_an_earlier_one(cast: Cast) -> None:
    document = article()
    drafted(document, cast)
    actions.save(document=replace(document, text="Later."), by=cast.other_editor, based_on=1)
    first, second = Revision.objects.order_by("number")
    insert_contribution(second, cast.editor)
    for revision, somebody in ((first, cast.other_editor), (second, cast.moderator)):
        with pytest.raises(DatabaseError, match=NO_REVISION):
            insert_contribution(revision, somebody)


def test_and_is_there_once(cast: Cast) -> None:
    drafted(article(), cast)
    row = Contribution.objects.earliest("pk")
    with pytest.raises(DatabaseError, match=r"(?i)unique"):
        insert_contribution(row.revision, row.person, digest=row.digest)
