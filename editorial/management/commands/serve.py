import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial.models import Manuscript
from editorial.sample.cast import CAST

DUE_EVERY = 60  # seconds
STOP_WAIT = 10  # seconds


class Command(BaseCommand):
    help = (
        "Serve the site on this machine: set the database up, load the sample encyclopedia if it is empty, "
        "and start the production server with its worker. This is what `make run` calls."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-sample", action="store_true", help="leave an empty database empty"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if not options["no_sample"] and not Manuscript.objects.exists():
            self.stdout.write(_("Loading the sample encyclopedia …"))
            call_command("load_sample", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        self._greet(options["host"], options["port"])
        sys.exit(_supervise(_commands(options["host"], options["port"])))

    def _greet(self, host: str, port: int) -> None:
        address = f"http://{host}:{port}"
        lines = ["", _("Readers:  %(url)s/") % {"url": address}]
        lines.append(_("Office:   %(url)s/admin/") % {"url": address})
        if (settings.VAR / "sample").exists():
            lines.append(_("Sample accounts (they exist only in the sample):"))
            lines += [f"  {m.role:<10} {m.username:<10} {m.password}" for m in CAST if m.shown]
        lines += [_("Stop with Ctrl-C."), ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _commands(host: str, port: int) -> list[list[str]]:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    gunicorn = [sys.executable, "-m", "gunicorn", "encyclopedia.wsgi", "--workers", "2"]
    gunicorn += ["--threads", "4", "--bind", f"{host}:{port}", "--log-level", "warning"]
    gunicorn += ["--max-requests", "20000", "--max-requests-jitter", "2000", "--preload"]
    worker = [*manage, "db_worker", "--queue-name"]
    return [gunicorn, [*worker, "default"], [*worker, "imports"]]


def _supervise(commands: list[list[str]]) -> int:
    """Run the commands until one ends or a signal comes; publish what is due every minute. Returns the exit code."""
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 — our own
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    next_due = time.monotonic() + DUE_EVERY
    while not stopping and all(process.poll() is None for process in running):
        time.sleep(0.3)
        if time.monotonic() >= next_due:
            _publish_due()
            next_due = time.monotonic() + DUE_EVERY
    failed = 0 if stopping else 1
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(STOP_WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
    return failed


def _publish_due() -> None:
    try:
        call_command("publish_due")
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
