"""Where the files of agreements are: by digest, under names that no public address reaches, byte for byte as signed."""

from __future__ import annotations

import io
import re
import warnings

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from editorial.wording.size_words import size_words
from editorial.workflow import Refused
from encyclopedia import stored_files
from encyclopedia.pictures import BROKEN, FORMATS, MEDIA_TYPES, is_too_large

ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
}
ACCEPT = ",".join(ENDINGS)
# Where the mark of a PDF's end stands, from its own end.
_TAIL = 2048
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def name_of(digest: str) -> str:
    """The name in the storage of the file with this digest (SHA-256, hex). Raises ValueError for anything else."""
    if not _DIGEST.match(digest):
        raise ValueError("not a digest")
    return f"agreements/{digest[:2]}/{digest}"


def media_type(data: bytes) -> str:
    """What the file is by its content, whatever its name says. Raises Refused for anything but a PDF or a picture."""
    if not data:
        raise Refused(_("The file is empty. Choose another."))
    if len(data) > settings.EVIDENCE_MAX_BYTES:
        raise Refused(
            _("The file is larger than %(most)s. Scan it smaller.")
            % {"most": size_words(settings.EVIDENCE_MAX_BYTES)}
        )
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-_TAIL:]:
        return "application/pdf"
    with warnings.catch_warnings():
        # Our own limits, checked on the header, are stricter than those that Pillow warns of.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                kind = MEDIA_TYPES[str(picture.format)]
                if is_too_large(picture.width, picture.height):
                    raise Refused(_("The picture measures far too many pixels. Save it smaller."))
                picture.verify()
                return kind
        except (*BROKEN, Image.DecompressionBombError) as error:
            raise Refused(
                _("This is neither a whole PDF nor a JPEG, PNG or WebP picture. Choose another.")
            ) from error


def keep(data: bytes, digest: str) -> None:
    """Store the complete file or nothing; a file that is there already is the same file."""
    stored_files.keep(data, name_of(digest))


def drop(digest: str) -> None:
    default_storage.delete(name_of(digest))
