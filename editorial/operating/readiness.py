"""Whether this host can serve, and whether all that belongs to the site is at work: cheap, and without any secret."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.keeping import folders
from editorial.models import ChainHead, Event, Notice
from editorial.operating.findings import Check, Finding, State, looked_at
from editorial.operating.letters_again import unsent
from editorial.operating.signs import last_signs, needs_worker
from editorial.record.kept_heads import last_kept
from editorial.verifying.event_hash import altered

# A sign that is older is missing; the timer asks for one a minute.
MAX_SIGN_AGE = timedelta(minutes=5)
MAX_QUEUE_AGE = timedelta(minutes=15)
# An import waits for the one before it.
MAX_IMPORT_AGE = timedelta(hours=6)
MAX_LETTER_DELAY = timedelta(minutes=45)
# What is dated later than now was written by another clock.
MAX_AHEAD = timedelta(minutes=2)
# What keeps uploaded files where they are in a folder.
FOLDER = "encyclopedia.stored_files.WholeFiles"
OURS = ("encyclopedia", "editorial")
LOW_BYTES = 1_000_000_000
FULL_BYTES = 50_000_000

logger = logging.getLogger(__name__)


def findings() -> list[Finding]:
    """What all parts are found to be; the database's own first, and without it only what needs none."""
    first = database()
    if first.state == State.BROKEN:
        return [first, *looked_at((disk,), unlooked)]
    return [first, *looked_at(PARTS, unlooked)]


def unlooked(part: str, error: Exception) -> Finding:
    logger.error(_("%s could not be looked at."), part, exc_info=error)
    return Finding(
        part,
        State.BROKEN,
        _("Could not be looked at."),
        _("Run `manage.py doctor` on this host."),
        f"{type(error).__name__}: {error}",
    )


def database() -> Finding:
    """One query, by a connection that Django makes again where the former one was broken."""
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Error as error:
        return Finding(
            "database",
            State.BROKEN,
            _("The database does not answer."),
            _("Start it, and look at DATABASE_URL: host, name, account, password."),
            f"{type(error).__name__}: {error}",
        )
    return Finding("database", State.OK, _("It answers."))


def schema() -> Finding:
    """Whether the tables are those of this release."""
    applied = set(MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations())
    missing = sorted(f"{app}.{name}" for app, name in known_migrations() - applied)
    if missing:
        return Finding(
            "schema",
            State.BROKEN,
            _("The tables are those of an earlier release."),
            _("Run `manage.py migrate`, then restart the server and the workers."),
            ", ".join(missing[:5]),
            {"missing": len(missing)},
        )
    ours = {(app, name) for app, name in applied - known_migrations() if app in OURS}
    if newer := sorted(f"{app}.{name}" for app, name in ours):
        return Finding(
            "schema",
            State.WARNING,
            _("The tables are those of a later release than this host runs."),
            _("Install the same release on every host, and restart."),
            ", ".join(newer[:5]),
        )
    return Finding("schema", State.OK, _("The tables are those of this release."))


@lru_cache(maxsize=1)
def known_migrations() -> frozenset[tuple[str, str]]:
    """Those of the installed release, read from its files once."""
    return frozenset(MigrationLoader(None).graph.nodes)


def log() -> Finding:
    """Whether the newest event is the head's, as it was recorded, and the head that was kept outside is in the chain.

    `verify_history` reads everything; this reads three rows.
    """
    # In this order, since a move may be under way: the head is never behind an event that was seen before it.
    last = Event.objects.aggregate(last=Max("seq"))["last"] or 0
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        return _unsound(_("the row of its head is missing"))
    newest = Event.objects.filter(seq=head.seq).first()
    if head.seq < last or (newest is None and head.seq):
        return _unsound(_("its head is not the newest event"))
    if newest and (newest.hash != head.hash or altered(newest.columns())):
        return _unsound(_("the newest event is not as it was recorded"))
    kept = last_kept()
    if (
        kept
        and Event.objects.filter(seq=kept.seq).values_list("hash", flat=True).first() != kept.hash
    ):
        return _unsound(_("the head that was kept outside the database is not in it"))
    if newest and newest.at > timezone.now() + MAX_AHEAD:
        return Finding(
            "log",
            State.WARNING,
            _("The newest event is dated later than now: a clock is wrong, or was."),
            _(
                "Let all hosts take their time from the same source (NTP), and look at `timedatectl`."
            ),
            figures={"ahead_seconds": (newest.at - timezone.now()).total_seconds()},
        )
    return Finding("log", State.OK, _("Its head holds."), figures={"events": head.seq})


def _unsound(why: str) -> Finding:
    return Finding(
        "log",
        State.BROKEN,
        _("The audit log does not hold: %(why)s.") % {"why": why},
        _("Stop the workers, keep a copy of the database, and run `manage.py verify_history`."),
    )


def background() -> Iterator[Finding]:
    """The timer, a worker for each queue, and what waits."""
    if not needs_worker():
        yield Finding("workers", State.OK, _("No worker is needed: tasks are done at once."))
        return
    now, signs = timezone.now(), last_signs()
    yield _sign(
        "timer",
        signs.timer,
        now,
        _(
            "Run `manage.py publish_due` every minute (deploy/stet-due.timer), and read what it says."
        ),
    )
    for queue, at in signs.workers.items():
        # A worker that answered all that it was asked is not to blame for a timer that asks no more.
        answered = at and signs.timer and at >= signs.timer
        if signs.busy[queue] or answered:
            at = now
        yield _sign(
            f"worker:{queue}",
            at,
            now,
            _("Start `manage.py db_worker --queue-name %(queue)s` (deploy/stet-worker@.service).")
            % {"queue": queue},
        )
        yield _queue(queue, signs.oldest[queue], now)


