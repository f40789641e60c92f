"""Who reads and who works in `soak.py`, and what they hand to each other."""

from __future__ import annotations

import queue
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests
from soak_browser import MAX_TRIES, Browser, Lost, Wrong, the_form
from soak_diary import Shown

REPORT_EVERY = 420  # seconds: ten an hour are taken from one address


@dataclass
class Article:
    """An entry that the four work on: its manuscript, its address, its newest mark."""

    manuscript: str
    slug: str
    writer: int
    mark: str
    round: int = 0

    @property
    def page(self) -> str:
        return f"/admin/manuscript/{self.manuscript}/"


@dataclass
class Desk:
    """What waits for whom."""

    writers: tuple[queue.SimpleQueue[Article], queue.SimpleQueue[Article]]
    moderator: queue.SimpleQueue[Article] = field(default_factory=queue.SimpleQueue)
    approver: queue.SimpleQueue[Article] = field(default_factory=queue.SimpleQueue)
    in_hand: list[int] = field(default_factory=lambda: [0, 0])
    published: list[Article] = field(default_factory=list)


def read_on(browser: Browser, desk: Desk) -> None:
    """Entries, lists, search, the API; now and then a report. Every page of the four is held against the diary."""
    chance = random.Random(browser.address)
    diary = browser.diary
    entries = [f"/person/{name}/" for name in ("leon-trotsky", "rosa-luxemburg", "vladimir-lenin")]
    next_report = time.monotonic() + chance.uniform(20, REPORT_EVERY)
    while not browser.site.enough.is_set():
        browser.rest()
        try:
            if desk.published and time.monotonic() >= next_report:
                next_report += REPORT_EVERY
                _report(browser, chance.choice(desk.published))
            elif desk.published and chance.random() < 0.4:
                slug = chance.choice(desk.published[-20:]).slug
                answer = browser.send("GET", f"/article/{slug}/", (200, 404, 410))
                if answer.status_code == 503:
                    continue
                copy = "Stet-Copy" in answer.headers
                diary.judge_page(slug, answer.status_code, answer.text, browser.read, copy)
            else:
                word = chance.choice(("trotsky", "lenin", "revolution", "zq7x", "marx party"))
                lists = ("/", "/browse/", "/browse/article/", "/tags/", "/corrections/")
                machines = ("/api/v1/entries/", "/api/v1/sources/", f"{entries[0]}index.json")
                kinds = (lists, machines, (f"/search/?q={word}",), entries[:1], ("/feed.atom",))
                path = chance.choice(chance.choice(kinds))
                answer = browser.send("GET", path)
                if answer.status_code == 200 and path in machines:
                    answer.json()
                elif answer.status_code == 200 and not _is_whole(answer):
                    diary.fault(f"{path} ends too early")
        except (Lost, Wrong):
            continue


def _is_whole(answer: requests.Response) -> bool:
    return answer.text.rstrip().endswith(("</html>", "</feed>"))


def _report(browser: Browser, article: Article) -> None:
    page = browser.send("GET", f"/article/{article.slug}/report/", (200, 404, 410))
    form = the_form(page, lambda form: bool(form.all("textarea", name="words")))
    if page.status_code != 200 or form is None:
        return
    mark = browser.diary.mark()
    answer = browser.post(form.fill(words=f"{mark} is not so."), mark, (302, 404, 410))
    if answer.status_code == 302:
        browser.diary.reports.append(mark)


@dataclass
class Worker:
    """One of the four: `work` is called again and again until it is enough."""

    browser: Browser
    desk: Desk
    number: int = 0

    def run(self, work: Callable[[Worker], None]) -> None:
        while not self.browser.site.enough.is_set():
            self.browser.rest()
            try:
                work(self)
            except (Lost, Wrong):
                continue
            except Exception as error:  # the soak goes on and ends as wrong
                self.browser.diary.fault(f"the soak itself: {error!r}")

    def move(self, article: Article, name: str, *moves: str, mark: str = "", **fields: str) -> None:
        """Press the button of a move until it is acknowledged or, after a lost connection, done; noted as `moves`."""
        diary, lost = self.browser.diary, False
        for _ in range(MAX_TRIES):
            page = self.browser.open(article.page)
            form = the_form(page, lambda f: f.attributes.get("action", "").endswith(f"/{name}/"))
            if form is None:
                if not lost:
                    diary.fault(f"{article.page} does not offer {name}")
                    raise Wrong
                diary.count("moves that were done though the connection was lost")
                return
            self.browser.rest()
            try:
                expected = (302, 409, 422) if lost else (302,)
                answer = self.browser.post(form.fill(**fields), mark, expected)
            except Lost:
                lost = True
                for done in moves or (name,):
                    diary.note(article.manuscript, done, sure=False)
                continue
            if answer.status_code != 302:
                continue
            for done in moves or (name,):
                if form.refused:
                    diary.note(article.manuscript, done, sure=False)
                diary.note(article.manuscript, done, sure=True)
            return
        diary.fault(f"{name} of {article.slug} cannot be done")
        raise Wrong

    def show(self, article: Article, mark: str) -> Shown:
        """Readers may see this from now on; the caller says when it was told."""
        state = Shown(mark, time.monotonic())
        self.browser.diary.shown[article.slug].append(state)
        return state
