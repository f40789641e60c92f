"""A site of its own for one process: a database, a folder for files, no mail, nothing of this machine's settings."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Not a secret: the stored site holds nothing that it would open.
SECRET_KEY = "only for the sites that tests/upgrades makes"


def environment(database_url: str, var: Path) -> dict[str, str]:
    """The environment of a process that works on this site; the names are those of docs/settings.md."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    inherited |= {name: value for name, value in os.environ.items() if name.startswith("PG")}
    return inherited | {
        "DATABASE_URL": database_url,
        "STET_VAR": str(var),
        "SECRET_KEY": SECRET_KEY,
        "HTTPS": "0",
        "ALLOWED_HOSTS": "testserver",
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "DJANGO_SETTINGS_MODULE": "encyclopedia.settings",
        "PYTHONPATH": str(ROOT),
    }


def set_up() -> None:
    """Django, in the process that has this environment; templates name their files without a manifest."""
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    django.setup()


def command(name: str, *arguments: object) -> str:
    """The output of a command, with its error where it fails."""
    from django.core.management import CommandError, call_command

    out = StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=out)
    except CommandError as error:
        out.write(f"{error}\n")
    return out.getvalue()


def work_off() -> None:
    """Run all waiting background tasks, as the worker does."""
    from django.core.management import call_command

    worker = {"batch": True, "queue_name": "*", "interval": 0.0, "startup_delay": False}
    call_command("db_worker", verbosity=0, **worker)
