"""The calls of unknown templates of one import, counted by template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from editorial.importers.jobs.steps import Step
from editorial.importers.mediawiki.templates.mappings import MAX_FIELDS, MAX_NAME

# Of more templates no new names are kept: a person maps the first.
MAX_TEMPLATES = 1_000


def with_calls_of(counted: Mapping[str, Any], step: Step) -> dict[str, Any]:
    """The templates with the step's calls added: their number, one example, and all names of parameters."""
    templates = dict(counted)
    for call in step.unknown:
        name = call.name
        if len(name) > MAX_NAME or not name.isprintable():
            continue
        before = templates.get(name)
        if before is None:
            if len(templates) >= MAX_TEMPLATES:
                continue
            before = {
                "count": 0,
                "example": call.example,
                "page": step.name[:MAX_NAME],
                "line": call.line,
                "parameters": [],
            }
        parameters = list(dict.fromkeys([*before["parameters"], *filter(None, call.parameters)]))
        templates[name] = {
            **before,
            "count": before["count"] + 1,
            "parameters": parameters[:MAX_FIELDS],
        }
    return templates
