"""Keeps commands running: one that ends is started again, after a pause that grows each time."""

from __future__ import annotations

import logging
import signal
import subprocess
import time
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

# All in seconds.
FIRST_PAUSE = 1
MAX_PAUSE = 30
SETTLED = 60  # a command that ran for so long did not end for the same reason as before
STOP_WAIT = 10
LOOK_EVERY = 0.3

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
                self.process = subprocess.Popen(self.command)  # noqa: S603 — our own
            return
        code = self.process.poll()
        if code is None:
            return
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
    """Keep the commands running, and do the job every `every` seconds, until SIGTERM or SIGINT; then end them."""
    stopping = False

    def stop(*_signal: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
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


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(STOP_WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
