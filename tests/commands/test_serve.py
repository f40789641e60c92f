"""`serve` keeps its processes running until it is told to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
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

# Two commands that print their process id and stay, and a job that prints a line.
SUPERVISOR = """
import os, sys, django
django.setup()
from editorial.management import supervisor
supervisor.FIRST_PAUSE = supervisor.LOOK_EVERY = 0.01
supervisor.STOP_WAIT = 2
# Each line in one write: three processes share the stream.
job = lambda: os.write(1, b"job" + bytes([10]))
stays = "import os, signal; os.write(1, str(os.getpid()).encode() + bytes([10])); signal.pause()"
if len(sys.argv) > 2:  # as a server that hears no signal, and whose worker outlives it
    stays = "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork(); " + stays
command = [sys.executable, "-c", stays]
supervisor.supervise([command, command], job, every=float(sys.argv[1]))
"""


def run(every: float, *stubborn: str) -> subprocess.Popen[str]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "encyclopedia.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(every), *stubborn],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.fixture
def supervisor() -> Iterator[subprocess.Popen[str]]:
    process = run(every=3600)
    given_up = Timer(60, process.kill)  # only if the feature is broken: nothing below would end
    given_up.start()
    yield process
    given_up.cancel()
    process.terminate()
    process.communicate()


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def is_running(pid: int) -> bool:
    """A process that ended and that nobody has asked about yet runs no more."""
    try:
        return subprocess.check_output(["ps", "-o", "stat=", "-p", str(pid)])[:1] != b"Z"
    except subprocess.CalledProcessError:
        return False


def all_end(pids: list[int]) -> bool:
    until = time.monotonic() + 20
    while any(is_running(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(is_running(pid) for pid in pids)


def test_a_process_that_ends_is_started_again_and_the_other_stays(
    supervisor: subprocess.Popen[str],
) -> None:
    first, other = int(next_line(supervisor)), int(next_line(supervisor))
    seen = {first, other}
    for _ in range(3):
        os.kill(first, signal.SIGKILL)
        first = int(next_line(supervisor))
        assert first not in seen
        seen.add(first)
    assert is_running(first)
    assert is_running(other)
    supervisor.terminate()
    assert supervisor.stderr
    assert supervisor.stderr.read().count("ended with -9. It is started again in ") == 3


@pytest.mark.parametrize("stop_signal", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_stop_ends_all_processes(
    supervisor: subprocess.Popen[str], stop_signal: signal.Signals
) -> None:
    pids = [int(next_line(supervisor)) for _ in range(2)]
    supervisor.send_signal(stop_signal)
    assert supervisor.wait() == 0
    assert not any(is_running(pid) for pid in pids)


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells processes of their parent's end"
)
def test_all_processes_end_with_a_supervisor_that_is_killed(
    supervisor: subprocess.Popen[str],
) -> None:
    pids = [int(next_line(supervisor)) for _ in range(2)]
    supervisor.kill()
    assert all_end(pids)


def test_what_hears_no_signal_is_killed_with_what_it_started() -> None:
    process = run(3600, "stubborn")
    pids = [int(next_line(process)) for _ in range(4)]
    process.terminate()
    assert process.wait(30) == 0
    assert all_end(pids)
    process.communicate()


def test_the_job_is_done_again_and_again() -> None:
    process = run(every=0)
    lines = [next_line(process) for _ in range(10)]
    assert lines.count("job") >= 8
    process.terminate()
    process.communicate()
    assert process.returncode == 0


def test_the_pause_grows_to_a_limit_and_is_reset_after_a_long_run() -> None:
    child = Child(ENDS)
    now = 0.0
    pauses = []
    for seconds in [0, 1, 1, 1, 1, 1, 1, SETTLED, SETTLED - 1]:
        child.keep_running(now)
        assert child.process
        child.process.wait()
        now += seconds
        child.keep_running(now)
        pauses.append(child.start_at - now)
        child.keep_running(child.start_at - 0.001)
        assert child.process is None
        now = child.start_at
    assert pauses == [1, 2, 4, 8, 16, MAX_PAUSE, MAX_PAUSE, 1, 2]


@pytest.mark.parametrize("error", [CommandError("one was refused"), OperationalError("is closed")])
def test_the_server_survives_any_failure_of_publishing(
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
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(CommandError, match=f"cannot listen on 127.0.0.1:{port}"):
            serve._require_free_address("127.0.0.1", port)
    serve._require_free_address("127.0.0.1", port)
