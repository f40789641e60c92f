"""The pictures and files of evidence of a bundle, written under MEDIA_ROOT; removed if the import fails."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from editorial.importers.bundles.opened_bundle import ImportRefused, VerifiedBundle
from editorial.storage import evidence_files, picture_files
from encyclopedia.pictures import path_of, stored_picture


class Files:
    """Remembers which files are new, so that `undo` removes only those."""

    def __init__(self) -> None:
        self._new: list[Path] = []

    def write(self, bundle: VerifiedBundle) -> list[str]:
        """Write every picture and file of evidence; returns the digests of the pictures. Raises ImportRefused."""
        digests = []
        for name in bundle.files:
            folder, _slash, rest = name.partition("/")
            digest = rest.partition(".")[0]
            if folder == "pictures":
                self._remember(path_of(digest))
                picture_files.write(bundle.pieces(name), path_of(digest))
                if stored_picture(digest) is None:
                    raise ImportRefused(
                        _("%(name)s: not a JPEG, PNG or WebP picture.") % {"name": name}
                    )
                digests.append(digest)
            elif folder == "evidence" and bundle.complete:
                self._remember(evidence_files.path_of(digest))
                evidence_files.keep(bundle.pieces(name), digest)
        return digests

    def undo(self) -> None:
        for path in self._new:
            path.unlink(missing_ok=True)

    def _remember(self, path: Path) -> None:
        if not path.exists():
            self._new.append(path)
