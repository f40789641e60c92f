"""What the four people of `soak.py` do: two write and correct, one checks, one approves, publishes and withdraws."""

from __future__ import annotations

import queue
import time
from urllib.parse import urljoin

from elements import read
from soak_browser import Form, Lost, the_form
from soak_people import Article, Worker

MAX_IN_HAND = 3
ROUNDS = 4
WORK = "[@service-trotsky-2009, p. {page}]"


def write(worker: Worker) -> None:
    """What came back, or else a new article, unless enough of one's own are on their way."""
    desk = worker.desk
    try:
        article = desk.writers[worker.number].get_nowait()
    except queue.Empty:
        if desk.in_hand[worker.number] >= MAX_IN_HAND:
            return
        article = _draft(worker)
        desk.in_hand[worker.number] += 1
        _write_again(worker, article)
        _comment(worker, article)
    else:
        (_correct if article.round % 2 else _write_again)(worker, article)
    worker.move(article, "submit")
    desk.moderator.put(article)


def _draft(worker: Worker) -> Article:
    browser = worker.browser
    page = browser.open("/admin/editorial/articlemanuscript/add/")
    form = the_form(page, lambda form: form.attributes.get("id") == "entry")
    assert form
    mark = browser.diary.mark()
    article = Article(form.data["id"], f"soak-{mark}", worker.number, mark)
    text = f"It begins with {mark} alone.{WORK.format(page=3)}\n\nIt ends in 1905.{WORK.format(page=4)}"
    form.fill(title=f"Soak {mark}", slug=article.slug, summary="Of a soak.", text=text)
    _save(worker, article, form, mark)
    return article


def _write_again(worker: Worker, article: Article) -> None:
    """In the whole form; a save whose connection is lost is written anew."""
    while True:
        path = f"/admin/editorial/articlemanuscript/{article.manuscript}/change/"
        form = the_form(
            worker.browser.open(path), lambda form: form.attributes.get("id") == "entry"
        )
        assert form
        worker.browser.rest()
        mark = worker.browser.diary.mark()
        form.fill(text=form.data["text"].replace(article.mark, mark))
        try:
            return _save(worker, article, form, mark)
        except Lost:
            article.mark = _mark_in(worker, article)


def _correct(worker: Worker, article: Article) -> None:
    """In the small form of one sentence."""
    while True:
        browser, path = worker.browser, f"{article.page}correct/"
        page = browser.open(path)
        links = read(page.text).all("a")
        wanted = [a for a in links if "sentence=" in a.attributes.get("href", "")]
        page = browser.open(urljoin(page.url, wanted[0].attributes["href"]))
        form = the_form(page, lambda form: bool(form.all("textarea", name="words")))
        assert form
        browser.rest()
        mark = browser.diary.mark()
        form.fill(words=form.data["words"].replace(article.mark, mark))
        try:
            return _save(worker, article, form, mark)
        except Lost:
            article.mark = _mark_in(worker, article)
            if article.mark == mark:
                return None


def _mark_in(worker: Worker, article: Article) -> str:
    """That of the newest revision, as the whole form shows it."""
    path = f"/admin/editorial/articlemanuscript/{article.manuscript}/change/"
    form = the_form(worker.browser.open(path), lambda form: form.attributes.get("id") == "entry")
    assert form
    return next(word for word in form.data["text"].split() if word.startswith("zq"))


def _save(worker: Worker, article: Article, form: Form, mark: str) -> None:
    """Send the form with the mark as its summary. Raises Lost."""
    diary = worker.browser.diary
    try:
        worker.browser.post(form.fill(message=mark, _save=""), mark)
    except Lost:
        diary.note(article.manuscript, "save", sure=False)
        raise
    diary.saves[mark] = article.manuscript
    diary.note(article.manuscript, "save", sure=True)
    if form.refused:
        diary.note(article.manuscript, "save", sure=False)
    article.mark = mark


def _comment(worker: Worker, article: Article) -> None:
    browser = worker.browser
    page = browser.open(f"{article.page}comments/")
    form = the_form(page, lambda form: form.attributes.get("id") == "new-comment")
    assert form
    mark = browser.diary.mark()
    form.fill(words="It ends in 1905.", comment=f"{mark} is what I think.")
    try:
        browser.post(form, mark)
    except Lost:
        return
    browser.diary.comments.append(mark)


def check(worker: Worker) -> None:
    """Every citation of an article that waits for it."""
    try:
        article = worker.desk.moderator.get(timeout=1)
    except queue.Empty:
        return
    browser = worker.browser
    page = browser.open(f"/admin/desk/{article.manuscript}/")
    hrefs = [a.attributes.get("href", "") for a in read(page.text).all("a")]
    for href in dict.fromkeys(href for href in hrefs if "/desk/citation/" in href):
        _check_one(worker, article, href)
    worker.desk.approver.put(article)


def _check_one(worker: Worker, article: Article, href: str) -> None:
    browser = worker.browser
    while True:
        card = browser.open(href)
        form = the_form(card, lambda form: "/check/" in form.attributes.get("action", ""))
        assert form
        mark = browser.diary.mark()
        browser.rest()
        form.fill(verdict="supports", note=f"{mark} looked.", looked_at="The shelf")
        try:
            browser.post(form, mark)
        except Lost:
            browser.diary.note(article.manuscript, "check", sure=False)
            continue
        if form.refused:
            browser.diary.note(article.manuscript, "check", sure=False)
        browser.diary.note(article.manuscript, "check", sure=True)
        return


def approve(worker: Worker) -> None:
    """Approve and publish, in one act or two; withdraw some; send most back to be corrected."""
    try:
        article = worker.desk.approver.get(timeout=1)
    except queue.Empty:
        return
    diary = worker.browser.diary
    answers = {"approve__summary": f"Now it says {article.mark}."}
    if article.round:
        answers["approve__change"] = "correction"
    state = worker.show(article, article.mark)
    if article.round % 2:
        worker.move(article, "approve", **answers)
        worker.move(article, "publish")
    else:
        worker.move(article, "approve", "approve", "publish", then="publish", **answers)
    state.done = time.monotonic()
    diary.editions.append((article.manuscript, article.mark))
    if article.round == 0:
        worker.desk.published.append(article)
    article.round += 1
    diary.count("editions published")
    if article.round == 2:
        worker.browser.rest()
        mark = diary.mark()
        state = worker.show(article, "")
        worker.move(article, "withdraw", mark=mark, withdraw__reason=f"{mark} was wrong.")
        state.done = time.monotonic()
        diary.count("withdrawn")
    if article.round < ROUNDS:
        worker.desk.writers[article.writer].put(article)
    else:
        worker.desk.in_hand[article.writer] -= 1
