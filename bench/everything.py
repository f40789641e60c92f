"""Run every benchmark in turn and print their tables; `make bench` calls it.

Each measures what its own docstring says, beside a floor measured in the same run. What needs the third-party
data, or nginx, is left out, and said so, when that is not there. `soak.py`, which takes an hour, is called by itself.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCHES = (
    "markup",
    "rendering",
    "moves",
    "pages",
    "weight",
    "search",
    "growth",
    "api",
    "checking",
    "quotations",
    "mediawiki",
    "bringing_in",
    "hosts",
)
NEEDS_DATA = {"mediawiki"}
NEEDS_NGINX = {"hosts"}  # and PostgreSQL
OPTIONS = {"pages": ("--wagtail",)}


def main() -> int:
    failed = []
    for name in BENCHES:
        print(f"\n== {name} ==", flush=True)
        if name in NEEDS_DATA and not (ROOT.parent / "shared" / "data").is_dir():
            print("left out: the third-party data is not beside the checkout")
            continue
        if name in NEEDS_NGINX and shutil.which("nginx") is None:
            print("left out: nginx is not installed")
            continue
        command = [sys.executable, str(ROOT / "bench" / f"{name}.py"), *OPTIONS.get(name, ())]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
