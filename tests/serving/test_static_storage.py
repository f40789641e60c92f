"""No script asks for a module at an address that outlives its content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

STORAGE = "encyclopedia.serving.static_storage.NamedByContent"
IMPORTED = re.compile(r'from\s+"([^"]+)"')


@pytest.mark.slow
def test_every_module_is_imported_by_the_name_of_its_content(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.STATIC_ROOT, settings.DEBUG = tmp_path, False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": STORAGE}}
    call_command("collectstatic", interactive=False, verbosity=0)
    named = [
        path for path in tmp_path.rglob("*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)
    ]
    ours = [path for path in named if path.parent.name in ("js", "desk", "office")]
    imported = [
        (path.parent / name).resolve()
        for path in ours
        for name in IMPORTED.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(imported) > 5
    assert [path for path in imported if path not in named] == []
