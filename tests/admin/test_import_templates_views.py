"""The unknown templates of an import: counted, mapped once, remembered by the site, applied when read again."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from exports import export, page
from factories import Cast
from office import entered

from editorial.actions.draft import save
from editorial.actions.import_templates import map_template, remembered_templates
from editorial.models import Import, LineState, Manuscript, Revision
from editorial.workflow import Forbidden, Refused

TEXT = (
    "There were {{zahlw|90000}} people, {{zahlw|5}} ships and {{deco}} a mill."
    "<ref>{{fonte|tit=The Mill|aut=Ann Lee|an=1990}}</ref>"
)


def at(job: Import, name: str) -> str:
    return reverse(f"admin:{name}", args=[job.pk])


def uploaded(client: Client, folder: Path, *, dry: bool = False, text: str = TEXT) -> Import:
    content = export(folder, page(text=html.escape(text))).read_bytes()
    sent = {"kind": "mediawiki", "title": "", "file": SimpleUploadedFile("wiki.xml", content)}
    client.post("/admin/imports/new/", sent | ({"dry_run": "on"} if dry else {}))
    return Import.objects.order_by("-made_at").first()  # type: ignore[return-value]


def said(client: Client, job: Import, name: str, what: str, **fields: str) -> Any:
    shown = client.get(at(job, "import_templates"))
    rows = [*shown.context["rows"], *shown.context["others"]]
    seen = next((row.seen for row in rows if row.name == name), "")
    sent = {"name": name, "as": what, "seen": seen, **fields}
    return client.post(at(job, "import_map"), sent, follow=True)


def text_now() -> str:
    manuscript = Manuscript.objects.get(kind="article")
    document: Any = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    return str(document.text)


def test_unknown_templates_are_shown_by_count_with_an_example(cast: Cast, tmp_path: Path) -> None:
    client = entered(cast.editor)
    job = uploaded(client, tmp_path, dry=True)
    assert at(job, "import_templates") in client.get(at(job, "import")).content.decode()
    shown = client.get(at(job, "import_templates"))
    assert [(row.name, row.count) for row in shown.context["rows"]] == [
        ("zahlw", 2),
        ("deco", 1),
        ("fonte", 1),
    ]
    assert "{{zahlw|1=90000}}" in html.unescape(shown.content.decode())


def test_what_is_said_is_in_the_drafts_and_in_every_later_import(
    cast: Cast, tmp_path: Path
) -> None:
    client = entered(cast.editor)
    job = uploaded(client, tmp_path, dry=True)
    said(client, job, "zahlw", "words")
    said(client, job, "deco", "drop")
    page_of_fields = client.get(f"{at(job, 'import_template')}?name=fonte&as=cite")
    assert [name for name, _fields in page_of_fields.context["parameters"]] == ["tit", "aut", "an"]
    answer = said(
        client,
        job,
        "fonte",
        "cite",
        kind="book",
        **{"parameter-0": "tit", "field-0": "title", "parameter-1": "aut", "field-1": "author"},
        **{"parameter-2": "an", "field-2": "year"},
    )
    assert "it cites a work" in answer.content.decode()
    client.post(at(job, "import_again"))
    job.refresh_from_db()
    assert job.unknown_templates == {}
    client.post(at(job, "import_now"))
    assert text_now() == ("There were 90000 people, 5 ships and  a mill.[@lee-mill-1990]")
    later = uploaded(client, tmp_path, text=TEXT.replace("ships", "boats"))
    assert later.unknown_templates == {}


def test_an_import_that_is_repeated_reads_those_pages_anew_whose_templates_now_mean_something(
    cast: Cast, tmp_path: Path
) -> None:
    client = entered(cast.editor)
    job = uploaded(client, tmp_path)
    assert "[@? words missing: template “deco”]" in text_now()
    assert uploaded(client, tmp_path).counts == {LineState.SAME.value: 1}
    said(client, job, "deco", "drop")
    again = uploaded(client, tmp_path)
    assert again.counts[LineState.REVISED.value] == 1
    assert "words missing" not in text_now()
    said(client, job, "deco", "")
    uploaded(client, tmp_path)
    assert "words missing" in text_now()


def test_a_draft_that_somebody_has_worked_on_is_left_alone(cast: Cast, tmp_path: Path) -> None:
    client = entered(cast.editor)
    job = uploaded(client, tmp_path)
    manuscript = Manuscript.objects.get(kind="article")
    document: Any = Revision.objects.get(manuscript=manuscript, number=1).read()
    document = replace(document, text="Written by a person.")
    save(document=document, by=cast.editor, based_on=1, summary="mine")
    said(client, job, "deco", "drop")
    again = uploaded(client, tmp_path)
    assert text_now() == "Written by a person."
    assert "somebody has worked on it" in again.lines.get(construct="page").message


def test_two_people_who_decide_at_the_same_time_do_not_overwrite_each_other(
    cast: Cast, tmp_path: Path
) -> None:
    job = uploaded(entered(cast.editor), tmp_path, dry=True)
    map_template(job=job.pk, name="deco", what="drop", by=cast.editor)
    with pytest.raises(Refused, match="Somebody else"):
        map_template(job=job.pk, name="deco", what="words", by=cast.other_editor)
    seen = remembered_templates()["deco"]["at"]
    map_template(job=job.pk, name="deco", what="words", by=cast.other_editor, seen=seen)
    assert remembered_templates()["deco"]["as"] == "words"


@pytest.mark.parametrize(
    ("name", "what", "kind", "fields"),
    [
        ("never met", "drop", "", {}),
        ("deco", "explode", "", {}),
        ("deco", "cite", "nonsense", {"a": "title"}),
        ("deco", "cite", "book", {"a": "password"}),
        ("deco", "cite", "book", {}),
        ("deco", "infobox", "source", {"a": "born_date"}),
        ("deco", "infobox", "page", {"a": "website"}),
        ("deco", "infobox", "person", {"a": "founded_date"}),
        ("deco", "infobox", "person", {"x" * 99: "born_date"}),
        ("deco", "infobox", "person", {str(n): "born_date" for n in range(99)}),
    ],
)
def test_nonsense_is_refused_in_words(
    cast: Cast, tmp_path: Path, name: str, what: str, kind: str, fields: dict[str, str]
) -> None:
    job = uploaded(entered(cast.editor), tmp_path, dry=True)
    with pytest.raises(Refused):
        map_template(job=job.pk, name=name, what=what, kind=kind, fields=fields, by=cast.editor)
    assert remembered_templates() == {}


def test_a_hostile_name_and_example_are_shown_as_words(cast: Cast, tmp_path: Path) -> None:
    client = entered(cast.editor)
    text = "Words {{x'\"&amp;y|<script>alert(1)</script>|a/b?c=1}} here and more."
    job = uploaded(client, tmp_path, dry=True, text=text)
    shown = client.get(at(job, "import_templates")).content.decode()
    assert "<script>alert" not in shown
    (name,) = job.unknown_templates
    (address,) = re.findall(r'href="([^"]*as=cite[^"]*)"', shown)
    assert client.get(html.unescape(address)).context["row"].name == name
    said(client, job, name, "drop")
    assert remembered_templates()[name]["as"] == "drop"


def test_only_who_may_import_maps(cast: Cast, tmp_path: Path) -> None:
    job = uploaded(entered(cast.editor), tmp_path, dry=True)
    for who in (cast.moderator, cast.disabled):
        with pytest.raises(Forbidden):
            map_template(job=job.pk, name="deco", what="drop", by=who)
