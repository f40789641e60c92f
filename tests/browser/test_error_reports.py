"""The form with which readers report errors, in a browser without script."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast
from playwright.sync_api import expect
from readers_reports import HOME, claim_of, entry
from screens import Opened, barriers, overflowing

from editorial.models import ErrorReport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reader_reports_an_error_by_keyboard_and_without_script(
    people: Cast, opened: Opened, live_server: Any
) -> None:
    digest = claim_of(entry(people))
    page = opened(script=False)
    page.goto(f"/claim/{digest}/")
    page.get_by_role("link", name="Report an error").press("Enter")
    page.get_by_label("What is wrong?").fill("It was in 1906.")
    page.get_by_label("Your e-mail address").fill("nobody")
    page.get_by_role("button", name="Send the report").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("an address like")
    expect(page.get_by_label("What is wrong?")).to_have_value("It was in 1906.")
    page.get_by_label("Your e-mail address").fill("")
    page.get_by_role("button", name="Send the report").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("has been received")
    assert page.context.cookies() == []
    assert ErrorReport.objects.get().claim_digest == digest


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_light_and_in_dark(
    people: Cast, opened: Opened, live_server: Any, width: int
) -> None:
    digest = claim_of(entry(people))
    paths = [f"{HOME}report/", f"{HOME}report/?claim={digest}", f"{HOME}report/?sent=1"]
    page = opened(viewport={"width": width, "height": 800}, bypass_csp=True)
    faults = [*barriers(page, paths), *overflowing(page, paths)]
    page.goto(paths[0])
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults += barriers(page, [""])
    assert not faults, "\n".join(faults)
