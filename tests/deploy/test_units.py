"""The units of systemd: systemd itself reads them, and they run everything that the site needs, for ever."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.name.startswith("stet"))
UNITS.remove("stet.env")


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.systemd
def test_systemd_finds_no_fault_in_any_unit(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("python", "granian"):
        (programs / name).symlink_to("/bin/true")
    for name in UNITS:
        here = text(name).replace("/srv/stet/.venv/bin", str(programs))
        (tmp_path / name).write_text(here, encoding="utf-8")
    (tmp_path / "stet-worker@default.service").symlink_to("stet-worker@.service")
    names = [name for name in UNITS if "@" not in name] + ["stet-worker@default.service"]
    done = verified(tmp_path, names)
    assert (done.returncode, done.stderr) == (0, "")
    # It would say so.
    (tmp_path / names[0]).write_text("[Service]\nExecStart=/nowhere\nRestartt=1\n")
    assert verified(tmp_path, names[:1]).stderr


def verified(folder: Path, names: list[str]) -> subprocess.CompletedProcess[str]:
    command = [shutil.which("systemd-analyze") or "", "verify", *(f"./{name}" for name in names)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_target_runs_the_server_the_timer_and_a_worker_for_each_queue() -> None:
    (wanted,) = re.findall(r"^Wants=(.*)$", text("stet.target"), re.MULTILINE)
    workers = {f"stet-worker@{queue}.service" for queue in settings.TASKS["default"]["QUEUES"]}
    assert set(wanted.split()) == {
        *("stet-server.service", "stet-due.timer", "stet-backup.timer"),
        *workers,
    }
    for name in wanted.split():
        assert re.sub(r"@\w+", "@", name) in UNITS


@pytest.mark.parametrize("name", ["stet-server.service", "stet-worker@.service"])
def test_what_ends_is_always_started_again(name: str) -> None:
    assert "\nRestart=always\n" in text(name)
    # systemd would otherwise leave it alone after five failures.
    assert "\nStartLimitIntervalSec=0\n" in text(name)


def test_each_unit_runs_a_command_that_there_is() -> None:
    commands = {
        command for name in UNITS for command in re.findall(r"manage\.py (\w+)", text(name))
    }
    assert commands == {"backup", "db_worker", "publish_due"}
    assert commands <= set(get_commands())


def test_the_unit_of_back_ups_may_write_to_their_folder() -> None:
    (folder,) = re.findall(r"^BACKUP_DIR=(.*)$", text("stet.env"), re.MULTILINE)
    assert f"\nReadWritePaths=-{folder}\n" in text("stet-backup.service")


def test_the_server_takes_the_options_that_its_unit_gives() -> None:
    (line,) = re.findall(r"^ExecStart=\S+/granian (.*)$", text("stet-server.service"), re.MULTILINE)
    offered = subprocess.run(
        [sys.executable, "-m", "granian", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for option in re.findall(r"--[\w-]+", line):
        assert option in offered


def test_the_environment_names_settings_that_there_are() -> None:
    manual = (DEPLOY.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z_]+)=", text("stet.env"), re.MULTILINE)
    assert len(names) > 8
    assert [name for name in names if f"`{name}`" not in manual] == []
