"""The formats in which an edition goes out as a file, without their writers."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its ending. `extra` is a library without which it is not offered."""

    ending: str
    media_type: str
    name: str | Promise
    extra: str = ""

    @property
    def is_offered(self) -> bool:
        return not self.extra or find_spec(self.extra) is not None


FORMATS: Final[dict[str, Format]] = {
    form.ending: form
    for form in (
        Format("pdf", "application/pdf", _("PDF"), extra="typst"),
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _("Word"),
        ),
        Format("epub", "application/epub+zip", _("EPUB")),
        Format("md", "text/markdown", _("Markdown")),
        Format("xml", "application/jats+xml", _("JATS")),
    )
}


def offered_formats() -> list[Format]:
    """Those that this site can make, in the order in which readers are offered them."""
    return [form for form in FORMATS.values() if form.is_offered]
