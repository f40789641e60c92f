"""By what an edition is told to be of the same program: the same in each process, another one for other settings."""

from __future__ import annotations

import subprocess
import sys

from django.conf import LazySettings
from django.conf import settings as site_settings

from editorial.static_edition.made_of import made_of

TELL = """
import django
django.setup()
from editorial.static_edition.made_of import made_of
print(made_of())
"""


def told_by_a_process() -> str:
    return subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=site_settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "encyclopedia.settings"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_two_processes_of_one_program_are_told_to_be_the_same() -> None:
    assert told_by_a_process() == told_by_a_process()


def test_another_setting_is_told(settings: LazySettings) -> None:
    before = made_of()
    settings.SITE_NAME = "Another name"
    assert made_of() != before
