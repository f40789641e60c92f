"""Every mark “citation needed” of the site in one list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from factories import Cast, article, drafted, published, source
from office import entered

from editorial.models import Manuscript, NeededCitation
from editorial.projection.full_rebuild import rebuild_drafts


def page(cast: Cast, **asked: Any) -> Any:
    return entered(cast.editor).get(reverse("admin:needed_citations"), asked)


def marks(answer: Any) -> dict[str, list[tuple[str, str, int]]]:
    return {
        entry["row"].title: [(mark.sentence, mark.reason, mark.line) for mark in entry["marks"]]
        for entry in answer.context["entries"]
    }


def test_the_marks_of_all_entries_with_reason_and_line(cast: Cast) -> None:
    published(source(), cast)
    document = article("Dual power", tags=("Theory",), text="It was.[@? when <b>?]\n\nIt is.[@?]")
    drafted(document, cast)
    published(article("Soviets", text="They were.[@service-trotsky-2009] So it was.[@?]"), cast)
    answer = page(cast)
    assert marks(answer) == {
        "Dual power": [("It was.", "when <b>?", 1), ("It is.", "", 3)],
        "Soviets": [("So it was.", "", 1)],
    }
    text = answer.content.decode()
    pk = Manuscript.objects.get(title="Dual power").pk
    edit = reverse("admin:editorial_articlemanuscript_change", args=[pk])
    assert f'href="{edit}#line-3:It%20is."' in text
    assert "when &lt;b&gt;?" in text
    assert set(marks(page(cast, tag="THEORY"))) == {"Dual power"}
    assert marks(page(cast, tag="<script>\x00")) == {}
    home = entered(cast.editor).get(reverse("admin:index"))
    assert home.context["needed"] == 3
    assert reverse("admin:needed_citations") in home.content.decode()
    drafted(replace(document, text="It was.[@service-trotsky-2009]"), cast)
    assert set(marks(page(cast))) == {"Soviets"}


def test_rebuild_makes_the_marks_again(cast: Cast) -> None:
    manuscript = drafted(article(text="It was.[@? when?]"), cast)
    NeededCitation.objects.all().delete()
    assert dict(rebuild_drafts())[manuscript.path]
    assert not dict(rebuild_drafts())[manuscript.path]
    assert NeededCitation.objects.get().reason == "when?"


def test_long_lists_have_pages(cast: Cast) -> None:
    drafted(article(text="\n\n".join(f"Sentence {n}.[@?]" for n in range(103))), cast)
    first = page(cast)
    assert first.context["count"] == 103
    second = entered(cast.editor).get(reverse("admin:needed_citations") + first.context["next"])
    assert len(marks(second)["Permanent revolution"]) == 3
    assert second.context["previous"]
    assert page(cast, page="x").status_code == 200
