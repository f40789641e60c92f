import logging
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, close_old_connections, connection
from django.utils.translation import gettext as _

from editorial.actions.upgrade_digests import software, upgrade_digests
from editorial.management.supervisor import FIRST_PAUSE, MAX_PAUSE, supervise
from editorial.models import Manuscript
from editorial.sample.cast import CAST

DUE_EVERY = 60  # seconds

logger = logging.getLogger(__name__)


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
        _require_free_address(options["host"], options["port"])
        settings.VAR.mkdir(parents=True, exist_ok=True)
        _wait_for_database()
        call_command("migrate", verbosity=0)
        self._upgrade_checks()
        if not options["no_sample"] and not Manuscript.objects.exists():
            self.stdout.write(_("Loading the sample encyclopedia …"))
            call_command("load_sample", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        self._greet(options["host"], options["port"])
        _publish_due()
        supervise(_commands(options["host"], options["port"]), _publish_due, DUE_EVERY)

    def _upgrade_checks(self) -> None:
        """After an upgrade of the software; otherwise one query."""
        upgrade = upgrade_digests(by=software())
        if upgrade.event is not None:
            self.stdout.write(_("Carrying checks over to a new version …"))
            call_command("rebuild", stdout=self.stdout)

    def _greet(self, host: str, port: int) -> None:
        # Browsers keep no passkey for a number.
        address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
        lines = ["", _("Readers:  %(url)s/") % {"url": address}]
        lines.append(_("Office:   %(url)s/admin/") % {"url": address})
        if (settings.VAR / "sample").exists():
            lines.append(_("Sample accounts (they exist only in the sample):"))
            lines += [f"  {m.role:<10} {m.username:<10} {m.password}" for m in CAST if m.shown]
        lines += [_("Stop with Ctrl-C."), ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _wait_for_database() -> None:
    """A database that is restarting, or starts after this host: asked again after a pause that grows."""
    pause = FIRST_PAUSE
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as error:
            logger.error(
                _("The database does not answer (%(why)s). It is asked again in %(pause)s s."),
                {"why": str(error).strip(), "pause": pause},
            )
            time.sleep(pause)
            pause = min(2 * pause, MAX_PAUSE)


def _commands(host: str, port: int) -> list[list[str]]:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    server = [sys.executable, "-m", "granian", "encyclopedia.wsgi:application"]
    server += ["--interface", "wsgi", "--no-ws", "--host", host.strip("[]"), "--port", str(port)]
    server += ["--workers", "2", "--blocking-threads", "8"]
    # It warns of as many threads where there are two cores: half of them may wait for slow clients (`bodies`).
    server += ["--http1-header-read-timeout", "10000", "--log-level", "error"]
    # A process of it that is told to stop while it starts does not hear it.
    server += ["--workers-kill-timeout", "10"]
    worker = [*manage, "db_worker", "--queue-name"]
    return [server, [*worker, "default"], [*worker, "imports"]]


def _require_free_address(host: str, port: int) -> None:
    """Raises CommandError when the server cannot listen there: starting it again would fail again."""
    try:
        family, kind, *_rest, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(
            _("The server cannot listen on %(host)s:%(port)s: %(error)s.")
            % {"host": host, "port": port, "error": error.strerror}
        ) from error


def _publish_due() -> None:
    close_old_connections()  # broken ones, as Django does before each request
    try:
        call_command("publish_due")
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
    except Exception:  # the server keeps running whatever fails here; the next minute tries again
        logger.exception(_("What is due could not be published."))
