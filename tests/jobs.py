"""Imports as rows, and their addresses in the office."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from factories import Cast

from editorial.models import Import


def made(cast: Cast, **columns: Any) -> Import:
    defaults = {"kind": "mediawiki", "name": "a.xml", "digest": "d", "size": 5, "by": cast.editor}
    return Import.objects.create(**(defaults | columns))


def at(job: Import, name: str = "import") -> str:
    return reverse(f"admin:{name}", args=[job.pk])
