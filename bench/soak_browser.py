"""The browsers of `soak.py`: they know of a form what HTML says, and judge each answer."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import requests
from elements import Element, read
from soak_diary import Diary
from soak_site import Site

AGAIN_AFTER = 3  # seconds
MAX_TRIES = 60


class Lost(Exception):
    """The connection ended before an answer, while processes were killed: nobody knows what was done."""


class Wrong(Exception):
    """What was answered is noted as wrong already."""


@dataclass
class Browser:
    """One person's: keeps cookies, follows nothing by itself, counts what is answered."""

    site: Site
    diary: Diary
    address: str
    pause: float
    session: requests.Session = field(default_factory=requests.Session)
    read: tuple[float, float] = (0.0, 0.0)

    def rest(self) -> None:
        self.site.enough.wait(random.uniform(0.5, 1.5) * self.pause)

    def send(
        self, method: str, path: str, expected: tuple[int, ...] = (200,), **more: Any
    ) -> requests.Response:
        """The answer, also where it is 503 while the database is away. Raises Lost, or Wrong for any other."""
        began = time.monotonic()
        headers = {"Accept": "text/html", "X-Forwarded-For": self.address}
        # As browsers do: words come back to one's own pages only.
        headers |= {"Origin": self.site.address} if method == "POST" else {}
        url = urljoin(self.site.address, path)
        try:
            answer = self.session.request(
                method, url, headers=headers, allow_redirects=False, timeout=90, **more
            )
        except requests.RequestException as error:
            self.read = (began, time.monotonic())
            if not self.site.disturbed("process", *self.read):
                self.diary.fault(f"{method} {path}: {type(error).__name__} {error}"[:300])
                raise Wrong from error
            self.diary.count("cut off while a process was killed")
            raise Lost from error
        self.read = (began, time.monotonic())
        self.diary.count(f"{'read' if method == 'GET' else 'sent'}")
        away = self.site.disturbed("database", *self.read)
        if answer.status_code == 503 and away and _in_words(answer):
            self.diary.count("503 in words while the database was away")
            return answer
        if "Stet-Copy" in answer.headers:
            self.diary.count("copies while the database was away")
            if not away:
                self.diary.fault(f"{path}: a copy, though the database was there")
        to_sign_in = "/account/login/" in answer.headers.get("Location", "")
        if answer.status_code not in expected or to_sign_in:
            why = " ".join(e.text for e in read(answer.text).all(class_="errorlist"))
            self.diary.fault(f"{method} {path}: {answer.status_code} {why}"[:300])
            raise Wrong
        return answer

    def open(self, path: str, expected: tuple[int, ...] = (200,)) -> requests.Response:
        """A page, asked for again until the database is back."""
        for _ in range(MAX_TRIES):
            try:
                answer = self.send("GET", path, expected)
            except Lost:
                answer = None
            if answer is not None and answer.status_code != 503:
                return answer
            time.sleep(AGAIN_AFTER)
        self.diary.fault(f"{path} is not answered")
        raise Wrong

    def post(
        self, form: Form, mark: str = "", expected: tuple[int, ...] = (302,)
    ) -> requests.Response:
        """What the form's button does. While the database is away, what was typed has to come back, and is sent again.

        Raises Lost when the connection ends, the page after it is missing, or what was answered 503 before is refused
        now.
        """
        for _ in range(MAX_TRIES):
            # The database may have gone in the middle of a commit.
            possible = (*expected, 409, 422) if form.refused else expected
            answer = self.send("POST", form.action, possible, data=form.data)
            if answer.status_code != 503 and answer.status_code not in expected:
                self.diary.count("refused when it was sent again after a 503")
                raise Lost
            if answer.status_code != 503:
                return answer
            if "It was saved" in answer.text:
                self.diary.count("saved, without the page after it")
                raise Lost
            form.refused = True
            if mark and mark not in answer.text:
                self.diary.fault(f"POST {form.action}: 503 without what was typed ({mark})")
            time.sleep(AGAIN_AFTER)
            again = [
                f for f in read(answer.text).all("form") if f.attributes.get("method") == "post"
            ]
            if again:
                self.diary.count("sent again from the page “Not sent yet”")
                form.data = data_of(again[-1])
        self.diary.fault(f"POST {form.action} is not answered")
        raise Wrong

    def sign_in(self, name: str, password: str) -> None:
        page = self.open("/account/login/")
        form = the_form(page, lambda form: bool(form.all("input", name="password")))
        assert form
        self.post(form.fill(login=name, password=password))


@dataclass
class Form:
    """Where it is sent, and what; `refused` when it was answered 503 at least once."""

    action: str
    data: dict[str, str]
    refused: bool = False

    def fill(self, **fields: str) -> Form:
        self.data |= {name.replace("__", "-"): value for name, value in fields.items()}
        return self


def the_form(page: requests.Response, wanted: Callable[[Element], bool]) -> Form | None:
    for form in read(page.text).all("form"):
        if wanted(form):
            return Form(urljoin(page.url, form.attributes.get("action") or page.url), data_of(form))
    return None


def data_of(form: Element) -> dict[str, str]:
    """What a browser would send of it without a button."""
    data = {}
    unsent = {id(inner) for template in form.all("template") for inner in template}
    for field_ in form:
        name, kind = field_.attributes.get("name", ""), field_.attributes.get("type", "text")
        if not name or id(field_) in unsent:
            continue
        if field_.tag == "textarea":
            words = "".join(child for child in field_.children if isinstance(child, str))
            data[name] = words.removeprefix("\n")
        elif field_.tag == "select":
            options = field_.all("option")
            chosen = [o for o in options if "selected" in o.attributes] or options[:1]
            data.update((name, option.attributes.get("value", "")) for option in chosen)
        elif (
            field_.tag == "input"
            and kind not in {"submit", "file", "button", "image"}
            and (kind not in {"checkbox", "radio"} or "checked" in field_.attributes)
        ):
            data[name] = field_.attributes.get("value", "")
    return data


def _in_words(answer: requests.Response) -> bool:
    told = "database" in answer.text and "not answer" in answer.text.replace("\n", " ")
    return told and ("Retry-After" in answer.headers or "It was saved" in answer.text)
