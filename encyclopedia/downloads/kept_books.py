"""The books that a worker made, in the storage: what each is made of, how far the next one is, and its files."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import task

from encyclopedia.downloads import books
from encyclopedia.downloads.books import Scope
from encyclopedia.downloads.kept_names import BOOKS, SELECTION, forget_all
from encyclopedia.downloads.pdf import Unprintable
from encyclopedia.models import Edition, EditionState, Tag

logger = logging.getLogger(__name__)

# The queue of what takes long.
QUEUE: Final = "imports"
EVERY: Final = timedelta(hours=20)
# A worker that was stopped says nothing more.
MAX_SILENCE: Final = timedelta(minutes=30)
# No subject has an address that begins so.
WHOLE: Final = "@whole"
ASKED: Final = f"{BOOKS}/asked.json"


@dataclass(frozen=True, slots=True)
class BookState:
    """What is known of a book. `files` are names in the storage by ending, `editions` what they hold; times in ISO."""

    fingerprint: str = ""
    made_at: str = ""
    files: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    editions: list[list[Any]] = field(default_factory=list)
    # Of the one that is being made.
    done: int = 0
    total: int = 0
    said_at: str = ""

    @property
    def made(self) -> datetime | None:
        return datetime.fromisoformat(self.made_at) if self.made_at else None

    @property
    def is_being_made(self) -> bool:
        said = datetime.fromisoformat(self.said_at) if self.said_at else None
        return bool(self.total and said and timezone.now() - said < MAX_SILENCE)


def state_of(scope: Scope) -> BookState:
    """What is known of this book; nothing of one that holds what was withdrawn since."""
    state = _read(scope)
    held = {(str(entry), int(number)) for entry, number in state.editions}
    gone = Edition.objects.filter(state=EditionState.WITHDRAWN).values_list("entry_id", "number")
    if held and any((str(entry), number) in held for entry, number in gone.iterator()):
        return BookState(done=state.done, total=state.total, said_at=state.said_at)
    return state


def _name(scope: Scope, rest: str) -> str:
    folder = f"@{scope.key}" if scope.paths else scope.slug or WHOLE
    return f"{BOOKS}/{folder}/{rest}"


def _read(scope: Scope) -> BookState:
    try:
        with default_storage.open(_name(scope, "state.json")) as file:
            return BookState(**json.loads(file.read()))
    except (FileNotFoundError, ValueError, TypeError):
        return BookState()


def _write(name: str, content: bytes) -> None:
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def _say(scope: Scope, state: BookState) -> None:
    _write(_name(scope, "state.json"), json.dumps(asdict(state)).encode())


def make(scope: Scope) -> bool:
    """Make the book anew where it is of other editions than before; whether it was."""
    editions = scope.editions()
    wanted = books.fingerprint(scope, editions)
    before = state_of(scope)
    if before.fingerprint == wanted:
        return False
    if not books.is_bookable(editions):
        if before.files:
            forget_all(_name(scope, "").rstrip("/"), but=SELECTION)
        return False
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last > 1 or done == total:
            last = monotonic()
            kept = asdict(before) | {"done": done, "total": total}
            _say(scope, BookState(**kept | {"said_at": timezone.now().isoformat()}))

    progress(0, len(editions))
    trees = books.trees_of(editions, progress)
    files, sizes = {}, {}
    for ending in books.offered_endings() if trees else ():
        try:
            content = books.written(scope, trees, ending)
        except Unprintable as error:
            logger.warning("book %s: %s", scope.path, error)
            continue
        files[ending] = _name(scope, f"{wanted[:32]}.{ending}")
        sizes[ending] = len(content)
        _write(files[ending], content)
    now = timezone.now().isoformat()
    held: list[list[Any]] = [[tree.id, tree.colophon.number] for tree in trees]
    _say(scope, BookState(wanted, now, files, sizes, held))
    for name in set(before.files.values()) - set(files.values()):
        default_storage.delete(name)
    return True


def scopes() -> Iterator[Scope]:
    """The books that this site has made: `BOOKS`."""
    if "subjects" in settings.BOOKS:
        yield from map(books.scope_of, Tag.objects.order_by("slug").iterator())
    if "whole" in settings.BOOKS:
        yield books.scope_of(None)
    yield from selections()


def selections() -> Iterator[Scope]:
    """What people chose, by their keys."""
    try:
        folders, _names = default_storage.listdir(BOOKS)
    except FileNotFoundError:
        return
    for folder in sorted(folders):
        if folder[:1] == "@" and (scope := selection_of(folder[1:])):
            yield scope


def selection_of(key: str) -> Scope | None:
    """The selection of this key; None where nobody asked for it, or long ago."""
    try:
        with default_storage.open(f"{BOOKS}/@{key}/{SELECTION}") as file:
            title, paths = json.loads(file.read())
    except (FileNotFoundError, ValueError):
        return None
    return Scope("", title, tuple(paths))


def ask_for(scope: Scope) -> None:
    """Have the worker make the book of a selection, now and, while it is kept, each night where something changed."""
    _write(_name(scope, SELECTION), json.dumps([scope.title, scope.paths]).encode())
    make_selection.enqueue(scope.key)


@task(queue_name=QUEUE)
def make_selection(key: str) -> bool:
    """Make the book of this selection; whether it was made anew."""
    scope = selection_of(key)
    return bool(scope and make(scope))


@task(queue_name=QUEUE)
def make_books() -> int:
    """Make every book that is not of the present editions; how many were made. One that fails stops none."""
    made = 0
    for scope in scopes():
        try:
            made += make(scope)
        except Exception:
            logger.exception("book %s", scope.path)
    return made


def ask_if_due() -> bool:
    """Have the worker make them, once a night; whether it is the time for what is done nightly."""
    now = timezone.now()
    try:
        with default_storage.open(ASKED) as file:
            if now - datetime.fromisoformat(json.loads(file.read())) < EVERY:
                return False
    except (FileNotFoundError, ValueError, TypeError):
        pass
    _write(ASKED, json.dumps(now.isoformat()).encode())
    make_books.enqueue()
    return True
