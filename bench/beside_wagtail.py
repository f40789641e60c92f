"""Wagtail with its page cache in an environment of its own, for `pages.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

BENCH = Path(__file__).resolve().parent
# Kept from run to run.
ENVIRONMENT = BENCH.parent / "var" / "bench-wagtail"
PYTHON = ENVIRONMENT / "bin" / "python"
APPLICATION = "wagtail_site.site"
WAGTAIL = "wagtail==8.0.1"
# Its metadata ask for Wagtail below 8, with which it works as well.
CACHE = "wagtail-cache==3.0.0"


def install() -> None:
    """Raises CalledProcessError where the packages cannot be fetched."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, WAGTAIL, f"granian=={version('granian')}"], check=True)
    subprocess.run([*pip, "--no-deps", CACHE], check=True)


def made(folder: Path, html: Path) -> dict[str, str]:
    """The environment of a server of a new site in this folder, whose only page is this HTML."""
    folder.mkdir()
    environment = os.environ | {
        "BENCH_WAGTAIL": str(folder),
        "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
        "PYTHONPATH": f"{BENCH}:{folder}",
    }
    subprocess.run([PYTHON, "-m", APPLICATION, html], env=environment, check=True)
    return environment
