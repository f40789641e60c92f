"""What docs/operating.md has an operator type, typed: systemd runs the units as they are, nginx the file as it is.

The database is SQLite: the server of PostgreSQL is not part of the machine (`machine.py`).
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable

import migrated
import pytest
from deploy.machine import Machine
from deploy.test_nginx import HOST
from portions import Portion

from deploy import machine

pytestmark = [pytest.mark.machine, pytest.mark.nginx, pytest.mark.slow]

# Done already on the machine of the tests: programs, the database of PostgreSQL, and the environment.
NOT_TYPED = ("apt-get install", "su postgres", "python3 -m venv", "/srv/stet/.venv/bin/pip")
DATABASE = "/var/lib/stet/stet.sqlite3"
FILLED_IN = {
    "DATABASE_URL": f"sqlite:///{DATABASE}",
    "SECRET_KEY": "0123456789" * 6,
    "SITE_NAME": '"Encyclopedia of Movements"',
    "EMAIL_BACKEND": "encyclopedia.mail.FileBackend",
}
FIRST_ACCOUNT = {"USERNAME": "first", "PASSWORD": "a-Long-Enough-1", "EMAIL": "first@example.org"}
CERTIFICATE = (
    f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} "
    f"-keyout /etc/ssl/private/{HOST}.key -out /etc/ssl/certs/{HOST}.pem"
)
ALWAYS = ("stet-server.service", "stet-worker@default.service", "stet-worker@imports.service")
# systemd leaves alone what failed five times in ten seconds, if it is not told otherwise.
KILLS = 6
MAX_SECONDS = 120


def typed() -> str:
    """The lines of the manual, with what one fills in, and a certificate as one has it."""
    manual = (machine.ROOT / "docs/operating.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"## Installing it on a Friday.*?```sh\n(.*?)```", manual, re.DOTALL)
    kept = [line for line in lines.splitlines() if not line.startswith(NOT_TYPED)]
    assert len(lines.splitlines()) - len(kept) == len(NOT_TYPED)
    assert kept[-1] == "manage doctor"
    filled = [CERTIFICATE]
    for name, value in FILLED_IN.items():
        filled += [f"sed -i '/^{name}=/d' /etc/stet.env", f"echo '{name}={value}' >> /etc/stet.env"]
    (place,) = [number for number, line in enumerate(kept) if "then fill it in" in line]
    script = "\n".join([*kept[: place + 1], *filled, *kept[place + 1 : -1]])
    # Nobody is there to be asked.
    return script.replace("manage createsuperuser", "manage createsuperuser --no-input")


def manage(there: Machine, command: str) -> subprocess.CompletedProcess[str]:
    account = "setpriv --reuid=stet --regid=stet --init-groups"
    return there.run(
        f"cd /srv/stet && set -a && . /etc/stet.env && {account} .venv/bin/python manage.py {command}",
        check=False,
    )


ASKING = """
import ssl, sys
from http.client import HTTPSConnection
connection = HTTPSConnection("127.0.0.1", context=ssl._create_unverified_context(), timeout=30)
connection.request("GET", {path!r}, headers={{"Host": {host!r}}})
answer = connection.getresponse()
print(answer.status, answer.read().decode(), sep="\\n", end="")
"""


def asked(there: Machine, path: str) -> tuple[int, str]:
    """Status and body of what nginx answers there."""
    status, _line, body = there.python(ASKING.format(path=path, host=HOST)).partition("\n")
    return int(status), body


def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + MAX_SECONDS
    while not what():
        assert time.monotonic() < end
        time.sleep(0.3)


def well(there: Machine) -> bool:
    return asked(there, "/readyz") == (200, "ready\n")


def test_what_is_installed_on_a_friday_stands_over_the_weekend(
    django_db_setup: None, portion: Portion
) -> None:
    first = {f"DJANGO_SUPERUSER_{name}": value for name, value in FIRST_ACCOUNT.items()}
    with machine.running() as there:
        there.run("systemctl start nginx")
        script = typed()
        if not portion.thorough:
            script = _shortened(script, there)
        there.run(script, **first)
        # As the timers do, each at its hour.
        there.run("systemctl start stet-due.service stet-backup.service")
        until(lambda: well(there))
        doctor = manage(there, "doctor")
        assert (doctor.returncode, doctor.stdout.splitlines()[-1]) == (0, "Nothing is wrong.")
        assert asked(there, "/")[0] == 200
        _each_is_the_account_s_and_writes_to_its_folder_alone(there)
        _what_is_killed_is_started_again(there, KILLS if portion.thorough else 1)
        until(lambda: well(there))
        _what_is_stopped_leaves_nothing_behind(there)
        if portion.thorough:
            there.run("systemctl start stet.target")
            until(lambda: well(there))


def _shortened(script: str, there: Machine) -> str:
    """With one process of the server, and a database of which none of a hundred migrations is left to be applied."""
    migrated.begin(there.files / "run/migrated")
    made = f"install -m 600 -o stet -g stet /run/migrated {DATABASE}"
    one = "sed -i 's/--workers 4/--workers 1/' /etc/systemd/system/stet-server.service"
    return script.replace("\n\n", f"\n{made}\n", 1).replace("\n\ncd ", f"\n{one}\ncd ")


def _each_is_the_account_s_and_writes_to_its_folder_alone(there: Machine) -> None:
    for unit in ALWAYS:
        process = there.shows(unit, "MainPID")
        within = (
            f"nsenter --target {process} --mount setpriv --reuid=stet --regid=stet --clear-groups"
        )
        assert there.run(f"stat -c %U /proc/{process}").stdout.strip() == "stet"
        assert there.run(f"{within} touch /var/lib/stet/written").returncode == 0
        for place in ("/srv/stet", "/etc", "/usr", "/var/backups/stet"):
            refused = there.run(f"{within} touch {place}/written", check=False)
            assert "Read-only file system" in refused.stderr, (unit, place)
        assert there.run(f"{within} ls /root", check=False).returncode
    # Nobody else of the machine reads what is the site's.
    strangers = "setpriv --reuid=nobody --regid=nogroup --clear-groups cat"
    for path in ("/etc/stet.env", DATABASE):
        assert "Permission denied" in there.run(f"{strangers} {path}", check=False).stderr


def _what_is_killed_is_started_again(there: Machine, kills: int) -> None:
    for _time in range(kills):
        processes = {unit: there.shows(unit, "MainPID") for unit in ALWAYS}
        there.run(f"kill -KILL {' '.join(processes.values())}")
        until(
            lambda processes=processes: all(  # type: ignore[misc]
                there.shows(unit, "MainPID") not in ("0", process)
                for unit, process in processes.items()
            )
        )
    assert {there.shows(unit, "NRestarts") for unit in ALWAYS} == {str(kills)}


def _what_is_stopped_leaves_nothing_behind(there: Machine) -> None:
    there.run("systemctl stop stet.target")
    assert there.run("ps -u stet -o args=", check=False).stdout == ""
    for unit in (*ALWAYS, "stet-due.timer", "stet-backup.timer"):
        assert (there.shows(unit, "ActiveState"), there.shows(unit, "Result")) == (
            "inactive",
            "success",
        ), unit
