"""Where each public address stands in the static edition, and how one file leads to another. Pure.

An address that ends with a slash becomes a folder with an `index.html`, so that it can be opened from a folder and is
served at the same address by a host of static files. The place of a list that goes on (`/browse/person/?after=…`) is a
folder named after its query.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

INDEX = "index.html"
# What no file system objects to, and no host of files takes for something else.
_SAFE = re.compile(r"[\w.~@-]{1,80}")
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|\.+$|.*\.$")


@lru_cache(maxsize=1 << 16)
def place(address: str) -> str:
    """The file of an address of the site (path and query, percent-encoded or not, no fragment), without a slash first.

    Two addresses never share a file, but for the spellings of one address.
    """
    parts = urlsplit(address)
    names = [_safe(unquote(name)) for name in parts.path.split("/")[1:]]
    last = names.pop()
    if parts.query:
        names.append(_safe(unquote(parts.query).replace("=", "-")))
    return "/".join([*names, last or INDEX])


def _safe(name: str) -> str:
    if not name or (_SAFE.fullmatch(name) and not _RESERVED.match(name)):
        return name
    readable = re.sub(r"[^\w.~@-]+", "-", name)[:40].strip(".-")
    return f"{readable}~{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def to_root(here: str) -> str:
    """What leads from the file `here` to the folder of the whole: "", "../", "../../" …"""
    return "../" * here.count("/")


def link(here: str, there: str) -> str:
    """A relative link from one file to another, percent-encoded."""
    folders, names = here.split("/")[:-1], there.split("/")
    shared = 0
    for folder, name in zip(folders, names[:-1], strict=False):
        if folder != name:
            break
        shared += 1
    return quote("../" * (len(folders) - shared) + "/".join(names[shared:]), safe="/@~")
