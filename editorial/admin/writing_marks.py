"""What the writing surface marks in the text: how each citation stands, what is wrong, and what no citation covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from editorial.admin.draft_preview import ShownDraft
from editorial.forms.whole import WholeForm
from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import as_data
from encyclopedia.bibliography import work_label
from encyclopedia.core.documents import Document
from encyclopedia.core.messages import Message
from encyclopedia.core.standing import NOT_CHECKED
from encyclopedia.rendering import Analysis

# A reference so long is cut in the middle of a line.
MAX_LABEL = 60
MAX_UNCITED = 500
# What is read aloud in one go.
MAX_ALT = 300
_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|tiff?|svg)$", re.IGNORECASE)


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


def remarks_told(document: Document, analysis: Analysis) -> list[dict[str, Any]]:
    """What nothing forbids and a reader stumbles over, in headings and pictures; line 0 of what is in no line."""
    return [*_headings_told(document, analysis), *_pictures_told(document)]


def _headings_told(document: Document, analysis: Analysis) -> Iterator[dict[str, Any]]:
    headings = analysis.parsed.headings
    typed = document.text.splitlines()
    seen: set[str] = set()
    for heading, following in zip_longest(headings, headings[1:]):
        told = {"line": heading.line, "words": heading.text}
        if heading.text.casefold() in seen:
            words = _("Another heading reads “%(heading)s” too: readers cannot tell them apart.")
            yield {**told, "message": words % {"heading": heading.text}}
        seen.add(heading.text.casefold())
        below = typed[heading.line : following.line - 1 if following else None]
        is_parent = following is not None and following.level > heading.level
        if not is_parent and not "".join(below).strip():
            words = _("Nothing stands under the heading “%(heading)s”.")
            yield {**told, "message": words % {"heading": heading.text}}
        if following and following.level > heading.level + 1:
            words = _("Between “%(above)s” and “%(heading)s” a level of headings is left out.")
            message = words % {"above": heading.text, "heading": following.text}
            yield {"line": following.line, "words": following.text, "message": message}


def _pictures_told(document: Document) -> Iterator[dict[str, Any]]:
    for picture in document.pictures:
        alt = picture.alt.strip()
        if not alt:
            continue
        if alt.casefold() == picture.caption.strip().casefold():
            words = _("The alternative text of “%(name)s” repeats its caption: say what it shows.")
        elif _FILE_NAME.search(alt):
            words = _(
                "The alternative text of “%(name)s” is the name of a file: say what it shows."
            )
        elif len(alt) > MAX_ALT:
            words = _("The alternative text of “%(name)s” is long: one or two sentences are heard.")
        else:
            continue
        yield {"line": 0, "words": picture.name, "message": words % {"name": picture.name}}


def problems_told(obstacles: Sequence[Obstacle], whole: WholeForm) -> list[dict[str, Any]]:
    """The obstacles as data, with the kind of problem, the words as typed where it stands, and the id of its field."""
    return [
        {
            **as_data(obstacle),
            "kind": _kind(obstacle),
            "words": _words(obstacle),
            "id": _id(whole, obstacle.place),
        }
        for obstacle in obstacles
    ]


def _id(whole: WholeForm, place: str) -> str:
    bound = whole.field_at(place) if place else None
    return str(bound.auto_id) if bound is not None else ""


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
