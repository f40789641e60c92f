"""What the writing surface marks in the text: how each citation stands, what is wrong, and what no citation covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from editorial.admin.draft_preview import ShownDraft
from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import as_data
from encyclopedia.bibliography import work_label
from encyclopedia.core.messages import Message
from encyclopedia.core.standing import NOT_CHECKED
from encyclopedia.rendering import Analysis

# A reference so long is cut in the middle of a line.
MAX_LABEL = 60
MAX_UNCITED = 500


def uses_told(draft: ShownDraft) -> list[dict[str, Any]]:
    """Each citation of the text, in its order: line (from 1), key, "Service 2009", standing, and the claim."""
    labels = {key: work_label(source.record)[:MAX_LABEL] for key, source in draft.sources.items()}
    return [
        {
            "line": citation.line,
            "key": citation.key,
            "label": labels.get(citation.key, ""),
            "standing": draft.standings.get(citation.use, NOT_CHECKED).standing,
            "claim": citation.claim,
        }
        for citation in draft.analysis.citations
        if citation.fact < 0
    ]


def uncited_told(analysis: Analysis) -> list[dict[str, Any]]:
    """The words that no marker covers, with their line (from 1)."""
    return [
        {"line": words.line, "words": words.text} for words in analysis.parsed.uncited[:MAX_UNCITED]
    ]


def problems_told(obstacles: Sequence[Obstacle]) -> list[dict[str, Any]]:
    """The obstacles as data, with the kind of problem, and the words as typed where it stands."""
    return [
        {**as_data(obstacle), "kind": _kind(obstacle), "words": _words(obstacle)}
        for obstacle in obstacles
    ]


def _kind(obstacle: Obstacle) -> str:
    message = obstacle.values.get("message")
    return message.code if isinstance(message, Message) else obstacle.code


def _words(obstacle: Obstacle) -> str:
    message = obstacle.values.get("message")
    values = message.values if isinstance(message, Message) else obstacle.values
    if "citation" in values:
        return re.sub(r"\s*…\]?$", "", str(values["citation"]))
    if "label" in values:
        return f"[^{values['label']}]"
    if "key" in values:
        return f"@{values['key']}"
    if "name" in values:
        return str(values["name"])
    return ""
