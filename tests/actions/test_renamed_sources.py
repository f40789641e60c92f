"""A source that published entries cite and that is renamed or withdrawn: the gate names it and the refusal says why."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, approved, article, checked, drafted, published, source
from office import entered

from editorial import actions
from editorial.gate.gate_input import obstacles
from editorial.models import DraftCitation, Manuscript, Status
from editorial.workflow import Refused
from encyclopedia import projection
from encyclopedia.core import documents
from encyclopedia.models import Citation, Entry
from encyclopedia.models import Source as PublishedSource

OLD = "service-trotsky-2009"


def renamed(
    cast: Cast, document: documents.SourceDocument, slug: str = "another-key"
) -> Manuscript:
    manuscript = Manuscript.objects.get(pk=document.id)
    return actions.rename(
        manuscript=manuscript.pk,
        title=manuscript.title,
        slug=slug,
        by=cast.editor,
        based_on=manuscript.revision,
    ).manuscript


@pytest.fixture
def cited(cast: Cast) -> documents.SourceDocument:
    document = source()
    published(document, cast)
    published(article(), cast)
    return document


def test_the_gate_names_the_entries_that_cite_a_renamed_source_by_its_old_key(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = renamed(cast, cited)
    with pytest.raises(actions.GateClosed, match=f"by the key “{OLD}”: Permanent revolution"):
        actions.submit(manuscript=manuscript.pk, revision=manuscript.revision, by=cast.editor)
    manuscript = renamed(cast, cited, slug=OLD)
    assert actions.submit(
        manuscript=manuscript.pk, revision=manuscript.revision, by=cast.editor
    ).changed


def test_no_more_than_ten_are_named(cast: Cast, cited: documents.SourceDocument) -> None:
    for number in range(10):
        published(article(f"Essay {number}"), cast)
    manuscript = renamed(cast, cited)
    document = replace(cited, slug="another-key")
    (obstacle,) = obstacles(manuscript, document, "submit")
    titles = [f"Essay {number}" for number in range(10)]
    assert obstacle.values["titles"] == ", ".join([*titles, "…"])


def test_a_source_that_no_published_entry_cites_is_renamed(cast: Cast) -> None:
    document = source()
    published(document, cast)
    drafted(article(), cast)
    manuscript = renamed(cast, document)
    number = manuscript.revision
    actions.submit(manuscript=manuscript.pk, revision=number, by=cast.editor)
    actions.approve(
        manuscript=manuscript.pk,
        revision=number,
        by=cast.approver,
        change="wording",
        another_edition=False,
    )
    assert actions.publish(manuscript=manuscript.pk, by=cast.approver).changed
    assert Entry.objects.get(pk=document.id).slug == "another-key"


def change_after_the_gate(monkeypatch: pytest.MonkeyPatch, change: Callable[[], Any]) -> None:
    """Change a row between the gate and the pages, like another transaction that commits then."""
    publish = projection.Rendered.publish

    def publish_after_change(*arguments: Any, **options: Any) -> Any:
        change()
        return publish(*arguments, **options)

    monkeypatch.setattr(projection.Rendered, "publish", publish_after_change)


def test_a_source_that_is_withdrawn_after_the_gate_looked_is_refused_with_a_message(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = source()
    published(document, cast)
    manuscript = approved(article(), cast)
    change_after_the_gate(
        monkeypatch,
        lambda: actions.withdraw(manuscript=document.id, by=cast.approver, reason="In error."),
    )
    with pytest.raises(Refused, match=f"No published source has the key “{OLD}” any more"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    manuscript.refresh_from_db()
    assert manuscript.status == Status.APPROVED
    assert not Citation.objects.exists()


def test_a_source_that_is_renamed_after_the_gate_looked_is_refused_in_the_office(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = source()
    published(document, cast)
    manuscript = approved(article(), cast)
    change_after_the_gate(
        monkeypatch,
        lambda: PublishedSource.objects.filter(pk=document.id).update(slug="another-key"),
    )
    answer = entered(cast.approver).post(reverse("admin:move_publish", args=[manuscript.pk]))
    assert answer.status_code == 409
    assert f"No published source has the key “{OLD}” any more" in answer.content.decode()


def shown(user: object, manuscript: Manuscript) -> str:
    address = reverse("admin:manuscript", args=[manuscript.pk])
    return html.unescape(entered(user).get(address).content.decode())


def test_the_page_of_a_source_says_beforehand_who_cites_it(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    drafted(article("A drafted one"), cast)
    page = shown(cast.superuser, Manuscript.objects.get(pk=cited.id))
    for sentence in (
        "Published entries cite this source: Permanent revolution. It is not withdrawn while they do.",
        "Drafts cite this source: A drafted one. They are not published without it.",
        "Published entries cite this source by its key: Permanent revolution. Keep the key.",
        "Drafts cite this source by its key: A drafted one. Change the key there too.",
    ):
        assert sentence in page


def test_and_nothing_where_nobody_cites_it(cast: Cast) -> None:
    published(source("unused-1901"), cast)
    drafted(article("A drafted one"), cast)
    page = shown(cast.superuser, Manuscript.objects.get(kind="source"))
    assert "cite this source" not in page


def test_a_withdrawal_after_all_answers_in_words(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = Manuscript.objects.get(pk=cited.id)
    answer = entered(cast.superuser).post(
        reverse("admin:move_withdraw", args=[manuscript.pk]), {"withdraw-reason": "Out."}
    )
    assert answer.status_code == 409
    assert "still cite this source: Permanent revolution" in answer.content.decode()
    manuscript.refresh_from_db()
    assert manuscript.status == Status.PUBLISHED


def test_a_check_of_a_draft_falls_when_its_key_leads_to_nothing_any_more(cast: Cast) -> None:
    published(document := source(), cast)
    citing = checked(article(), cast)
    rows = DraftCitation.objects.filter(manuscript=citing)
    assert list(rows.values_list("standing", "checked")) == [("supports", True)]
    renamed(cast, document)
    published(replace(document, slug="another-key"), cast, "wording")
    assert list(rows.values_list("standing", "checked")) == [("stale", False)]
