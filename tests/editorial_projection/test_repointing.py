"""A citation is changed to cite another source: the key changes, only where it is cited, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import article
from hypothesis import given
from hypothesis import strategies as st

from editorial.projection.repointing import NotTheSame, repoint
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact

OLD, NEW = "old-1999", "new-2001"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A claim.[@old-1999]", "A claim.[@new-2001]"),
        ("A claim.[@old-1999, p. 3]", "A claim.[@new-2001, p. 3]"),
        (
            'A.[see @old-1999, pp. 3–4, "@old-1999 said so"; @b, ch. 2]',
            'A.[see @new-2001, pp. 3–4, "@old-1999 said so"; @b, ch. 2]',
        ),
        ("A.[@old-1999; @old-1999, p. 2]", "A.[@new-2001; @new-2001, p. 2]"),
        ("A.[^n]\n\n[^n]: As in[@old-1999, p. 1].", "A.[^n]\n\n[^n]: As in[@new-2001, p. 1]."),
        (
            "| a | b |\n|---|---|\n| A.[@old-1999] | c |",
            "| a | b |\n|---|---|\n| A.[@new-2001] | c |",
        ),
        ('![alt](wanted:x "Words.[@old-1999]")', '![alt](wanted:x "Words.[@new-2001]")'),
        ("> *A*\n> claim.[@old-1999]", "> *A*\n> claim.[@new-2001]"),
    ],
)
def test_a_citation_changes_its_key_and_nothing_else(before: str, after: str) -> None:
    assert repoint(article(text=before), OLD, NEW).text == after


@pytest.mark.parametrize(
    "text",
    [
        "A.[@old-1999b]",
        "A.[@old-1999-b, p. 1]",
        "A.[@very-old-1999]",
        "`[@old-1999]` is how it is typed.",
        "    [@old-1999]",
        "```\n[@old-1999]\n```",
        "Write to me@old-1999 or @old-1999.",
        "A [link](https://example.org/@old-1999).",
        "A \\[@old-1999] is none.",
        'A.[@b, "as @old-1999 says"]',
    ],
)
def test_what_only_looks_like_the_key_stays(text: str) -> None:
    document = article(text=text)
    assert repoint(document, OLD, NEW) == document


def test_the_citations_of_facts_change_too() -> None:
    facts = (
        DocumentFact(
            "event", value="A", citations=(Reference(OLD, "p. 1", "words"), Reference("b"))
        ),
        DocumentFact("event", value="B"),
    )
    changed = repoint(article(text="A.[@b]", facts=facts), OLD, NEW)
    assert changed.facts[0].citations == (Reference(NEW, "p. 1", "words"), Reference("b"))
    assert changed.facts[1] == facts[1]


def test_a_text_that_would_be_read_differently_is_refused() -> None:
    # Text with a space is not a key: the bracket would not be read as a citation of it.
    with pytest.raises(NotTheSame):
        repoint(article(text="A.[@old-1999]"), OLD, "not a key")


PIECES = st.lists(
    st.sampled_from(
        [
            "words ",
            "A sentence. ",
            "[@old-1999]",
            "[@old-1999, p. 4]",
            '[see @old-1999, "exact *words*"; @b, ch. 2]',
            "[@b; -@old-1999, p. 2, and more]",
            "[@new-2001, p. 4]",
            "[@old-1999x0]",
            "`[@old-1999]`",
            "*",
            "_",
            "`",
            "[",
            "]",
            "\\",
            "[^n]",
            "\n\n[^n]: A note[@old-1999].\n\n",
            "\n\n    [@old-1999]\n\n",
            "\n- ",
            "\n> ",
            "| a[@old-1999] |\n|---|\n| b |\n",
            "[[Leon Trotsky|him]]",
            "[@? who]",
            "[a](http://x/@old-1999)",
            "@old-1999 ",
            '"',
        ]
    ),
    max_size=25,
)


def claims(text: str) -> list[tuple[object, ...]]:
    return [
        (
            replace(citation.reference, key=NEW if citation.key == OLD else citation.key),
            citation.claim,
            citation.sentence,
            citation.claim_digest,
            citation.note,
            citation.line,
        )
        for citation in analyse(replace(DOCUMENT, text=text)).citations
    ]


DOCUMENT = article()


@given(PIECES)
def test_a_document_is_read_the_same_before_and_after_except_for_the_key(pieces: list[str]) -> None:
    text = "".join(pieces)
    changed = repoint(replace(DOCUMENT, text=text), OLD, NEW).text
    assert OLD not in {
        citation.key for citation in analyse(replace(DOCUMENT, text=changed)).citations
    }
    assert claims(changed) == claims(text)
    assert changed.replace(NEW, OLD) == text.replace(NEW, OLD)
