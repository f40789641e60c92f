"""Upload, progress, report, draft, compare; then another approver publishes with a waiver that a reader sees."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from exports import page as wiki_page
from exports import written
from factories import Cast, make_cast
from playwright.sync_api import Page, expect
from screens import Opened, active_content, barriers, enter, listen, overflowing

from editorial import tasks
from editorial.importers.jobs.running import run, steps_of
from editorial.models import Import, Manuscript
from editorial.storage import import_files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST = [wiki_page(), wiki_page(number=2, title="Second", text="It began. {{Unheard of|x}}")]
NEWER = [wiki_page(9, "It began in 1907, not in 1905."), FIRST[1]]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


class Worker:
    """Carries imports out in a thread, one step each time it is let."""

    def __init__(self) -> None:
        self.steps = threading.Semaphore(0)
        self.threads: list[threading.Thread] = []

    def enqueue(self, pk: str) -> None:
        thread = threading.Thread(target=self._work, args=[pk])
        self.threads.append(thread)
        thread.start()

    def _work(self, pk: str) -> None:
        try:
            job = Import.objects.select_related("by").get(pk=pk)
            with import_files.local(job) as path:
                for _done in run(job, steps_of(job, path)):
                    self.steps.acquire(timeout=60)
        finally:
            connections.close_all()

    def finish(self) -> None:
        self.steps.release(1_000)
        for thread in self.threads:
            thread.join(30)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, people: Cast) -> Iterator[Worker]:
    worker = Worker()
    monkeypatch.setattr(tasks, "carry_out_import", worker)
    yield worker
    worker.finish()


def upload(page: Page, path: Path) -> None:
    page.goto("/admin/imports/")
    page.get_by_role("link", name="Import a file").click()
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Import", exact=True).click()


def test_upload_progress_report_draft_compare(
    opened: Opened, people: Cast, worker: Worker, live_server: Any, tmp_path: Path
) -> None:
    reports: list[str] = []
    page = listen(opened(), reports)
    enter(page, "edna", "/admin/imports/")
    dump = tmp_path / "wiki.xml"
    dump.write_text(written(*FIRST))
    upload(page, dump)
    expect(page.get_by_role("progressbar")).to_be_visible()
    # The first step only tells that it is alive; the next makes an entry and the source that it cites.
    worker.steps.release(1)
    expect(page.locator(".counts")).to_contain_text("New draft: 1")
    worker.steps.release(1_000)
    # The page shows the report without a click.
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator(".state").first).to_have_text("Finished")
    expect(page.locator("table")).to_contain_text("unknown template: dropped")
    page.locator("table").get_by_role("link", name="Revolt").first.click()
    expect(page.locator("h1")).to_contain_text("Revolt")
    dump.write_text(written(*NEWER))
    upload(page, dump)
    expect(page.locator(".state").first).to_have_text("Finished")
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("main")).to_contain_text("1907")
    assert Manuscript.objects.get(title="Revolt").revision == 2
    assert reports == []


def test_what_it_made_is_published_with_a_waiver_that_a_reader_sees(
    opened: Opened, people: Cast, worker: Worker, live_server: Any, tmp_path: Path
) -> None:
    worker.steps.release(1_000)
    office = opened()
    enter(office, "edna", "/admin/imports/")
    dump = tmp_path / "wiki.xml"
    dump.write_text(written(*FIRST))
    upload(office, dump)
    expect(office.locator(".state").first).to_have_text("Finished")
    address = office.url
    approver = opened()
    enter(approver, "abel", "/admin/")
    approver.goto(address)
    approver.get_by_text("Publish these drafts with a waiver").click()
    approver.get_by_role("button", name="Publish the drafts").click()
    approver.wait_for_url(address)
    reader = opened(script=False)
    reader.goto("/article/revolt/")
    expect(reader.locator("body")).to_contain_text("footnotes not yet checked here")
    expect(reader.locator("body")).to_contain_text("CC BY-SA")


def test_without_script_the_page_is_refreshed_by_hand(
    opened: Opened, people: Cast, worker: Worker, live_server: Any, tmp_path: Path
) -> None:
    page = opened(script=False)
    enter(page, "edna", "/admin/imports/")
    dump = tmp_path / "wiki.xml"
    dump.write_text(written(*FIRST))
    upload(page, dump)
    refresh = page.get_by_role("link", name="Refresh")
    expect(refresh).to_be_visible()
    worker.finish()
    refresh.click()
    expect(page.locator(".state").first).to_have_text("Finished")


def test_the_pages_have_no_barriers_and_fit_a_telephone(
    opened: Opened, people: Cast, worker: Worker, live_server: Any, tmp_path: Path
) -> None:
    page = opened(viewport={"width": 360, "height": 740})
    enter(page, "edna", "/admin/imports/")
    dump = tmp_path / ("a-very-long-name-" * 9 + ".xml")
    dump.write_text(written(*FIRST, wiki_page(number=3, title="W" * 120)))
    upload(page, dump)
    expect(page.get_by_role("progressbar")).to_be_visible()
    under_way = page.url.removeprefix(live_server.url)
    paths = ["/admin/imports/", "/admin/imports/new/", under_way]
    assert barriers(page, paths) == []
    assert overflowing(page, paths) == []
    worker.finish()
    approver = opened(viewport={"width": 360, "height": 740})
    enter(approver, "abel", under_way)
    approver.get_by_text("Publish these drafts with a waiver").click()
    assert barriers(approver, [under_way]) == []
    assert overflowing(approver, [under_way, f"{under_way}?state=left"]) == []
    assert active_content(approver) == []
