"""What the operator's scanner says of an uploaded file, before anything of it is kept."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from editorial.workflow import Refused

# Given the file, at its beginning: why it is refused, or nothing.
Scanner = Callable[[BinaryIO], str | None]

logger = logging.getLogger(__name__)


class Unclean(Refused):
    """The scanner refused the file, or could not look at it."""


def refuse_unclean(file: bytes | Path) -> None:
    """Nothing, or Unclean. A scanner that fails has not said that the file is clean."""
    if not settings.UPLOAD_SCANNER:
        return
    try:
        scanner: Scanner = import_string(settings.UPLOAD_SCANNER)
        with io.BytesIO(file) if isinstance(file, bytes) else file.open("rb") as stream:
            reason = scanner(stream)
    except Exception as error:
        logger.exception(_("UPLOAD_SCANNER failed: the file was refused."))
        raise Unclean(
            _(
                "The file could not be examined for harmful content, so nothing of it was kept. Try again later; if "
                "it happens again, tell whoever runs this site."
            )
        ) from error
    if reason:
        logger.warning(_("UPLOAD_SCANNER refused a file."))
        raise Unclean(
            _("The file was found to be harmful, and nothing of it was kept: %(reason)s")
            % {"reason": " ".join(str(reason).split())[:300]}
        )
