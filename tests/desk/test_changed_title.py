"""An entry under another title: all that it says is read with that, so every check is confirmed; one act does it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from factories import Cast, biography, check_all, drafted, published, source, submitted

from editorial import actions
from editorial.models import DraftCitation, Manuscript
from encyclopedia.core.documents import PersonDocument
from encyclopedia.models import Citation

TEXT = (
    "He was born in 1879.[@service-trotsky-2009, p. 1][^n]\n\n"
    "## Exile\n\nHe left in 1929.[@service-trotsky-2009, p. 2]\n\n"
    "[^n]: By the old calendar.[@service-trotsky-2009, p. 3]\n"
)


@pytest.fixture
def document(cast: Cast) -> PersonDocument:
    published(source(), cast)
    return replace(biography(facts=()), text=TEXT, title="Leon “Lev” Trotsky")


@pytest.fixture
def manuscript(cast: Cast, document: PersonDocument) -> Manuscript:
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    return manuscript


def standings(manuscript: Manuscript) -> list[str]:
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    return list(rows.values_list("standing", flat=True))


def test_one_act_confirms_the_whole_entry_and_it_is_published(
    cast: Cast, document: PersonDocument, manuscript: Manuscript
) -> None:
    retitled = submitted(replace(document, title="Vladimir Lenin"), cast)
    assert standings(retitled) == ["context_changed"] * 3
    client = Client()
    client.force_login(cast.moderator)
    for row in DraftCitation.objects.filter(manuscript=retitled):
        page = client.get(reverse("admin:desk_citation", args=[retitled.pk, row.digest]))
        words = page.content.decode()
        assert "<dt>Title of the entry</dt>" in words
        assert "<del>Leon “Lev” Trotsky</del> → <ins>Vladimir Lenin</ins>" in words
        assert words.count("<dd><del>") == 1
        assert "The verdicts of these 3 citations hold: confirm them" in words
        assert "in the whole entry:" in words
    client.post(
        reverse("admin:desk_confirm", args=[retitled.pk, row.digest]),
        {"context": row.context, "below": "1"},
    )
    assert standings(retitled) == ["supports"] * 3
    actions.approve(manuscript=retitled.pk, revision=retitled.revision, by=cast.approver)
    actions.publish(manuscript=retitled.pk, by=cast.approver)
    shown = Citation.objects.filter(entry=retitled.pk)
    assert set(shown.values_list("standing", flat=True)) == {"supports"}


@pytest.mark.parametrize("title", ['Leon  "Lev" Trotsky', "Leon\u00a0„Lev“ Trot\u00adsky"])
def test_the_same_title_set_otherwise_is_the_same(
    cast: Cast, document: PersonDocument, manuscript: Manuscript, title: str
) -> None:
    assert standings(drafted(replace(document, title=title), cast)) == ["supports"] * 3


def test_where_a_heading_changed_too_only_its_part_is_confirmed_with_it(
    cast: Cast, document: PersonDocument, manuscript: Manuscript
) -> None:
    changed = replace(document, title="Vladimir Lenin", text=TEXT.replace("# Exile", "# Rumours"))
    retitled = submitted(changed, cast)
    client = Client()
    client.force_login(cast.moderator)
    first, second = (
        client.get(reverse("admin:desk_citation", args=[retitled.pk, row.digest])).content.decode()
        for row in DraftCitation.objects.filter(manuscript=retitled).in_order()[:2]
    )
    assert "in the whole entry:" in first
    assert "verdicts of these 2 citations" in first
    assert second.count("<dd><del>") == 2
    assert "The verdicts of these" not in second
