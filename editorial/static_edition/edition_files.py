"""The files of editions (PDF, Word …) as the site sends them, five formats and two addresses of one reading.

The site reads an edition anew for each file that somebody asks for. Here all of them are wanted, one after the other.
"""

from __future__ import annotations

from typing import Any

from django.urls import resolve

from editorial.keeping.answers import Answer
from encyclopedia.downloads import kept
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.formats import FORMATS
from encyclopedia.downloads.pdf import Unprintable
from encyclopedia.downloads.tree import EditionTree
from encyclopedia.models import Edition, Entry


class EditionFiles:
    """Of one walk through the site: what it has read holds as long as the audit log's head."""

    def __init__(self) -> None:
        self._key: tuple[Any, ...] = ()
        self._tree: EditionTree | None = None

    def answer(self, address: str, etag: str) -> Answer | None:
        """What the site answers to whoever has the file with this ETag; None where the site has to be asked.

        That is: for former addresses, for withdrawn editions, and for what cannot be put in a format.
        """
        asked = resolve(address).kwargs
        form = FORMATS[asked["ending"]]
        tree = self._read(asked["kind"], asked["slug"], asked.get("number"))
        if tree is None or not form.is_offered:
            return None
        digest = kept.digest_of(tree, form)
        headers = {"etag": f'"{digest[:32]}"', "content-type": form.media_type}
        if headers["etag"] == etag:
            return Answer("304 Not Modified", headers, b"")
        try:
            return Answer("200 OK", headers, kept.content(tree, form, digest))
        except Unprintable:
            return None

    def _read(self, kind: str, slug: str, number: int | None) -> EditionTree | None:
        entry = Entry.objects.filter(kind=kind, slug=slug).first()
        if entry is None:
            return None
        key = (entry.pk, number or entry.edition)
        if key != self._key:
            edition = Edition.objects.readable().filter(entry_id=entry.pk, number=key[1])
            rows = list(edition.with_doi())
            self._key, self._tree = key, edition_tree(rows[0]) if rows else None
        return self._tree