def _sign(part: str, at: datetime | None, now: datetime, mend: str) -> Finding:
    if at is None:
        return Finding(part, State.WARNING, _("It has given no sign yet."), mend)
    age = max((now - at).total_seconds(), 0)
    figures = {"sign_age_seconds": round(age, 1)}
    if age > MAX_SIGN_AGE.total_seconds():
        words = _("It has given no sign for %(minutes)s minutes.") % {"minutes": int(age // 60)}
        return Finding(part, State.WARNING, words, mend, figures=figures)
    return Finding(part, State.OK, _("It is at work."), figures=figures)


def _queue(queue: str, oldest: datetime | None, now: datetime) -> Finding:
    part = f"queue:{queue}"
    age = max((now - oldest).total_seconds(), 0) if oldest else 0
    figures = {"oldest_seconds": round(age, 1)}
    most = MAX_QUEUE_AGE if queue == "default" else MAX_IMPORT_AGE
    if age > most.total_seconds():
        words = _("A task has waited for %(minutes)s minutes.") % {"minutes": int(age // 60)}
        mend = _(
            "Look at the log of its worker; a second worker of the same queue may run beside it."
        )
        return Finding(part, State.WARNING, words, mend, figures=figures)
    return Finding(part, State.OK, _("Nothing waits too long."), figures=figures)


def letters() -> Finding:
    """Whether notices go out by mail: what is late was tried and failed."""
    late = Notice.objects.filter(mail_after__lte=timezone.now() - MAX_LETTER_DELAY).count()
    late += unsent().count()
    if late:
        return Finding(
            "mail",
            State.WARNING,
            _("Letters that should have gone out by e-mail are still waiting."),
            _(
                "Look at EMAIL_HOST and at the log of `publish_due`; they are tried again every quarter of an hour."
            ),
            figures={"late": late},
        )
    return Finding("mail", State.OK, _("No letter is late."), figures={"late": 0})


def disk() -> Finding:
    """The least room of all folders that the site writes to."""
    free: dict[str, int] = {}
    unwritable = []
    for folder in written_folders():
        there = _nearest(folder)
        free[str(folder)] = shutil.disk_usage(there).free
        if not os.access(there, os.W_OK | os.X_OK):
            unwritable.append(str(folder))
    least = min(free.values())
    figures = {"free_bytes": least}
    more = ", ".join(f"{folder}: {bytes_ // 1_000_000} MB" for folder, bytes_ in free.items())
    mend = _(
        "Make room on the disk, or move the folder (STET_VAR, MEDIA_ROOT, DATABASE_URL) to a larger one."
    )
    if unwritable:
        told = _("A folder of the site cannot be written to.")
        mend = _(
            "Give it to the account that runs the site, and look whether the disk is mounted read-only."
        )
        return Finding("disk", State.BROKEN, told, mend, ", ".join(unwritable), figures)
    if least < FULL_BYTES:
        return Finding("disk", State.BROKEN, _("The disk is full."), mend, more, figures)
    if least < LOW_BYTES:
        return Finding("disk", State.WARNING, _("The disk is almost full."), mend, more, figures)
    return Finding("disk", State.OK, _("There is room."), more=more, figures=figures)


def written_folders() -> list[Path]:
    folders = [Path(settings.VAR)]
    if settings.STORAGES["default"]["BACKEND"] == FOLDER:
        folders.append(Path(settings.MEDIA_ROOT))
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        folders.append(Path(str(settings.DATABASES["default"]["NAME"])).parent)
    return folders


def _nearest(folder: Path) -> Path:
    """The folder, or the one in which it would be made."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())


def back_up() -> Iterator[Finding]:
    """How old the newest back-up is, where BACKUP_MAX_HOURS asks for it."""
    if not (settings.BACKUP_MAX_HOURS and settings.BACKUP_DIR):
        return
    mend = _("Look at `journalctl -u stet-backup`, and run `manage.py backup`.")
    try:
        there = folders.whole(Path(settings.BACKUP_DIR))
    except OSError as error:
        told = _("The folder of back-ups cannot be read.")
        yield Finding("back-up", State.WARNING, told, mend, f"{settings.BACKUP_DIR}: {error}")
        return
    made = folders.made_at(there[-1]) if there else None
    if made is None:
        yield Finding("back-up", State.WARNING, _("There is no back-up yet."), mend)
        return
    age = max((timezone.now() - made).total_seconds(), 0)
    figures = {"age_seconds": round(age)}
    if age > settings.BACKUP_MAX_HOURS * 3600:
        words = _("The last back-up is %(hours)s hours old.") % {"hours": int(age // 3600)}
        yield Finding("back-up", State.WARNING, words, mend, figures=figures)
    else:
        yield Finding("back-up", State.OK, _("The last one is young enough."), figures=figures)


# `manage.py doctor` looks at these too.
PARTS: tuple[Check, ...] = (schema, log, background, letters, disk, back_up)
