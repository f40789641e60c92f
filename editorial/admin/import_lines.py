"""The lines of an import as its page shows them: counted, chosen by their state, with where they lead."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.models import Import, ImportKind, ImportLine, LineState

UNPUBLISHED = "unpublished"
MAX_LINES = 100


def lines_of(job: Import, state: str, after: str) -> tuple[list[dict[str, Any]], int]:
    """One page of the report, and the number after which the next page begins (0 at the end)."""
    lines = job.lines.in_order().select_related("manuscript")
    if state == UNPUBLISHED:
        lines = lines.unpublished()
    elif state in LineState.values:
        lines = lines.filter(state=state)
    if after.isascii() and after.isdigit() and len(after) < 18:
        lines = lines.filter(id__gt=int(after))
    listed = list(lines[: MAX_LINES + 1])
    rows = [{"line": line, "compare": _comparison(line)} for line in listed[:MAX_LINES]]
    return rows, listed[MAX_LINES - 1].pk if len(listed) > MAX_LINES else 0


def _comparison(line: ImportLine) -> str:
    """The address that compares a new version with the one before it."""
    if line.state != LineState.REVISED or not line.place.isdecimal() or int(line.place) < 2:
        return ""
    number = int(line.place)
    return reverse("admin:compare", args=[line.manuscript_id, number - 1, number])


def counts_of(job: Import) -> list[tuple[str, int]]:
    labels = {
        **dict(LineState.choices),
        "read": pgettext("lines of an import", "Read"),
        "publishing": _("Still to publish"),
    }
    counts = [(str(labels[name]), job.counts[name]) for name in labels if job.counts.get(name)]
    if job.sources and job.kind != ImportKind.BIBLIOGRAPHY:
        counts.append((_("New drafts of sources"), job.sources))
    for label, lines in (
        (pgettext("drafts of an import", "Published"), job.lines.drafts().published()),
        (_("Not published"), job.lines.unpublished()),
    ):
        if count := lines.count():
            counts.append((label, count))
    return counts


def states_of(job: Import, chosen: str) -> list[dict[str, Any]]:
    choices: list[dict[str, Any]] = [
        {"label": pgettext("lines of an import", "All"), "address": "?", "chosen": not chosen}
    ]
    choices += [
        {"label": label, "address": f"?state={value}", "chosen": chosen == value}
        for value, label in LineState.choices
        if job.counts.get(value)
    ]
    if job.lines.unpublished().exists():
        chosen_now = chosen == UNPUBLISHED
        address = f"?state={UNPUBLISHED}"
        choices.insert(1, {"label": _("Not published"), "address": address, "chosen": chosen_now})
    return choices
