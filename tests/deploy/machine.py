"""A machine of its own for systemd, of the kernel's namespaces: this one's files, of which it changes nothing here.

What is written to `/etc`, `/srv` and `/var` lies over them in memory, for as long as the machine runs; it has
processes, a network and a systemd of its own. The checkout is at `/srv/stet`, with its environment, as
docs/operating.md has it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMESPACES = ("--mount", "--pid", "--fork", "--uts", "--ipc", "--cgroup", "--net")
ENTERED = [option for option in NAMESPACES if option != "--fork"]

# Nothing of what this process was started with, or has set since.
PLAIN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}

# Python comes along, since the units see nothing of people's homes. Programs of the environment name their interpreter
# by its path, which is another there. Of the units of this machine those few are there that cannot reach its kernel and
# devices: what is done when a machine is switched on would be done to this one.
STARTED = """set -e
mount --make-rprivate /
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
over() {
    mkdir -p /run/over/$1 /run/work/$1
    mount -t overlay -o lowerdir="$2",upperdir=/run/over/$1,workdir=/run/work/$1 overlay "$3"
}
over etc /etc /etc
over srv /srv /srv
over var /var /var
mkdir -p /srv/stet
over stet "$CHECKOUT" /srv/stet
rm -rf /srv/stet/.venv /srv/stet/var
mkdir /srv/stet/.venv
over environment "$ENVIRONMENT" /srv/stet/.venv
mkdir -p /run/lock /srv/python
mount --bind "$PYTHON" /srv/python
echo /srv/python/lib > /etc/ld.so.conf.d/000-python.conf
ldconfig
mount -t tmpfs tmpfs /tmp
ln -sf "/srv/python/bin/$INTERPRETER" /srv/stet/.venv/bin/python
sed -i "s|^home = .*|home = /srv/python/bin|" /srv/stet/.venv/pyvenv.cfg
programs=$(find /srv/stet/.venv/bin -type f -exec grep -lI "^#!/.*/bin/python" {} +)
sed -i "1s|^#!/.*/bin/python[0-9.]*$|#!/srv/stet/.venv/bin/python|" $programs
mount -t tmpfs tmpfs /etc/systemd/system
cd /lib/systemd/system
cp systemd-journald.service systemd-journald.socket systemd-journald-dev-log.socket /etc/systemd/system
[ ! -e nginx.service ] || cp nginx.service /etc/systemd/system
cd /etc/systemd/system
printf '[Unit]\nWants=systemd-journald.service\n' > sysinit.target
printf '[Unit]\nRequires=sysinit.target\nAfter=sysinit.target\n' | tee basic.target > multi-user.target
cd /
if [ -n "$PROBE" ]; then exit 0; fi
exec env -i PATH="$PATH" LANG=C.UTF-8 container=private SYSTEMD_UNIT_PATH=/etc/systemd/system \\
    /lib/systemd/systemd --system --unit=basic.target --show-status=0
"""


def _begun(probe: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "CHECKOUT": str(ROOT),
        "ENVIRONMENT": str(Path(sys.prefix).resolve()),
        "PYTHON": sys.base_prefix,
        "INTERPRETER": f"python3.{sys.version_info.minor}",
        "PROBE": probe,
    }
    command = ["unshare", *NAMESPACES, "sh", "-c", STARTED]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def possible() -> bool:
    """Whether this machine can make one: for root, where the kernel lets root have namespaces and layers of files."""
    if (
        os.geteuid() != 0
        or not Path("/lib/systemd/systemd").exists()
        or not shutil.which("unshare")
    ):
        return False
    begun = _begun("1")
    begun.communicate()
    return begun.returncode == 0


class Machine:
    def __init__(self, first: int) -> None:
        self.first = first  # the process of its systemd, as this machine numbers it

    @property
    def files(self) -> Path:
        return Path(f"/proc/{self.first}/root")

    def run(
        self, script: str, *, check: bool = True, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """What root's shell does there."""
        command = ["nsenter", "--target", str(self.first), *ENTERED, "sh", "-euc", script]
        done = subprocess.run(
            command, env=PLAIN | variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not check, (script, done.stdout, done.stderr)
        return done

    def python(self, script: str) -> str:
        """What a script of Python, with the environment of the checkout, prints there."""
        return self.run('/srv/stet/.venv/bin/python -c "$SCRIPT"', SCRIPT=script).stdout

    def shows(self, unit: str, name: str) -> str:
        return self.run(f"systemctl show --value --property={name} '{unit}'").stdout.strip()


@contextmanager
def running() -> Iterator[Machine]:
    begun = _begun("")
    try:
        children = Path(f"/proc/{begun.pid}/task/{begun.pid}/children")
        machine = None
        until = time.monotonic() + 60
        while machine is None:
            assert begun.poll() is None, begun.stderr and begun.stderr.read()
            assert time.monotonic() < until
            time.sleep(0.1)
            if first := children.read_text().split():
                there = Machine(int(first[0]))
                state = there.run("systemctl is-active basic.target", check=False).stdout
                machine = there if state.strip() == "active" else None
        yield machine
    finally:
        # Whoever kills the first process of a namespace ends all of it.
        subprocess.run(["pkill", "-KILL", "-P", str(begun.pid)], check=False)
        begun.communicate()
