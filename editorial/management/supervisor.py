"""Keeps commands running: one that ends is started again, after a pause that grows each time.

Each command is in a process group of its own, so that the processes that it started end with it; and on Linux each is
told to end when the supervisor is gone, also where nothing could be told (SIGKILL).
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from django.utils.translation import gettext as _

# All in seconds.
FIRST_PAUSE = 1
MAX_PAUSE = 30
SETTLED = 60  # a command that ran for so long did not end for the same reason as before
STOP_WAIT = 10
LOOK_EVERY = 0.3
_PR_SET_PDEATHSIG = 1  # prctl(2)

logger = logging.getLogger(__name__)


class Child:
    """One command. Call `keep_running` repeatedly, with the time of a monotonic clock."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = FIRST_PAUSE
        self.started = 0.0
        self.start_at = 0.0

    def keep_running(self, now: float) -> None:
        """Start the command when it is not running and its pause is over; log it when it has ended."""
        if self.process is None:
            if now >= self.start_at:
                self.started = now
                self.process = _start(self.command)
            return
        code = self.process.poll()
        if code is None:
            return
        _kill_group(self.process)
        self.process = None
        if now - self.started >= SETTLED:
            self.pause = FIRST_PAUSE
        logger.error(
            _("“%(command)s” ended with %(code)s. It is started again in %(pause)s s."),
            {"command": " ".join(self.command), "code": code, "pause": self.pause},
        )
        self.start_at = now + self.pause
        self.pause = min(2 * self.pause, MAX_PAUSE)


def supervise(commands: Sequence[Sequence[str]], job: Callable[[], None], every: float) -> None:
    """Keep the commands running, and do the job every `every` seconds; end them at SIGTERM, SIGINT or SIGHUP."""
    stopping = False

    def stop(*_signal: object) -> None:
        nonlocal stopping
        stopping = True

    # SIGHUP: the terminal was closed.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    children = [Child(command) for command in commands]
    next_job = time.monotonic() + every
    try:
        while not stopping:
            for child in children:
                child.keep_running(time.monotonic())
            time.sleep(LOOK_EVERY)
            if not stopping and time.monotonic() >= next_job:
                job()
                next_job = time.monotonic() + every
    finally:
        _end([child.process for child in children if child.process])


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    prepare = None
    if sys.platform == "linux":
        # Loaded here: after the fork nothing may wait for a lock.
        prepare = partial(_end_with, os.getpid(), ctypes.CDLL(None).prctl)
    return subprocess.Popen(command, process_group=0, preexec_fn=prepare)  # noqa: S603 — our own


def _end_with(supervisor: int, prctl: Callable[[int, int], int]) -> None:
    """In the new process: SIGTERM comes when the supervisor is gone, which it may be already."""
    prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != supervisor:
        os._exit(1)


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, and kill what is left of each after a while, with what it started."""
    for process in running:
        process.terminate()
    until = time.monotonic() + STOP_WAIT
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(until - time.monotonic(), 0))
        _kill_group(process)
        process.wait()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Nothing of the command stays: a server that is killed leaves its own workers behind."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
