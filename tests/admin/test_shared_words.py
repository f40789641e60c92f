"""Words of a draft that stand in evidence of its sources or in another entry: told in the form, and on a page."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import Cast, article, drafted, person, published, source
from office import entered, sent

from editorial.actions.attach import attach_passage, set_aside
from editorial.models import Evidence, Manuscript

COPIED = "the party was from its first day a small body of convinced and tireless people"
ELSEWHERE = "its founders had met in prison and wrote their programme in the exile that followed"
TEXT = f"""One reads that {COPIED}, and more[@service-trotsky-2009, p. 1].

Of {ELSEWHERE}, nobody doubted[@service-trotsky-2009, p. 2].

> {ELSEWHERE}
"""


@pytest.fixture
def kept(cast: Cast) -> Evidence:
    """The first words stand in evidence, the others in a published entry."""
    work = published(source(), cast)
    passage = f"He wrote: {COPIED.upper()}. So it was."
    attach_passage(source=work.pk, text=passage, page="17", origin="The book", by=cast.moderator)
    other = article("Founders", f"Of {ELSEWHERE}, nobody knew[@service-trotsky-2009].")
    published(other, cast)
    return Evidence.objects.get()


def told(user: Any, text: str = TEXT, **fields: str) -> dict[str, Any]:
    answer = entered(user).post(
        reverse("admin:live_article_shared_words"),
        sent("article", **{"title": "Entrism", "text": text, **fields}),
    )
    shared: dict[str, Any] = answer.json()
    return shared


def test_the_form_is_told_what_stands_where(cast: Cast, kept: Evidence) -> None:
    shared = told(cast.editor)["shared"]

    assert [(run["line"], run["words"]) for run in shared] == [
        (1, COPIED),
        (3, f"Of {ELSEWHERE}, nobody"),
    ]
    assert "in the evidence of Service 2009, p. 17" in shared[0]["message"]
    assert shared[0]["address"] == reverse("admin:desk_evidence_page", args=[kept.pk, 1])
    assert "in the entry “Founders”" in shared[1]["message"]
    assert shared[1]["address"] == "/article/founders/"


def test_an_entry_shares_nothing_with_itself(cast: Cast, kept: Evidence) -> None:
    own = Manuscript.objects.get(title="Founders")

    assert told(cast.editor, text=f"Of {ELSEWHERE}.", id=str(own.pk))["shared"] == []


def test_evidence_that_was_set_aside_and_sources_that_are_not_cited_are_not_compared(
    cast: Cast, kept: Evidence
) -> None:
    assert told(cast.editor, text=f"One reads that {COPIED}.")["shared"] == []
    set_aside(evidence=kept.pk, by=cast.moderator, reason="The wrong book.")

    assert [run["line"] for run in told(cast.editor)["shared"]] == [3]


def test_who_may_not_see_evidence_is_told_nothing_of_it(cast: Cast, kept: Evidence) -> None:
    writer = person("writer")
    for name in ("view_manuscript", "save_manuscript"):
        writer.user_permissions.add(Permission.objects.get(codename=name))

    assert [run["line"] for run in told(writer)["shared"]] == [3]


def test_evidence_beyond_what_is_compared_is_said_to_be_left_out(
    cast: Cast, kept: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.admin.shared_words.MAX_COMPARED", 5)

    assert told(cast.editor)["whole"] is False


def test_hostile_text_and_a_form_that_cannot_be_read_are_answered(cast: Cast) -> None:
    assert told(cast.editor, text="\x00[[[[@" * 50 + '"' * 3001)["shared"] == []
    assert told(cast.editor, title="")["shared"] == []


def test_the_page_of_a_revision_lists_them_with_their_lines(cast: Cast, kept: Evidence) -> None:
    manuscript = drafted(article("Entrism", TEXT), cast)
    address = reverse("admin:shared_words", args=[manuscript.pk, 1])

    page = entered(cast.approver).get(address).content.decode()
    assert COPIED in page
    assert "in the evidence of Service 2009, p. 17" in page
    assert 'href="/article/founders/"' in page
    assert entered(cast.approver).get(address.replace("/1/", "/2/")).status_code == 404
    assert (
        entered(cast.approver)
        .get(reverse("admin:shared_words", args=[uuid.uuid4(), 1]))
        .status_code
        == 404
    )


def test_the_number_of_statements_grows_with_the_text_alone(cast: Cast, kept: Evidence) -> None:
    """One for each window of words, whatever is published and kept."""

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            told(cast.editor)
        return len(queries)

    before = statements()
    for number in range(5):
        published(article(f"Another {number}", f"Of {ELSEWHERE}, {number}."), cast)
    assert statements() <= before
