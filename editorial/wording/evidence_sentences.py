"""Why a file that is attached as evidence cannot be read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "evidence_too_large": _("The file is too large to be read."),
    "evidence_too_long": _("The file has too many pages to be read at once."),
    "evidence_too_heavy": _(
        "Reading the file took too much time or memory; attach the pages that matter."
    ),
    "evidence_locked": _("The file is locked with a password."),
    "evidence_damaged": _("The file is damaged."),
    "evidence_no_text": _("The file holds neither text nor anything to be seen."),
    "evidence_not_text": _("The file is neither a PDF nor a picture nor a page nor text."),
}
