"""Whatever a record holds, wording it raises nothing and gives balanced HTML with no markup of the record's own."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portions import Portion

from encyclopedia import bibliography, wording
from encyclopedia.bibliography import chicago
from encyclopedia.bibliography.records.csl_types import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS, TYPES

ALLOWED = {"em", "strong", "sup", "sub", "span", "a"}
FIELDS = sorted({*NAME_FIELDS, *DATE_FIELDS, *TEXT_FIELDS, "custom", "event", "shortTitle"})

SHOWN = ("type", "title", "container-title", "author", "issued", "publisher", "URL", "DOI", "genre")


class Watcher(HTMLParser):
    """Fails on an element or attribute that isn't ours, and on one that isn't closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert (tag, name) in {("a", "href"), ("span", "class")}, (tag, name)
            assert (value or "").startswith(("https://", "http://", "small-caps")), value
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration: {decl}")

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        pytest.fail(f"an instruction: {data}")


def watch(html: str) -> None:
    watcher = Watcher()
    watcher.feed(html)
    watcher.close()
    assert watcher.open == []
    html.encode()
    assert "\n" not in html


def word_everything(record: Any, words: str = "") -> None:
    for style in bibliography.CITATION_STYLES.values():
        for note in (style.full_note, style.short_note):
            watch(note(record))
            watch(note(record, locator=words, prefix=words, suffix=words))
        watch(style.bibliography_line(record) or "")
        assert all(isinstance(part, str) for part in style.sort_key(record))
    assert isinstance(bibliography.plain_label(record), str)
    for link in bibliography.links(record):
        assert link.url.startswith(("https://", "http://"))
        assert not set(link.url) & set("\"'<> \n") - {"'"}
    for field in bibliography.fields(record):
        assert field.value
    for problem in bibliography.validate(record):
        assert wording.words(problem.message)
    once = bibliography.normalise(record)
    assert bibliography.normalise(once) == once
    json.dumps(once).encode()
    assert bibliography.same_work(record, record) is None or once


def filled(payload: str, kind: str) -> dict[str, Any]:
    """A record with the payload in every field."""
    name = {"family": payload, "given": payload, "suffix": payload, "ORCID": payload}
    return {
        "type": kind,
        **dict.fromkeys(TEXT_FIELDS, payload),
        **{field: {"literal": payload} for field in DATE_FIELDS},
        **{field: [name, {"literal": payload}] for field in NAME_FIELDS},
        "custom": {"oclc": payload, "arxiv": payload, "jstor": payload, "archive-url": payload},
    }


def payloads(shared_data: Path) -> list[str]:
    lines = (shared_data / "xss-payloads.txt").read_text("utf-8", "replace").splitlines()
    naughty: list[str] = json.loads((shared_data / "blns.json").read_text("utf-8"))
    return [*naughty, *lines]


@pytest.mark.slow
def test_no_payload_becomes_markup_in_any_field(shared_data: Path, portion: Portion) -> None:
    kinds = ["book", "article-journal", "manuscript", "webpage", "entry-encyclopedia", "legal_case"]
    for number, payload in enumerate(portion(payloads(shared_data), 10)):
        # In the fields that every kind shows.
        record = filled(payload, kinds[number % len(kinds)])
        record = {field: record[field] for field in SHOWN}
        watch(chicago.full_note(record, locator=payload, prefix=payload, suffix=payload))
    for number, payload in enumerate(portion(payloads(shared_data), 60)):
        record = filled(payload, kinds[number % len(kinds)])
        watch(chicago.full_note(record, locator=payload, prefix=payload, suffix=payload))
        watch(chicago.short_note(record, locator=payload))
        watch(chicago.bibliography_line(record) or "")


@pytest.mark.slow
def test_every_kind_of_work_withstands_payloads_in_every_field(
    shared_data: Path, portion: Portion
) -> None:
    for kind in [*TYPES, "nonsense", ""]:
        for payload in portion(payloads(shared_data)[::150], 14):
            word_everything(filled(payload, kind), payload)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
names = st.lists(
    st.dictionaries(
        st.sampled_from(["family", "given", "literal", "suffix"]), st.text(max_size=12)
    ),
    max_size=8,
)
dates = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.integers(-3000, 3000), max_size=4), max_size=3)},
    optional={"season": st.integers(0, 5), "circa": st.booleans(), "raw": st.text(max_size=12)},
)
records = st.dictionaries(
    st.sampled_from(FIELDS), anything | names | dates | st.text(max_size=40), max_size=12
).flatmap(lambda record: st.sampled_from([*TYPES, "x"]).map(lambda kind: record | {"type": kind}))


@pytest.mark.slow
@given(records | anything, st.text(max_size=20))
def test_no_json_makes_the_wording_raise(record: Any, words: str) -> None:
    word_everything(record, words)


TAGS = [
    "<i>",
    "</i>",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<sc>",
    "</sc>",
    '<span\xa0class="nocase">',
    "</span>",
]
marks = st.sampled_from([*(tag.replace("\u00a0", " ") for tag in TAGS), *"\"'“”’ a?.,", ": "])


@pytest.mark.slow
@given(st.lists(marks, max_size=40).map("".join))
def test_any_tangle_of_marks_comes_out_balanced(title: str) -> None:
    word_everything({"type": "article-journal", "title": title, "container-title": title})


@pytest.mark.portion(4)
@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["<i>", '"', "“‘", "(", "<i></b>", "a,", "&", "'a ", "x-", "[1?] "]
)
def test_a_hundred_thousand_characters_are_worded(piece: str) -> None:
    payload = piece * (100_000 // len(piece))
    record = filled(payload, "chapter")
    short = {field: record[field] for field in SHOWN}
    watch(chicago.full_note(short, locator=payload, prefix=payload, suffix=payload))
    watch(chicago.bibliography_line(short) or "")
    assert bibliography.validate(short)
    assert bibliography.normalise(short)["title"]
