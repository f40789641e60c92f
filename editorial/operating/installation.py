"""What `manage.py doctor` looks at besides `readiness`: how the site was set up on this host."""

from __future__ import annotations

import importlib.util
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks as django_checks
from django.core.mail import get_connection
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.catalogues.configured import switched_on
from editorial.operating import readiness
from editorial.operating.findings import Check, Finding, State, looked_at
from editorial.record.trigger_bodies import trigger_faults
from encyclopedia.wording.filled_in import listed

# Told below in words that say how to mend it.
_OURS = ("security.W009", "security.W018")
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
MAX_CLOCK_DIFFERENCE = 5  # seconds
# What only its owner may read.
_PRIVATE = ("secret_key",)


def all_findings() -> list[Finding]:
    """Everything: what `/readyz` tells, and then the installation. Asks the mail server for a connection."""
    ready = readiness.findings()
    away = ready[0].state == State.BROKEN
    return [
        *ready,
        *looked_at(
            WITHOUT_DATABASE if away else (*WITHOUT_DATABASE, *WITH_DATABASE), readiness.unlooked
        ),
    ]


def configuration() -> Iterator[Finding]:
    """What Django and the site's own checks say of the settings."""
    said = django_checks.run_checks(include_deployment_checks=settings.HTTPS)
    for message in said:
        if message.is_silenced() or message.level < django_checks.WARNING or message.id in _OURS:
            continue
        serious = message.level >= django_checks.ERROR
        yield Finding(
            "settings",
            State.BROKEN if serious else State.WARNING,
            f"{message.id}: {message.msg}",
            message.hint or _("docs/settings.md says what each setting means."),
        )
    if settings.DEBUG:
        yield Finding(
            "settings",
            State.BROKEN,
            _("DEBUG is on: error pages show the code and its data to everybody."),
            _("Take DEBUG out of the environment."),
        )


def addresses() -> Iterator[Finding]:
    """Whether the site knows by which name it is asked, and whom it stands behind."""
    url = urlsplit(settings.SITE_URL)
    host = url.hostname or ""
    if not any(host == name.lstrip(".") or name == "*" or host.endswith(name) for name in _hosts()):
        yield Finding(
            "addresses",
            State.BROKEN,
            _("ALLOWED_HOSTS does not have the host of SITE_URL, %(host)s.") % {"host": host},
            _("Add it: every page at that address is refused."),
        )
    if settings.HTTPS and url.scheme != "https":
        yield Finding(
            "addresses",
            State.WARNING,
            _("HTTPS is on, and SITE_URL begins with %(scheme)s.") % {"scheme": url.scheme},
            _("Let SITE_URL begin with https://, or set HTTPS=0 on a machine of your own."),
        )
    if settings.HTTPS and host not in _LOCAL and not settings.TRUSTED_PROXIES:
        yield Finding(
            "addresses",
            State.WARNING,
            _("HTTPS is on, and no proxy is trusted: the server itself speaks no https."),
            _(
                "Set BEHIND_PROXY=1 behind nginx (deploy/nginx.conf), and let nobody reach the server past it."
            ),
        )


def _hosts() -> list[str]:
    return [name.strip("[]") for name in settings.ALLOWED_HOSTS]


def secret_key() -> Finding:
    """Long enough, and read by nobody else."""
    if len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 5:
        return Finding(
            "secret key",
            State.BROKEN,
            _("SECRET_KEY is too short: whoever guesses it can sign in as anybody."),
            _(
                "Set one of 64 characters drawn by chance; the former one may stay in SECRET_KEY_FALLBACKS for a while."
            ),
        )
    return Finding("secret key", State.OK, _("It is long enough."))


def folders() -> Iterator[Finding]:
    """Whether what is private can be read by its owner alone."""
    private = [Path(settings.VAR) / name for name in _PRIVATE]
    if settings.STORAGES["default"]["BACKEND"] == readiness.FOLDER:
        private.append(Path(settings.MEDIA_ROOT))
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        private.append(Path(str(settings.DATABASES["default"]["NAME"])))
    for path in private:
        if not path.exists():
            continue
        if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            yield Finding(
                "folders",
                State.WARNING,
                _("Every account of this machine can read what only the site should."),
                _("Run `chmod o-rwx %(path)s`.") % {"path": path},
                str(path),
            )
        if os.geteuid() and path.stat().st_uid != os.geteuid():
            yield Finding(
                "folders",
                State.WARNING,
                _("A file of the site belongs to another account than the one that runs this."),
                _("Run `chown` for the account that runs the server, or run this as that account."),
                str(path),
            )


