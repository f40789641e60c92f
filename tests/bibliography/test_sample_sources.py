"""The 67 sources of the sample encyclopedia: each is a valid record and is worded without a visible fault."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from encyclopedia.bibliography import links, plain_label, validate
from encyclopedia.bibliography.chicago import bibliography_line, full_note, short_note, sort_key

FLAWS = re.compile(
    r"\(\)|\[\]|  |,,|\.\.|, ?\.|“”|<em></em>|\bNone\b|custom|[?!],? ?”,|,”,|\.”\.| \.|\( "
)


def sources(shared_data: Path) -> list[dict[str, Any]]:
    records = json.loads((shared_data.parent / "seed" / "sources.json").read_text("utf-8"))
    assert len(records) == 67
    return list(records)


def test_every_source_is_valid(shared_data: Path) -> None:
    assert [(s["id"], p) for s in sources(shared_data) for p in validate(s)] == []


def test_no_source_is_worded_with_a_flaw(shared_data: Path) -> None:
    for source in sources(shared_data):
        for words in (
            full_note(source),
            short_note(source, locator="p. 4"),
            bibliography_line(source),
        ):
            if words is not None:
                plain = re.sub(r'<a href="[^"]*">[^<]*</a>', "URL", words)
                assert not FLAWS.search(plain), words
                assert re.search(r"[.?!]”?(</em>)?$", words), words


def test_every_source_has_a_label_and_a_place_in_the_order(shared_data: Path) -> None:
    records = sources(shared_data)
    assert all(plain_label(source) for source in records)
    assert len({sort_key(source) for source in records}) == len(records)
    assert all(links(source) or not source.get("URL") for source in records)


def test_works_of_reference_are_left_out_of_the_bibliography(shared_data: Path) -> None:
    for source in sources(shared_data):
        left_out = source["type"].startswith("entry-") and not source.get("author")
        assert (bibliography_line(source) is None) == left_out
