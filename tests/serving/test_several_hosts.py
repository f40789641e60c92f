"""Several hosts send the same: nothing of it is made of the times of a host's own files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import OperationalError
from django.db.models import F
from django.test import override_settings
from django.utils import timezone
from django.utils.http import http_date
from served import Roads
from whitenoise import WhiteNoise

from encyclopedia.models import FirstShown
from encyclopedia.serving import page_frame


def test_another_host_sends_the_same_date(roads: Roads, settings: Any) -> None:
    page_frame.begin()
    _, first, _ = roads.answered_by_front()
    site = page_frame.shell_for(settings.LANGUAGE_CODE).digest
    assert first["Last-Modified"] == http_date(int(FirstShown.objects.get(pk=site).at.timestamp()))
    FirstShown.objects.update(at=F("at") - timedelta(days=1))
    row = FirstShown.objects.get(pk=site)
    page_frame.begin()  # another host, or this one after a restart
    _, later, _ = Roads().answered_by_front()
    assert later["Last-Modified"] == http_date(int(row.at.timestamp()))
    assert FirstShown.objects.get(pk=site) == row


def test_a_page_is_as_new_as_its_frame_on_every_host(roads: Roads, settings: Any) -> None:
    _, before, _ = roads.answered_by_front()
    settings.SITE_NAME = "Another name"
    page_frame.forget()
    later = timezone.now() + timedelta(days=1)
    digest = page_frame.shell_for(settings.LANGUAGE_CODE).digest
    FirstShown.objects.create(digest=digest, at=later)
    page_frame.forget()
    status, after, _ = Roads().answered_by_front(HTTP_IF_MODIFIED_SINCE=before["Last-Modified"])
    assert status == "200 OK"
    assert after["Last-Modified"] == http_date(int(later.timestamp()))


def test_who_comes_second_takes_the_time_of_the_first(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = "ab" * 32
    FirstShown.write_down(digest)
    first = FirstShown.since(digest)
    with monkeypatch.context() as patch:
        ask = FirstShown.objects.filter
        patch.setattr(FirstShown.objects, "filter", lambda **_asked: ask(pk="not yet there"))
        FirstShown.write_down(digest)
    assert FirstShown.since(digest) == first


def test_a_host_without_a_database_begins_all_the_same(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_digest: str) -> None:
        raise OperationalError

    monkeypatch.setattr(FirstShown, "since", away)
    page_frame.begin()
    monkeypatch.undo()
    assert not FirstShown.objects.exists()


@pytest.mark.slow
def test_the_policy_is_in_the_same_order_in_every_process() -> None:
    program = (
        "from encyclopedia.serving.site_headers import site_headers;"
        "print(dict(site_headers(False))['Content-Security-Policy'])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "encyclopedia.settings",
                "PYTHONHASHSEED": seed,
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert "script-src 'self'" in told.pop()


def test_djangos_answers_have_the_same_policy(roads: Roads) -> None:
    _, headers, _ = roads.answered_by_front()
    policy = headers["Content-Security-Policy"]
    assert policy == "; ".join(sorted(policy.split("; ")))
    assert roads.left_to_django("/history/")[1]["Content-Security-Policy"] == policy


def collected(folder: Path, age: int) -> dict[str, str]:
    """The headers of a style sheet on a host that collected its files, this one, so many seconds ago."""
    sheet = folder.with_name("source") / "css" / "entry-page.css"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(settings.BASE_DIR / "static" / "css" / sheet.name, sheet)
    static = "encyclopedia.serving.static_storage.NamedByContent"
    with override_settings(
        STATIC_ROOT=folder,
        STATICFILES_DIRS=[sheet.parent.parent],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STORAGES={"staticfiles": {"BACKEND": static}},
        DEBUG=False,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        url = staticfiles_storage.url("css/entry-page.css")
    for file in folder.rglob("*.*"):
        moment = file.stat().st_mtime - age
        os.utime(file, (moment, moment))
    host = WhiteNoise(
        lambda _environ, _start: [],
        add_headers_function=settings.WHITENOISE_ADD_HEADERS_FUNCTION,
        immutable_file_test=lambda _path, address: address == url,
    )
    host.add_files(folder, prefix="/static/")
    return dict(host.files[url].get_response("GET", {}).headers)


def test_static_files_have_the_same_headers_whenever_they_were_collected(tmp_path: Path) -> None:
    first = collected(tmp_path / "a", 0)
    assert first == collected(tmp_path / "b", 1_000)
    assert "entry-page." in first["ETag"]
    assert "immutable" in first["Cache-Control"]
