"""What the parts of an installation are called in words; their names in JSON and metrics stay the same everywhere."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

PARTS: dict[str, Any] = {
    "addresses": pgettext_lazy("part of an installation", "addresses"),
    "back-up": pgettext_lazy("part of an installation", "back-up"),
    "catalogues": pgettext_lazy("part of an installation", "catalogues"),
    "clock": pgettext_lazy("part of an installation", "clock"),
    "database": pgettext_lazy("part of an installation", "database"),
    "disk": pgettext_lazy("part of an installation", "disk"),
    "folders": pgettext_lazy("part of an installation", "folders"),
    "kept heads": pgettext_lazy("part of an installation", "kept heads"),
    "log": pgettext_lazy("part of an installation", "log"),
    "mail": pgettext_lazy("part of an installation", "mail"),
    "mail server": pgettext_lazy("part of an installation", "mail server"),
    "packages": pgettext_lazy("part of an installation", "packages"),
    "schema": pgettext_lazy("part of an installation", "schema"),
    "secret key": pgettext_lazy("part of an installation", "secret key"),
    "sender": pgettext_lazy("part of an installation", "sender"),
    "settings": pgettext_lazy("part of an installation", "settings"),
    "static files": pgettext_lazy("part of an installation", "static files"),
    "timer": pgettext_lazy("part of an installation", "timer"),
    "triggers": pgettext_lazy("part of an installation", "triggers"),
    "workers": pgettext_lazy("part of an installation", "workers"),
}


def part_words(part: str) -> str:
    """The part in words; one that has no name of its own, as a queue, by what it is called in JSON."""
    kind, _colon, queue = part.partition(":")
    if kind == "worker" and queue:
        return _("worker of the queue %(queue)s") % {"queue": queue}
    if kind == "queue" and queue:
        return _("queue %(queue)s") % {"queue": queue}
    return str(PARTS.get(part, part))
