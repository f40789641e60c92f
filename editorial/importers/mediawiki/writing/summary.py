"""A page's first sentence, and what it says of the page's kind."""

from __future__ import annotations

import re

_MARKER = re.compile(r"\[(?:\^|@)(?:[^\[\]\\]|\\.)*\]")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\\?\|)?([^\[\]]*)\]\]")
_ADDRESS = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)|<https?://[^<>]*>")
_EMPHASIS = re.compile(r"(?<!\\)\*+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*[;,/\s]*\)")
_END = re.compile(r"(?<=[^\W\d_]{2})[.!?][\"”»)]*\s+(?=[^\W\d_a-z])|[。！？]")
_NOT_PROSE = ("#", "!", "|", ">", "-", "`", "[^", "1. ", "<", "[@")
_BIRTH = re.compile(
    r"\((?:[^()]{0,80}[;,]\s*)?(?:born|née?|geboren|geb\.|\*|n\.|nacid[oa]|nascid[oa]|nat[oa]|род\.|ur\.|født|född)\s[^()]*\d{3,4}|"
    r"\([^()]*\d{3,4}[^()–-]{0,30}[–-][^()]*\d{3,4}[^()]*\)",
    re.IGNORECASE,
)


def plain(markup: str) -> str:
    """The words of one paragraph of our markup."""
    text = _MARKER.sub("", markup)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub(r"\1", text)
    text = _EMPHASIS.sub("", text)
    text = _ESCAPE.sub(r"\1", text)
    return _EMPTY_BRACKETS.sub("", " ".join(text.split()))


def first_sentence(blocks: list[str]) -> str:
    """The first sentence of the first paragraph."""
    for block in blocks:
        if block.startswith(_NOT_PROSE):
            if block.startswith("#"):
                break
            continue
        text = plain(block[:4000])
        if len(text.split()) < 3 and len(text) < 12:
            continue
        match = _END.search(text, 25)
        return text[: match.end()].strip() if match else text
    return ""


def person_in_lead(sentence: str, title: str) -> str:
    """Why the first sentence suggests a person: the name with dates of birth and death; else empty."""
    match = _BIRTH.search(sentence[:400])
    if match is None or not any(word in sentence[:120] for word in title.split() if len(word) > 2):
        return ""
    return f"name and dates of a life in the first sentence: {match.group()[:80]}"
