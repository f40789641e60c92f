"""Whether the files of pictures, evidence, agreements and permissions are there, and are those that were stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from editorial.models import Agreement, Evidence, PictureRecord, Upload
from editorial.storage import agreement_files, evidence_files, permission_files
from encyclopedia import pictures
from encyclopedia.models import Picture

PIECE = 1 << 20


def file_faults() -> Iterator[str]:
    shown = set(Picture.objects.values_list("digest", flat=True))
    shown.update(Upload.objects.values_list("digest", flat=True))
    yield from _faults(sorted(shown), pictures.name_of, _("The picture %(digest)s"))
    kept = Evidence.objects.readable().order_by("digest").values_list("digest", flat=True)
    yield from _faults(
        kept.distinct(), evidence_files.name_of, _("The file of evidence %(digest)s")
    )
    signed = Agreement.objects.kept().order_by("digest").values_list("digest", flat=True)
    yield from _faults(
        signed.distinct(), agreement_files.name_of, _("The file of an agreement, %(digest)s,")
    )
    proofs = PictureRecord.objects.exclude(permission_digest="").order_by("permission_digest")
    yield from _faults(
        proofs.values_list("permission_digest", flat=True).distinct(),
        permission_files.name_of,
        _("The file of a permission, %(digest)s,"),
    )


def _faults(digests: Iterable[str], name_of: Callable[[str], str], what: str) -> Iterator[str]:
    for digest in digests:
        name = what % {"digest": digest}
        try:
            stored = _digest(name_of(digest))
        except (OSError, ValueError):
            yield _("%(name)s is missing or cannot be read.") % {"name": name}
            continue
        if stored != digest:
            yield _("%(name)s was altered: its content has another digest.") % {"name": name}


def _digest(name: str) -> str:
    content = hashlib.sha256()
    with default_storage.open(name) as file:
        for piece in file.chunks(PIECE):
            content.update(piece)
    return content.hexdigest()
