"""Templates of page parts, rendered without a request and without the blank lines that their tags leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string


def fill(template: str, context: Mapping[str, Any]) -> str:
    """The template under `templates/entry/` with its values escaped; no line begins or ends with white space."""
    lines = render_to_string(f"entry/{template}.html", dict(context)).split("\n")
    return "\n".join(filter(None, map(str.strip, lines)))
