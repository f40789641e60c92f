"""What readers type, with the entry that must come first: a list written by somebody who had not seen the code.

`queries.json` has two parts: `sample` is asked of the sample encyclopedia, each of `world` of a few entries of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from published import DAY, MODELS, page_parts, publish

from editorial.sample import load_documents
from encyclopedia import search
from encyclopedia.models import Alias, Page
from encyclopedia.projection.content_rows import aliases
from encyclopedia.projection.entry_rows import columns
from encyclopedia.projection.origins import Origin
from encyclopedia.rendering import EditionFacts, Library

QUERIES = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))


def first_of(query: str) -> Any:
    hits = search.find(query).hits
    return hits[0].entry if hits else None


@pytest.mark.parametrize("case", QUERIES["world"], ids=lambda case: case["query"])
def test_the_entry_that_is_meant_comes_first(case: dict[str, Any]) -> None:
    for entry in case["entries"]:
        record = entry.get("record")
        publish(
            entry["title"],
            kind=entry["kind"],
            slug=f"entry-{case['entries'].index(entry)}",
            aliases=tuple(entry.get("aliases", ())),
            language=entry.get("language", "en"),
            sort_name=entry.get("sort_name") or "",
            record={"title": entry["title"], **record} if record else None,
        )
    first = first_of(case["query"])
    assert first is not None, case["why"]
    assert first.title == case["first"], case["why"]


def publish_sample() -> None:
    """The sample's entries as far as they are searched: names, summaries, texts and facts."""
    ids = []
    for document in load_documents():
        origin = Origin(document, EditionFacts(1, "", DAY), is_new=True)
        origin.library = Library()
        MODELS[document.kind].objects.create(pk=origin.id, **columns(origin))
        Alias.objects.bulk_create(aliases(origin))
        parts = {**page_parts(document.title, ""), **origin.parts.as_dict()}
        Page.objects.create(
            entry_id=origin.id, path=origin.path, etag="0" * 64, modified_at=DAY, tail="", **parts
        )
        ids.append(origin.id)
    search.index(*ids)


def test_in_the_sample_the_entry_that_is_meant_comes_first_and_no_other_is_proposed() -> None:
    publish_sample()
    wrong: dict[str, Any] = {}
    for case in QUERIES["sample"]:
        if "first" in case:
            result = search.find(case["query"])
            first = result.hits[0].entry if result.hits else None
            if first is None or first.path != case["first"]:
                wrong[case["query"]] = (case["first"], first and first.path)
            elif proposed := search.proposed(case["query"], first, result.total):
                wrong[case["query"]] = ("nothing proposed beside it", proposed)
        else:
            suggested = [entry.path for entry in search.near(case["query"])]
            if case["suggests"] not in suggested[:1]:
                wrong[case["query"]] = (case["suggests"], suggested)
    assert not wrong
