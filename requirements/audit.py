"""Asks an index of advisories about every locked package, and fails on a known one.

Where no index answers it says so, and fails nothing: `make check` also works without a network. AUDIT_OSV_URL names an
index of the OSV protocol; without it the package index itself is asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

LOCKED = Path(__file__).parent / "dev.txt"
SECONDS = 300


def asked(locked: Path) -> tuple[list[dict[str, object]], str]:
    """What is known of each package, and why of some it is not."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(locked), "--disable-pip"]
    command += ["--require-hashes", "--format", "json", "--progress-spinner", "off"]
    if address := os.environ.get("AUDIT_OSV_URL"):
        command += ["--vulnerability-service", "osv", "--osv-url", address]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return [], f"it did not end within {SECONDS} seconds"
    try:
        rows: list[dict[str, object]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [], done.stderr.strip().rpartition("\n")[2]
    return rows, next((str(row["skip_reason"]) for row in rows if "skip_reason" in row), "")


def main(locked: Path = LOCKED) -> int:
    rows, said = asked(locked)
    answered = [row for row in rows if "skip_reason" not in row]
    if not answered:
        print(f"Advisories: no index answered, so none of the packages was audited ({said}).")
        return 0
    known = [row for row in answered if row["vulns"]]
    for row in known:
        for advisory in row["vulns"]:  # type: ignore[attr-defined]
            fixed = ", ".join(advisory["fix_versions"]) or "no version yet"
            print(f"{row['name']} {row['version']}: {advisory['id']}, mended in {fixed}")
    print(
        f"Advisories: {len(answered)} of {len(rows)} packages audited, {len(known)} with a known one."
    )
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
