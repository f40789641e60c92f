"""`serve` keeps its processes running until it is told to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from threading import Timer

import pytest
from django.core.management import CommandError
from django.db import OperationalError

from editorial.management.commands import serve
from editorial.management.supervisor import MAX_PAUSE, SETTLED, Child

# Each starts processes.
pytestmark = pytest.mark.slow

ENDS = [sys.executable, "-c", "raise SystemExit(3)"]

# Two commands that tell their process's number and stay, and a job that tells of itself.
SUPERVISOR = """
import sys, django
django.setup()
from editorial.management import supervisor
supervisor.FIRST_PAUSE = supervisor.LOOK_EVERY = 0.01
# In one write: two processes share the line.
stays = "import os, signal; os.write(1, str(os.getpid()).encode() + bytes([10])); signal.pause()"
command = [sys.executable, "-c", stays]
supervisor.supervise([command, command], lambda: print("job", flush=True), every=float(sys.argv[1]))
"""


def run(every: float) -> subprocess.Popen[str]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "encyclopedia.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(every)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.fixture
def supervisor() -> Iterator[subprocess.Popen[str]]:
    process = run(every=3600)
    given_up = Timer(60, process.kill)  # only where the feature is broken: nothing below would end
    given_up.start()
    yield process
    given_up.cancel()
    process.terminate()
    process.communicate()


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_whichever_ends_is_started_again_and_the_other_stays(
    supervisor: subprocess.Popen[str],
) -> None:
    first, other = int(next_line(supervisor)), int(next_line(supervisor))
    seen = {first, other}
    for _ in range(3):
        os.kill(first, signal.SIGKILL)
        first = int(next_line(supervisor))
        assert first not in seen
        seen.add(first)
    assert is_there(first)
    assert is_there(other)
    supervisor.terminate()
    assert supervisor.stderr
    assert supervisor.stderr.read().count("ended with -9. It is started again in ") == 3


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_all_of_them(
    supervisor: subprocess.Popen[str], told: signal.Signals
) -> None:
    pids = [int(next_line(supervisor)) for _ in range(2)]
    supervisor.send_signal(told)
    assert supervisor.wait() == 0
    assert not any(is_there(pid) for pid in pids)


def test_the_job_is_done_again_and_again() -> None:
    process = run(every=0)
    lines = [next_line(process) for _ in range(10)]
    assert lines.count("job") >= 8
    process.terminate()
    process.communicate()
    assert process.returncode == 0


def test_the_pause_grows_to_a_bound_and_begins_anew_after_a_good_while() -> None:
    child = Child(ENDS)
    now = 0.0
    pauses = []
    for lived in [0, 1, 1, 1, 1, 1, 1, SETTLED, SETTLED - 1]:
        child.keep_running(now)
        assert child.process
        child.process.wait()
        now += lived
        child.keep_running(now)
        pauses.append(child.start_at - now)
        child.keep_running(child.start_at - 0.001)
        assert child.process is None
        now = child.start_at
    assert pauses == [1, 2, 4, 8, 16, MAX_PAUSE, MAX_PAUSE, 1, 2]


@pytest.mark.parametrize("error", [CommandError("one was refused"), OperationalError("is closed")])
def test_the_server_outlives_whatever_publishing_comes_to(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def fails(name: str) -> None:
        raise error

    monkeypatch.setattr(serve, "call_command", fails)
    monkeypatch.setattr(serve, "close_old_connections", lambda: None)
    serve._publish_due()
    assert str(error) in capsys.readouterr().err + caplog.text


def test_an_address_that_is_taken_is_refused_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"cannot listen on 127.0.0.1:{port}"):
            serve._refuse_taken("127.0.0.1", port)
    serve._refuse_taken("127.0.0.1", port)