def static_files() -> Finding:
    """Whether the style sheets and typefaces of this release were collected."""
    missing = []
    for name in ("css/base.css", "css/typefaces.css"):
        if finders.find(name) is None or (
            not settings.DEBUG and not (Path(settings.STATIC_ROOT) / name).exists()
        ):
            missing.append(name)
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if missing or not manifest.exists():
        return Finding(
            "static files",
            State.BROKEN,
            _("The style sheets and typefaces of this release were not collected."),
            _("Run `manage.py collectstatic --noinput`, then restart the server."),
            ", ".join(missing) or str(manifest),
        )
    newest = max(path.stat().st_mtime for path in (Path(settings.BASE_DIR) / "static").rglob("*"))
    if manifest.stat().st_mtime < newest:
        return Finding(
            "static files",
            State.WARNING,
            _("They were collected before the newest of them was installed."),
            _("Run `manage.py collectstatic --noinput`, then restart the server."),
        )
    return Finding("static files", State.OK, _("They were collected."))


def mail_server() -> Finding:
    """Whether it takes a connection; nothing is sent."""
    try:
        with get_connection():
            pass
    except Exception as error:
        return Finding(
            "mail server",
            State.WARNING,
            _("It does not take our e-mails: they wait, and are tried again."),
            _(
                "Look at EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
            ),
            f"{type(error).__name__}: {error}",
        )
    return Finding("mail server", State.OK, _("It answers."))


def sender() -> Finding:
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost") and settings.HTTPS:
        return Finding(
            "sender",
            State.WARNING,
            _("E-mails are sent in the name of %(name)s.") % {"name": settings.DEFAULT_FROM_EMAIL},
            _(
                "Set DEFAULT_FROM_EMAIL to an address of your own: others refuse it, and nobody can answer."
            ),
        )
    return Finding("sender", State.OK, _("It is an address of the site's own."))


def catalogues() -> Finding:
    """Which are switched on; that all are known, `configuration` tells. None is asked."""
    names = [catalogue.name for catalogue in switched_on()]
    if not names:
        return Finding("catalogues", State.OK, _("None is asked."))
    return Finding("catalogues", State.OK, _("Asked are: %(names)s.") % {"names": listed(names)})


def extras() -> Iterator[Finding]:
    """Packages that are needed and not installed; those of SAML, `configuration` tells."""
    asked = {
        "granian": ("granian", True, "requirements/production.txt"),
        "S3_BUCKET": (
            "storages",
            settings.STORAGES["default"]["BACKEND"] != readiness.FOLDER,
            "requirements/s3.txt",
        ),
    }
    for setting, (module, wanted, file) in asked.items():
        if wanted and importlib.util.find_spec(module) is None:
            yield Finding(
                "packages",
                State.BROKEN,
                _("%(setting)s needs packages that are not installed.") % {"setting": setting},
                _("Run `pip install --require-hashes -r %(file)s`.") % {"file": file},
            )


def heads() -> Finding:
    """Whether the audit log's head is kept outside the database."""
    if not settings.HISTORY_HEADS_FILE:
        return Finding(
            "kept heads",
            State.WARNING,
            _(
                "The head of the audit log is kept nowhere else: a log that was cut would not be noticed."
            ),
            _(
                "Set HISTORY_HEADS_FILE to a file on another disk or machine, and HISTORY_HEADS_MAIL."
            ),
        )
    return Finding(
        "kept heads", State.OK, _("The head of the audit log is kept outside the database.")
    )


def triggers() -> Iterator[Finding]:
    """The rules that the database itself enforces."""
    faults = list(trigger_faults())
    if faults:
        yield Finding(
            "triggers",
            State.BROKEN,
            _("The database does not enforce all of its rules."),
            _(
                "Run `manage.py verify_history`; find out who changed them, and restore the database from a back-up."
            ),
            " ".join(faults[:3]),
            {"faults": len(faults)},
        )
    else:
        yield Finding("triggers", State.OK, _("The database enforces its rules."))


def clock() -> Finding:
    """This host's clock beside the database server's."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        return Finding("clock", State.OK, _("The database is on this host."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    difference = abs((timezone.now() - theirs).total_seconds())
    figures = {"difference_seconds": round(difference, 1)}
    if difference > MAX_CLOCK_DIFFERENCE:
        return Finding(
            "clock",
            State.WARNING,
            _("The clocks of this host and of the database differ."),
            _("Let both take their time from the same source (NTP), and look at `timedatectl`."),
            figures=figures,
        )
    return Finding("clock", State.OK, _("It agrees with that of the database."), figures=figures)


WITHOUT_DATABASE: tuple[Check, ...] = (
    *(configuration, addresses, secret_key, folders, static_files),
    *(mail_server, sender, catalogues, extras, heads),
)
WITH_DATABASE: tuple[Check, ...] = (triggers, clock)
