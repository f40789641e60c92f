"""Sizes of files in words."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def size_words(size: int) -> str:
    """A size in bytes as people write it: in decimal units, so that 2,000,000,000 bytes are 2 GB.

    Rounded down to one decimal, so that a limit is never said to be higher than it is.
    """
    if size < 1_000:
        return ngettext("%(count)s byte", "%(count)s bytes", size) % {"count": size}
    unit, words = next(
        (unit, words)
        for unit, words in (
            (1_000_000_000, _("%(size)s GB")),
            (1_000_000, _("%(size)s MB")),
            (1_000, _("%(size)s kB")),
        )
        if size >= unit
    )
    tenths = size * 10 // unit
    decimals = 1 if tenths % 10 else 0
    return words % {"size": number_format(tenths / 10, decimals)}
