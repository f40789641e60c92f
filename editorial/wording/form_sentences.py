"""What is wrong with what was typed into a form of the office."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "fact_citation_none": _(
        "“%(typed)s” is not a citation. Write it as [@key, p. 12], with the source’s key after the @."
    ),
    "fact_citation_mark": _("A fact without a source needs no mark: leave its citations empty."),
}
