"""What the bytes of the static edition depend on besides the database's rows, as digests."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

from editorial.models import ChainHead
from encyclopedia.models import Generation

HERE = Path(__file__).parent
# Where what pages are made of stands, and the endings of its files.
_FOLDERS = ("encyclopedia", "editorial", "templates", "static", "locale")
# Where the rows are kept is in no page, and a process's tests have a database of their own.
_SAYS_NOTHING = frozenset({"DATABASES"})
_ENDINGS = frozenset({".py", ".html", ".txt", ".typ", ".css", ".js", ".svg", ".json", ".po", ".mo"})


def made_of() -> str:
    """A digest of the program, of the packages that it uses and of every setting."""
    digest = hashlib.sha256()
    for folder in _FOLDERS:
        for file in sorted((settings.BASE_DIR / folder).rglob("*")):
            if file.suffix in _ENDINGS and "node_modules" not in file.parts:
                digest.update(file.relative_to(settings.BASE_DIR).as_posix().encode())
                digest.update(file.read_bytes())
    packages = sorted(f"{package.name} {package.version}" for package in distributions())
    values = {
        name: getattr(settings, name)
        for name in dir(settings)
        if name.isupper() and name not in _SAYS_NOTHING
    }
    for value in (packages, values):
        digest.update(json.dumps(value, default=_plain, sort_keys=True, skipkeys=True).encode())
    return digest.hexdigest()


def _plain(value: object) -> object:
    """Settings are plain but for few: a set has no order, and of what is none of these only the kind is told."""
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, Path):
        return str(value)
    return f"{type(value).__module__}.{type(value).__qualname__}"


def state() -> str:
    """What is another one after every change that readers can see: the log's head (`seq:hash`), the generation."""
    head = ChainHead.objects.get(pk=1)
    return f"{head.seq}:{head.hash} {Generation.now()}"
