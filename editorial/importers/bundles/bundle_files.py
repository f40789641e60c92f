"""The pictures and private files of a bundle, written into the storage; removed if the import fails."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from editorial.importers.bundles.opened_bundle import ImportRefused, VerifiedBundle
from editorial.storage import agreement_files, evidence_files, permission_files
from encyclopedia import renditions, stored_files
from encyclopedia.pictures import name_of, stored_picture


class Files:
    """Remembers which files are new, or will be made of them, so that `undo` removes only those."""

    def __init__(self) -> None:
        self._new: list[str] = []

    def write(self, bundle: VerifiedBundle) -> list[str]:
        """Write every picture and other file; returns the digests of the pictures. Raises ImportRefused."""
        digests = []
        for name in bundle.files:
            folder, _slash, rest = name.partition("/")
            digest = rest.partition(".")[0]
            if folder == "pictures":
                self._remember(name_of(digest))
                stored_files.keep(bundle.pieces(name), name_of(digest))
                if (stored := stored_picture(digest)) is None:
                    raise ImportRefused(
                        _("%(name)s: not a JPEG, PNG or WebP picture.") % {"name": name}
                    )
                for width in renditions.widths(stored):
                    self._remember(renditions.rendition_name(digest, width))
                digests.append(digest)
            elif folder == "evidence" and bundle.complete:
                self._remember(evidence_files.name_of(digest))
                evidence_files.keep(bundle.pieces(name), digest)
            elif folder == "agreements" and bundle.complete:
                self._remember(agreement_files.name_of(digest))
                stored_files.keep(bundle.pieces(name), agreement_files.name_of(digest))
            elif folder == "permissions" and bundle.complete:
                self._remember(permission_files.name_of(digest))
                stored_files.keep(bundle.pieces(name), permission_files.name_of(digest))
        return digests

    def undo(self) -> None:
        for name in self._new:
            default_storage.delete(name)

    def _remember(self, name: str) -> None:
        if not default_storage.exists(name):
            self._new.append(name)
