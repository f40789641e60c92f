"""The site that `soak.py` runs: `manage.py serve` on a scratch folder, its database, and what is done to both.

PostgreSQL is a cluster of its own in the folder, so that it can be stopped without harm to anybody else's.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# All in seconds.
MAX_RECOVERY = 90
LOCKED = 25  # longer than the 20 for which SQLite waits
STOPPED = 5
SAMPLE_EVERY = 3
SETTLING = 3


@dataclass
class Trouble:
    """What was done to the site: `kind` is database or process; `ended` is 0 until it serves everything again."""

    kind: str
    name: str
    began: float
    ended: float = 0.0


@dataclass
class Cluster:
    """PostgreSQL in a folder, on a port, run by the account `postgres` where root runs this."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "-D", str(self.folder))
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-w", "-D", str(self.folder), "-l", log, "-o", options, "start")

    def stop(self, mode: str) -> None:
        self._run("pg_ctl", "-w", "-D", str(self.folder), "-m", mode, "stop")

    def _run(self, program: str, *arguments: str) -> None:
        folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: f.parent.name)
        path = os.pathsep.join([os.environ["PATH"], *map(str, folders)])
        command = [shutil.which(program, path=path) or program, *arguments]
        if os.geteuid() == 0:
            command = [
                *("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"),
                *command,
            ]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)


@dataclass
class Site:
    folder: Path
    port: int
    cluster: Cluster | None
    troubles: list[Trouble] = field(default_factory=list)
    samples: list[tuple[float, int, int]] = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)
    wrong: list[str] = field(default_factory=list)
    serving: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        database = self.folder / "stet.sqlite3"
        return {
            "DATABASE_URL": self.cluster.address if self.cluster else f"sqlite:///{database}",
            "STET_VAR": str(self.folder / "var"),
            "SECRET_KEY": "soaked " + "s" * 60,
            "SAMPLE_CONTENT": "1",
            "HTTPS": "0",
            "BEHIND_PROXY": "1",  # each reader has an address of their own
            "SITE_URL": self.address,
            "UNLIMITED_NETWORKS": "10.0.0.0/8,127.0.0.0/8",
        }

    def start(self) -> None:
        """Raises SystemExit, with what the server said, when it does not answer within twenty minutes."""
        log = (self.folder / "serve.log").open("ab")
        self.serving = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=os.environ | self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        end = time.monotonic() + 1_200
        while not self.answers():
            if time.monotonic() > end or self.serving.poll() is not None:
                said = (self.folder / "serve.log").read_text(errors="replace")
                raise SystemExit(f"the site does not answer:\n{said[-2000:]}")
            time.sleep(0.5)

    def stop(self) -> None:
        if self.serving is not None:
            self.serving.terminate()
            self.serving.wait(60)
            self.serving = None

    def answers(self) -> bool:
        """Whether it searches, which needs the database, and lets its workers be asked."""
        try:
            asked = urllib.request.urlopen(f"{self.address}/search/?q=trotsky", timeout=30)
            with asked as answer:
                return answer.status == 200
        except OSError:
            return False

    # What happens to it

    def disturbed(self, kind: str, began: float, ended: float) -> bool:
        """Whether trouble of this kind was there at any time between."""
        return any(
            trouble.kind == kind
            and trouble.began <= ended
            and (not trouble.ended or trouble.ended >= began)
            for trouble in list(self.troubles)
        )

    def disturb(self, restart_every: float, kill_every: float) -> None:
        """Take the database away, and kill processes, again and again until it is enough."""
        kills, modes = itertools.count(), itertools.cycle(("fast", "immediate"))
        next_restart = time.monotonic() + restart_every
        next_kill = time.monotonic() + kill_every
        while not self.enough.wait(0.5):
            if time.monotonic() >= next_restart:
                self._take_away(next(modes))
                next_restart = time.monotonic() + restart_every
            elif time.monotonic() >= next_kill:
                self._kill(next(kills))
                next_kill = time.monotonic() + kill_every

    def _take_away(self, mode: str) -> None:
        with self._trouble("database", f"stopped ({mode})" if self.cluster else "locked"):
            if self.cluster:
                self.cluster.stop(mode)
                time.sleep(STOPPED)
                self.cluster.start()
            else:
                held = sqlite3.connect(self.folder / "stet.sqlite3", isolation_level=None)
                held.execute("PRAGMA busy_timeout = 20000")
                held.execute("BEGIN EXCLUSIVE")
                time.sleep(LOCKED)
                held.close()

    def _kill(self, number: int) -> None:
        """In turn a process of the server, the worker of pages and letters, and the server itself."""
        running = self.processes()
        granian = sorted(pid for pid, words in running.items() if "granian" in words)
        workers = [pid for pid, words in running.items() if "db_worker" in words]
        victims = (granian[1:], workers, granian[:1])[number % 3]
        if not victims:
            self.wrong.append(f"nothing to kill among {sorted(running.values())}")
            return
        victim = victims[number % len(victims)]
        with self._trouble("process", running[victim].split(" --")[0]):
            os.kill(victim, signal.SIGKILL)
            time.sleep(1)

    @contextlib.contextmanager
    def _trouble(self, kind: str, name: str) -> Iterator[None]:
        """The time until everything is served again, which is wrong where it takes too long."""
        trouble = Trouble(kind, name, time.monotonic())
        self.troubles.append(trouble)
        yield
        over = time.monotonic()
        good = 0
        while good < 3:
            good = good + 1 if self.answers() else 0
            if time.monotonic() > over + MAX_RECOVERY:
                self.wrong.append(f"{name}: not served again after {MAX_RECOVERY} s")
                break
            time.sleep(0.3)
        time.sleep(SETTLING)
        trouble.ended = time.monotonic()

    # What it uses

    def processes(self) -> dict[int, str]:
        """The command line of every process below `serve`, and of itself."""
        parents, words = {}, {}
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(stat[1])
                words[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ").strip()
        assert self.serving is not None
        below = {self.serving.pid}
        while more := {pid for pid, parent in parents.items() if parent in below} - below:
            below |= more
        return {pid: words[pid] for pid in below if pid in words}

    def watch(self) -> None:
        """Note bytes of memory (RSS) and open files, summed over the processes, while nothing is wrong."""
        while not self.enough.wait(SAMPLE_EVERY):
            now, memory, files = time.monotonic(), 0, 0
            for pid in self.processes():
                with contextlib.suppress(OSError):
                    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
                    memory += pages * os.sysconf("SC_PAGE_SIZE")
                    files += len(list(Path(f"/proc/{pid}/fd").iterdir()))
            if not any(self.disturbed(kind, now, now) for kind in ("database", "process")):
                self.samples.append((now, memory, files))
