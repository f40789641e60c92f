"""Uploaded pictures: recognised by content, made harmless, stored by digest."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from editorial.models import Upload
from editorial.storage.scanning import Unclean, refuse_unclean
from editorial.wording.size_words import size_words
from editorial.workflow import Refused
from encyclopedia import renditions, stored_files
from encyclopedia.core.names import name_key
from encyclopedia.pictures import (
    BROKEN,
    FORMATS,
    MAX_SIDE,
    MEDIA_TYPES,
    StoredPicture,
    as_shown,
    is_too_large,
    name_of,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MIN_SIDE = 16
MAX_NAME = 200

ACCEPT = ",".join(dict.fromkeys(MEDIA_TYPES.values()))


class PictureRefused(Refused):
    """A file that is refused; the message says why and what to do."""


def store(file: IO[bytes], *, by: User, name: str = "") -> Upload:
    """Store a JPEG, PNG or WebP picture: stripped of metadata, turned upright and to sRGB, once under its digest.

    Its renditions are made too, so that no reader waits for them.
    The same picture again is the same row (`was_here`), under the name that its file had first. Raises PictureRefused,
    also for what was set aside.
    """
    data = file.read(settings.PICTURE_MAX_BYTES + 1)
    if len(data) > settings.PICTURE_MAX_BYTES:
        raise PictureRefused(
            _("The picture is larger than %(most)s. Save it smaller and try again.")
            % {"most": size_words(settings.PICTURE_MAX_BYTES)}
        )
    if not data:
        raise PictureRefused(_("The file is empty. Choose another."))
    if looks_like_svg(data):
        raise PictureRefused(
            _("SVG drawings are not accepted, since they can contain programs. Save it as PNG.")
        )
    try:
        refuse_unclean(data)
    except Unclean as unclean:
        raise PictureRefused(str(unclean)) from unclean
    clean, media_type, width, height = stripped(data)
    digest = hashlib.sha256(clean).hexdigest()
    if Upload.objects.set_aside().filter(pk=digest).exists():
        raise PictureRefused(
            _(
                "This picture was set aside in the library. Ask whoever gives out work to bring it back."
            )
        )
    called = " ".join(name.replace("\x00", "").encode(errors="ignore").decode().split())[:MAX_NAME]
    stored_files.keep(clean, name_of(digest))
    renditions.make(StoredPicture(digest, media_type, width, height))
    upload, is_new = Upload.objects.get_or_create(
        digest=digest,
        defaults={
            "media_type": media_type,
            "width": width,
            "height": height,
            "size": len(clean),
            "file_name": called,
            "file_key": name_key(called)[:MAX_NAME],
            "by": by,
        },
    )
    upload.was_here = not is_new
    return upload


def looks_like_svg(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--"))


def stripped(data: bytes) -> tuple[bytes, str, int, int]:
    """The picture encoded again: bytes, media type, width and height in pixels; nothing else of the file is kept."""
    with warnings.catch_warnings():
        # Our own limits, checked on the header below, are stricter than those that Pillow warns of.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                kind = str(picture.format)
                refuse_size(picture.width, picture.height)
                with renditions.DECODING:
                    shown = as_shown(picture)
                    return (*_encode(shown, kind), shown.width, shown.height)
        except Image.DecompressionBombError as error:
            raise PictureRefused(
                _("The picture measures far too many pixels. Save it smaller.")
            ) from error
        except BROKEN as error:
            raise PictureRefused(
                _("This file is not a JPEG, PNG or WebP picture that can be read. Save it again.")
            ) from error


def refuse_size(width: int, height: int) -> None:
    """Nothing, or PictureRefused: checked on the header, before any pixel is decoded."""
    if is_too_large(width, height):
        raise PictureRefused(
            _(
                "The picture measures %(width)s × %(height)s pixels; at most %(side)s a side are allowed."
            )
            % {"width": width, "height": height, "side": MAX_SIDE}
        )
    if min(width, height) < MIN_SIDE:
        raise PictureRefused(
            _("The picture measures %(width)s × %(height)s pixels: too small to be seen.")
            % {"width": width, "height": height}
        )


def _encode(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    """Only the pixels, in their original format."""
    # What a file says besides is written from here, and a copy without it takes as much memory again.
    picture.info.clear()
    out = io.BytesIO()
    if kind == "PNG":
        picture.save(out, "PNG")
    else:
        # A phone's picture of several (MPO) becomes the JPEG that its first one is.
        picture.save(out, "WEBP" if kind == "WEBP" else "JPEG", quality=90)
    return out.getvalue(), MEDIA_TYPES[kind]
