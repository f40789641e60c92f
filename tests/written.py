"""The form of an entry with its writing surface: opened, and asked what it holds and proposes."""

from __future__ import annotations

from typing import Any

from factories import Cast, article, drafted
from playwright.sync_api import Page, expect

from editorial.models import Manuscript

ADD = "/admin/editorial/articlemanuscript/add/"


def edit(page: Page, text: str, people: Cast) -> Manuscript:
    manuscript = drafted(article("Entrism", text), people)
    page.goto(f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/")
    expect(page.locator(".cm-content")).to_be_visible()
    return manuscript


def typed(page: Page) -> Any:
    return expect(page.locator("#id_text"))


def proposal(page: Page, words: str) -> None:
    expect(page.locator(".cm-tooltip-autocomplete [aria-selected=true]")).to_contain_text(words)
