"""The commands and configuration in the README agree with the settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "encyclopedia" / "settings.py").read_text(encoding="utf-8")
NGINX_M = 1024 * 1024  # bytes


def default_of(name: str) -> int:
    return int(re.findall(rf'number\("{name}", ([\d_]+)\)', SETTINGS)[0])


def limit_in(block: str) -> int:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", block)
    return int(megabytes) * NGINX_M


def nginx() -> tuple[str, str]:
    """The nginx directives for the whole server, and those for uploads of imports."""
    server = README.partition("```nginx\n")[2].partition("```")[0]
    everywhere, location, rest = server.partition(f"location = {reverse('admin:import_new')} {{")
    assert location
    return everywhere, rest


def test_every_queue_has_a_worker() -> None:
    workers = re.findall(r"^ExecStart=.* manage\.py db_worker(.*)$", README, re.MULTILINE)
    queues = [worker.removeprefix(" --queue-name ") for worker in workers]
    assert sorted(queues) == sorted(settings.TASKS["default"]["QUEUES"])


def test_nginx_accepts_what_the_site_accepts() -> None:
    everywhere, imports = nginx()
    form = default_of("DATA_UPLOAD_MAX_MEMORY_SIZE")
    files = default_of("EVIDENCE_MAX_BYTES"), default_of("PICTURE_MAX_BYTES")
    assert limit_in(everywhere) >= form + max(files)
    assert limit_in(imports) >= form + default_of("IMPORT_MAX_BYTES")


def test_nginx_passes_on_the_address_and_scheme_of_the_client() -> None:
    everywhere, imports = nginx()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in everywhere
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in everywhere
    # nginx ignores the headers of the server block in a location that sets a header itself.
    assert "proxy_set_header" not in imports
    assert "proxy_set_header" not in everywhere.partition("location")[2]
    assert "BEHIND_PROXY=1" in README


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md", "docs/importing.md"])
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")
    named = re.findall(r"`((?:encyclopedia|editorial|tests|docs|bench)/[\w./-]*)[`:]", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
