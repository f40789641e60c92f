"""What a comment may be on, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editorial.comments.parts import ENTRY, FACT, SUMMARY, TEXT, TITLE, CommentedDocument
from encyclopedia.core.facts import words_as_read

PART_NAMES: dict[str, Callable[[], str]] = {
    ENTRY: lambda: _("The entry as a whole"),
    TITLE: lambda: _("Title"),
    SUMMARY: lambda: _("Summary"),
    TEXT: lambda: _("Words of the text"),
    FACT: lambda: _("Fact"),
}


@dataclass(frozen=True)
class Choice:
    """`value` is sent in a form: the part, and of a fact its claim behind it. `fact` is its index, or -1, and `said`
    what it says of its property.
    """

    value: str
    name: str
    fact: int = -1
    said: str = ""


def choices_of(commented: CommentedDocument) -> list[Choice]:
    """The parts of this document that have words, and each fact that no other one says too."""
    document = commented.document
    parts = [
        TEXT,
        ENTRY,
        *([TITLE] if document.title else []),
        *([SUMMARY] if document.summary else []),
    ]
    return [
        *(Choice(part, PART_NAMES[part]()) for part in parts),
        *(
            Choice(
                f"{FACT} {claim}",
                _("Fact: %(words)s") % {"words": short(words_as_read(claim))},
                number,
                commented.said(number),
            )
            for number, claim in enumerate(commented.claims)
            if commented.counts(claim) == 1
        ),
    ]


def short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else line[:119] + "…"
