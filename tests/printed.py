"""What a command prints, to either stream."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command


def run(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()
