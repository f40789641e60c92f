"""Files of editions, made once and kept in the storage, where every host finds them.

They are derived, like renditions of pictures: made for the first reader who asks, never while a row is written. Their
name has the digest of all that goes into them, so that a file which is there is the right one.
"""

from __future__ import annotations

import hashlib
import json
from threading import Lock

from django.conf import settings
from django.core.files.storage import default_storage

from encyclopedia import stored_files
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.formats import Format
from encyclopedia.downloads.kept_names import folder_of
from encyclopedia.downloads.tree import EditionTree, as_data
from encyclopedia.downloads.writers import WRITERS
from encyclopedia.models import Edition

# A process makes one file at a time: a long entry takes a core for seconds.
MAKING = Lock()


def digest_of(tree: EditionTree, form: Format) -> str:
    """What the file is made of, as SHA-256 (hex): the edition, the writer, and what the site says of itself."""
    made_of = [
        form.ending,
        WRITERS[form.ending][1],
        settings.LANGUAGE_CODE,
        settings.PRINT_FONTS,
        as_data(tree),
    ]
    written = json.dumps(made_of, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(written).hexdigest()


def name_of(tree: EditionTree, form: Format, digest: str) -> str:
    """The name of the file in the storage."""
    number = tree.colophon.number
    return f"{folder_of(tree.id)}/{number}-{digest[:32]}.{form.ending}"


def file_of(edition: Edition, form: Format) -> bytes:
    """The edition in this format. Raises NoFile for a withdrawn one, Unprintable."""
    tree = edition_tree(edition)
    return content(tree, form, digest_of(tree, form))


def content(tree: EditionTree, form: Format, digest: str) -> bytes:
    """The kept bytes, made and kept where they are not there yet. Raises Unprintable."""
    name = name_of(tree, form, digest)
    try:
        return _read(name)
    except FileNotFoundError:
        with MAKING:
            if default_storage.exists(name):
                return _read(name)
            made = WRITERS[form.ending][0](tree)
            stored_files.keep(made, name)
            return made


def _read(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())
