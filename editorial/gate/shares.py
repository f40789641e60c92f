"""The share of cited sentences, as a waiver of a low one names it. Pure: no Django."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FEW: Final = "few_citations"


def share_key(cited: int, sentences: int) -> str:
    """What a waiver of a low share of cited sentences names: how many there were."""
    return f"{FEW}:{share_detail(cited, sentences)}"


def share_detail(cited: int, sentences: int) -> str:
    """How many sentences are cited, of how many."""
    return f"{cited}/{sentences}"


def waived_share(detail: str, waivers: Mapping[str, str]) -> str:
    """The reason of a waiver of a share that was not better than this one; empty for none."""
    cited, sentences = map(int, detail.split("/"))
    for key, reason in waivers.items():
        code, _bar, counts = key.partition(":")
        if code == FEW and "/" in counts:
            cited_then, sentences_then = map(int, counts.split("/"))
            if cited * sentences_then >= cited_then * sentences:
                return reason
    return ""
